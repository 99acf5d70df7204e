"""The HTTP interface, version 1, to be mounted at /api: the same functions as the pages and the command line.

Values are read by our own readers and not by FastAPI's: their faults are the sentences of the command line,
and a quote's answer is its very bytes. FastAPI routes, and writes the OpenAPI document, /api/openapi.json.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from functools import partial
from typing import Final

import anyio.to_thread
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from dashboard.inputs.link import LinkInputs, address
from dashboard.language.texts import Texts
from dashboard.options.quote_count import count_quote
from dashboard.options.tables import COMPARISON, comparison
from dashboard.tables.csv_file import csv_file, file_name
from dashboard.tables.origin import Origin
from dashboard.usage.file_size import MOST_BYTES
from pricing.book.file import default_version, price_lists
from pricing.book.writing import price_book_json, price_books_json
from pricing.errors import PricingError
from pricing.price_book import PriceBook
from pricing.quotes.as_json import quote_json
from pricing.quotes.history import history, history_json
from pricing.quotes.options import offer
from pricing.quotes.quote import quote
from pricing.quotes.values import Quote
from pricing.scenario import Scenario
from pricing.scenario_json import read_scenario
from service import bulk, documents, models
from service.parameters import read_parameters, require
from service.problems import failure_problem, gone, http_problem, pricing_problem, validation_problem

VERSION: Final = "1"
NOT_KEPT: Final = {"Cache-Control": "no-cache"}
COMPARED_BY: Final = ("basis", "free", "book", "prices")
"""The parameters of a comparison of many scenarios."""
CSV: Final = "text/csv; charset=utf-8"


def api(base_path: str = "") -> FastAPI:
    """Return the application; ``base_path`` is where the pages are."""
    app = FastAPI(
        title="Face Fusion pricing",
        version=VERSION,
        description="What to buy for a scenario and what it costs. Amounts are exact decimal strings. "
        "Every fault of a request is listed in a problem document (RFC 9457).",
        docs_url=None,  # they would load their scripts from another host
        redoc_url=None,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        max_body_size=MOST_BYTES,
        exception_handlers={
            PricingError: pricing_problem,
            HTTPException: http_problem,
            RequestValidationError: validation_problem,
            ClientDisconnect: gone,
            Exception: failure_problem,
        },
    )

    @app.get(
        "/v1/quote",
        summary="Every option of one scenario, priced",
        responses={200: {"model": models.Quote}, **documents.refusals(422)},
        openapi_extra={"parameters": documents.parameters()},
    )
    async def get_quote(request: Request) -> Response:
        inputs = read_parameters(request.query_params)
        return _json(quote_json(await _priced(inputs.price_list, inputs.scenario)))

    @app.post(
        "/v1/quote",
        summary="Every option of one scenario, sent as JSON",
        responses={200: {"model": models.Quote}, **documents.refusals(413, 415, 422)},
        openapi_extra={
            "parameters": documents.parameters("book", "prices"),
            "requestBody": documents.scenario_body(),
        },
    )
    async def post_quote(request: Request) -> Response:
        require(request, "application/json")
        book = read_parameters(request.query_params, ("book", "prices")).price_list
        scenario = read_scenario(await request.body(), tier_basis=book.default_basis)
        return _json(quote_json(await _priced(book, scenario)))

    @app.get(
        "/v1/comparison.csv",
        summary="The options side by side, as the first page shows them",
        responses={200: documents.csv_answer("The table"), **documents.refusals(422)},
        openapi_extra={"parameters": documents.parameters()},
    )
    async def get_comparison(request: Request) -> Response:
        inputs = read_parameters(request.query_params)
        quoted = await _priced(inputs.price_list, inputs.scenario)
        page = f"{request.url.scheme}://{request.url.netloc}{base_path}/"
        name, content = comparison_csv(quoted, inputs, page=page, today=datetime.now(UTC).date())
        shown = {"Content-Disposition": f'inline; filename="{name}"'}
        return Response(content, media_type=CSV, headers={**NOT_KEPT, **shown})

    @app.post(
        "/v1/compare",
        summary="Every option of many scenarios, as CSV",
        responses={200: documents.COMPARED, **documents.refusals(413, 415, 422, 503)},
        openapi_extra={
            "parameters": documents.parameters(*COMPARED_BY),
            "requestBody": documents.scenarios_body(),
        },
    )
    async def compare(request: Request) -> Response:
        require(request, "text/csv")
        inputs = read_parameters(request.query_params, COMPARED_BY)
        priced = offer(inputs.price_list, inputs.basis, count_free=inputs.free)
        content = await request.body()
        if bulk.cores.available_tokens < 1 or not bulk.places.acquire(blocking=False):
            wait = {"Retry-After": str(bulk.RETRY_SECONDS)}
            raise HTTPException(503, "Other comparisons are under way; ask again in a moment.", wait)
        try:
            batches = await anyio.to_thread.run_sync(bulk.read_scenarios, content, priced, limiter=bulk.cores)
            return bulk.HoldingPlace(bulk.compared(batches, priced), media_type=CSV, headers=NOT_KEPT)
        except BaseException:
            bulk.places.release()
            raise

    for route in (get_quote, get_comparison, *_price_lists(app)):
        path = app.url_path_for(route.__name__)
        app.add_api_route(path, route, methods=["HEAD"], include_in_schema=False)
    return app


def _price_lists(app: FastAPI) -> tuple[Callable[[Request], Awaitable[Response]], ...]:
    """Add what is told of the price lists themselves; return the routes."""

    @app.get(
        "/v1/price-book",
        summary="A price list, every figure of it",
        responses={200: {"model": models.PriceBook}, **documents.refusals(422)},
        openapi_extra={"parameters": documents.parameters("book", "prices")},
    )
    async def get_price_book(request: Request) -> Response:
        inputs = read_parameters(request.query_params, ("book", "prices"))
        return _json(price_book_json(inputs.price_list))

    @app.get(
        "/v1/price-books",
        summary="The price lists that there are, oldest first",
        responses={200: {"model": models.PriceBooks}, **documents.refusals(422)},
        openapi_extra={"parameters": documents.parameters("book")},
    )
    async def get_price_books(request: Request) -> Response:
        inputs = read_parameters(request.query_params, ("book",))
        return _json(price_books_json(price_lists(inputs.book), default_version(inputs.book)))

    @app.get(
        "/v1/history",
        summary="One scenario on every price list of the product, oldest first",
        responses={200: {"model": models.History}, **documents.refusals(422)},
        openapi_extra={"parameters": documents.parameters()},
    )
    async def get_history(request: Request) -> Response:
        inputs = read_parameters(request.query_params)
        says_basis = "basis" in request.query_params
        priced = partial(history, price_lists(inputs.book), inputs.scenario, says_basis=says_basis)
        return _json(history_json(await anyio.to_thread.run_sync(priced, abandon_on_cancel=True)))

    return get_price_book, get_price_books, get_history


async def _priced(book: PriceBook, scenario: Scenario) -> Quote:
    """Return the quote, worked out beside the event loop; raises AmountTooLarge."""
    quoted = await anyio.to_thread.run_sync(quote, book, scenario, abandon_on_cancel=True)
    count_quote(quoted, "api")
    return quoted


def _json(text: str) -> Response:
    return Response(text, media_type="application/json", headers=NOT_KEPT)


def comparison_csv(quote: Quote, inputs: LinkInputs, *, page: str, today: date) -> tuple[str, bytes]:
    """Return the name and the content of the file; ``page`` is the address of the first page."""
    texts = Texts(inputs.lang or "en")
    origin = Origin(quote.book, quote.scenario, link=address(page, inputs), made_on=today)
    content = csv_file(comparison(quote, texts), COMPARISON, origin, texts)
    return file_name(origin, "comparison"), content

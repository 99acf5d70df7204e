"""What a file says of its scenario and of itself, as labelled values for the workbook and the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from dashboard.inputs.words import BASES
from dashboard.language.names import currency_name, product_name
from dashboard.language.texts import Texts
from dashboard.tables.origin import Origin
from pricing.errors import message
from pricing.scenario import Scenario

LINK_WITHOUT_PRICES: Final = message("A link does not carry them: it opens at list prices.")


class Fact(NamedTuple):
    """A label and what stands beside it; several numbers are the calls of each month."""

    label: str
    value: int | str | date | tuple[int, ...]


def source_in_words(origin: Origin, texts: Texts) -> str:
    """Return the product, the version of its price list and the currency in two sentences."""
    told = {
        "product": product_name(texts, origin.book),
        "version": origin.book.version,
        "currency": currency_name(texts, origin.book.currency),
    }
    if origin.list_prices:
        return texts("{product}, price list of {version}. Amounts in {currency}.", **told)
    return texts("{product}, version {version}, not the list prices. Amounts in {currency}.", **told)


def link_note(origin: Origin, texts: Texts) -> str | None:
    """Return what the link does not say; None where it says everything."""
    return None if origin.list_prices else texts(LINK_WITHOUT_PRICES)


def origin_facts(origin: Origin, texts: Texts) -> list[Fact]:
    """Return the product, its price list and version, and the day; the link is an address of its own."""
    book = origin.book
    return [
        Fact(texts("Product"), product_name(texts, book)),
        Fact(texts("Price list"), book.id),
        Fact(texts("Version"), book.version),
        Fact(texts("Currency"), currency_name(texts, book.currency)),
        Fact(texts("Prices"), origin.prices(texts)),
        Fact(texts("Made on"), origin.made_on),
    ]


def scenario_facts(scenario: Scenario, start: date | None, texts: Texts) -> Iterator[Fact]:
    """Yield every input of the scenario under the name that it has on the screen."""
    months = scenario.monthly_calls
    if len(set(months)) == 1:
        yield Fact(texts.field("monthly_calls"), months[0])
    else:
        yield Fact(texts.field("table"), months)
    yield Fact(texts.field("months"), scenario.months)
    yield Fact(texts("All calls"), scenario.total_calls)
    if start is not None:
        yield Fact(texts.field("start"), start)
    for name in ("peak_qps", "peak_days", "peak_month", "materials", "activities"):
        yield Fact(texts.field(name), getattr(scenario, name))
    yield Fact(texts.field("tier_basis"), texts(BASES[scenario.tier_basis]))
    free = texts("counted") if scenario.count_free_quota else texts("not counted")
    yield Fact(texts.field("free"), free)

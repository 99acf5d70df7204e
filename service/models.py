"""The JSON of the HTTP interface as schemas, for its OpenAPI document; a test holds the answers to them.

What an option has comes from `quotes.columns`, a price book from its dataclasses, limits from `LIMITS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

import pricing.scenario
from pricing import price_book
from pricing.quotes.columns import COST_COLUMNS, OPTION_COLUMNS, Kind, OptionColumn
from pricing.quotes.rows import LATER_COLUMNS
from pricing.quotes.values import LicensePurchase, Purchase
from pricing.scenario import LIMITS, TierBasis
from pricing.scenario_json import NUMBERS

Amount = Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)?$")]
Ratio = Annotated[float, Field(ge=0, le=1)]
KINDS: Final[Mapping[Kind, Any]] = {
    "text": str,
    "flag": bool,
    "count": int,
    "amount": Amount,
    "ratio": Ratio,
    "purchases": list[Purchase],
    "licenses": list[LicensePurchase],
    "codes": list[str],
}


class Model(BaseModel):
    """An object without keys but those that are listed."""

    model_config = ConfigDict(extra="forbid")


def _whole(name: str) -> Any:  # noqa: ANN401  a type
    low, high = LIMITS[name]
    return Annotated[int, Field(ge=low, le=high)]


def _fields(columns: Iterable[OptionColumn], *, always: bool = False) -> dict[str, Any]:
    """Return the fields of ``columns``; null is allowed in those that only options for sale have."""
    return {
        column.key: (
            KINDS[column.kind] if column.always or always else KINDS[column.kind] | None,
            Field(description=column.meaning),
        )
        for column in columns
    }


_LATER: Final[dict[str, Any]] = {
    name: (_whole(name), getattr(pricing.scenario.Scenario, name)) for name in LATER_COLUMNS
}
MonthlyCalls: Any = _whole("monthly_calls")
Months = Annotated[list[MonthlyCalls], Field(min_length=LIMITS["months"][0], max_length=LIMITS["months"][1])]
Scenario = create_model(
    "Scenario",
    __base__=Model,
    __doc__="The scenario that was priced, every field of it.",
    monthly_calls=Months,
    **{name: _whole(name) for name in ("months", *NUMBERS) if name not in LATER_COLUMNS},
    **_LATER,
    tier_basis=TierBasis,
    count_free_quota=bool,
)
Costs = create_model(
    "Costs",
    __base__=Model,
    __doc__="The sums of an option's lines, in the currency of the price book.",
    **_fields(COST_COLUMNS, always=True),
)
Option = create_model(
    "Option",
    __base__=Model,
    __doc__="One way to buy what the scenario needs; null is what one that can't be bought lacks.",
    **_fields(column for column in OPTION_COLUMNS if column not in COST_COLUMNS),
    costs=(Costs | None, ...),
)


class BookName(Model):
    """Which prices were used."""

    id: str
    version: str
    currency: str


Quote = create_model(
    "Quote",
    __base__=Model,
    __doc__="Every option of one scenario, priced.",
    price_book=BookName,
    scenario=Scenario,
    cheapest=Annotated[str, Field(description="The id of the cheapest option")],
    options=list[Option],
)


class PriceBook(Model):
    """A price list; null where it has no such section, several license packages as a list."""

    id: str
    version: str
    published: date | None
    superseded: date | None
    currency: str
    source: str
    checked_on: date
    name: Mapping[str, str]
    free: price_book.Free | None
    license: price_book.License | list[price_book.License] | None
    qps: price_book.QpsUpgrade | None
    packs: list[price_book.Pack]
    postpaid: price_book.Postpaid
    settlement: price_book.Settlement | None
    large_customer: price_book.LargeCustomer | None


class PriceList(Model):
    """A price list, and from when until when it was in force."""

    id: str
    version: str
    published: date | None
    superseded: date | None
    currency: str
    default: Annotated[bool, Field(description="Taken where no version is said")]


class PriceBooks(Model):
    """The price lists that there are, oldest first."""

    price_books: list[PriceList]


class Past(Model):
    """A scenario on one price list; nulls, and a reason, where nothing can be bought."""

    version: str
    published: date | None
    cheapest: str | None
    total: Amount | None
    licenses: list[LicensePurchase] | None
    purchases: list[Purchase] | None
    reason: str | None


class History(Model):
    """A scenario on every price list of the product, oldest first."""

    lists: list[Past]


class Fault(Model):
    """One thing that is wrong."""

    code: Annotated[str, Field(description="Stable, for programs")]
    where: Annotated[str, Field(description="The parameter, key, or line and column")]
    sentence: Annotated[str, Field(description="What, where, why and what is allowed")]


class Problem(Model):
    """Why a request has no answer (RFC 9457)."""

    type: Literal["about:blank"]
    title: str
    status: int
    detail: str
    count: Annotated[int | None, Field(description="How many faults there are")] = None
    faults: list[Fault] | None = None

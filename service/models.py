"""The JSON of the HTTP interface as schemas, for its OpenAPI document; a test holds the answers to them.

What an option has comes from `quotes.columns`, a price book from its dataclasses, limits from `LIMITS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from pricing.quotes.columns import COST_COLUMNS, OPTION_COLUMNS, Kind, OptionColumn
from pricing.quotes.values import Purchase
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


MonthlyCalls: Any = _whole("monthly_calls")
Months = Annotated[list[MonthlyCalls], Field(min_length=LIMITS["months"][0], max_length=LIMITS["months"][1])]
Scenario = create_model(
    "Scenario",
    __base__=Model,
    __doc__="The scenario that was priced, every field of it.",
    monthly_calls=Months,
    **{name: _whole(name) for name in ("months", *NUMBERS)},
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

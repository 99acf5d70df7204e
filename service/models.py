"""The JSON of the HTTP interface as schemas, for its OpenAPI document; a test holds the answers to them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pricing.scenario import LIMITS

Amount = Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)?$", description="An exact amount of the currency")]
Ratio = Annotated[float, Field(ge=0, le=1)]


def _whole(name: str, **more: Any) -> Any:  # noqa: ANN401  whatever a field takes
    low, high = LIMITS[name]
    return Field(ge=low, le=high, **more)


class Model(BaseModel):
    """An object without keys but those that are listed."""

    model_config = ConfigDict(extra="forbid")


MonthlyCalls = Annotated[int, _whole("monthly_calls")]
Months = Annotated[list[MonthlyCalls], Field(min_length=LIMITS["months"][0], max_length=LIMITS["months"][1])]


class Scenario(Model):
    """The scenario that was priced, every field of it."""

    monthly_calls: Months
    months: Annotated[int, _whole("months")]
    peak_qps: Annotated[int, _whole("peak_qps")]
    peak_days: Annotated[int, _whole("peak_days")]
    peak_month: Annotated[int, _whole("peak_month")]
    materials: Annotated[int, _whole("materials")]
    activities: Annotated[int, _whole("activities")]
    tier_basis: Literal["overage", "total"]
    count_free_quota: bool


class BookName(Model):
    """Which prices were used."""

    id: str
    version: str
    currency: str


class Purchase(Model):
    """Packs that are bought in a month, counted from 1."""

    month: Annotated[int, _whole("months")]
    pack: str
    quantity: Annotated[int, Field(ge=1)]


class Costs(Model):
    """The sums of an option's lines."""

    license: Amount
    qps: Amount
    packs: Amount
    postpaid: Amount
    total: Amount
    upfront: Amount


class Option(Model):
    """One way to buy what the scenario needs; costs and calls are null where it can't be bought online."""

    id: str
    available: bool
    reason: str | None
    activities: int
    qps_units: int
    purchases: list[Purchase]
    costs: Costs | None
    overage_calls: int | None
    granted_calls: int | None
    used_calls: int | None
    unused_calls: int | None
    coverage: Ratio | None
    utilization: Ratio | None
    warnings: list[str]


class Quote(Model):
    """Every option of one scenario, priced."""

    price_book: BookName
    scenario: Scenario
    cheapest: Annotated[str, Field(description="The id of the cheapest option")]
    options: list[Option]


class Free(Model):
    """Free calls of each activity, once."""

    calls: int
    qps: int


class License(Model):
    """The license of one activity."""

    price: Amount
    term_months: int
    calls: int
    qps: int
    materials: int


class QpsUpgrade(Model):
    """One unit of QPS for one day."""

    unit: int
    price_per_day: Amount
    max_units: int
    order_window_days: int


class Pack(Model):
    """Prepaid calls."""

    id: str
    calls: int
    price: Amount
    valid_months: int


class Tier(Model):
    """Quantities of a month up to and including ``up_to``; null in the last tier, which is open."""

    up_to: int | None
    unit_price: Amount


class Postpaid(Model):
    """The monthly tiers."""

    mode: Literal["volume", "graduated"]
    tiers: list[Tier]


class Settlement(Model):
    """What is frozen, in times a month's usage at list price."""

    hold_ratio: Amount


class LargeCustomer(Model):
    """The monthly spend above which prices are negotiable."""

    monthly_spend: Amount


class PriceBook(Model):
    """A price list; null where it has no such section."""

    id: str
    version: str
    currency: str
    source: str
    checked_on: str
    name: dict[str, str]
    free: Free | None
    license: License | None
    qps: QpsUpgrade | None
    packs: list[Pack]
    postpaid: Postpaid
    settlement: Settlement | None
    large_customer: LargeCustomer | None


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

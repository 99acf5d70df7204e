"""The format of a price book file: its tables and keys, as pydantic models.

`value_faults` finds what is wrong with single values of the parsed file, `build` turns a faultless one into a
`PriceBook`. What concerns more than one value stands in `price_book_rules`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from pricing import price_book
from pricing.book.values import Choice, Day, Price, Rule, Text, Whole
from pricing.errors import Fault, Phrase, message, shown
from pricing.price_book import PriceBook, TierMode
from pricing.scenario import LIMITS, TIER_BASES, TierBasis

Loc = tuple[str | int, ...]
"""The keys and positions that lead to a value: ("packs", 2, "calls")."""

Found = tuple[Loc, Fault]

SCENARIO_MONTHS = LIMITS["months"][1]
"""The longest scenario: within it nothing that was bought may expire."""

MOST_CALLS = 10**12
MOST_COUNT = 10**6
MOST_MONTHS = 120
MOST_DAYS = 366
MOST_FAULTS = 1_000

Calls = Annotated[int, Whole(0, MOST_CALLS)]
SomeCalls = Annotated[int, Whole(1, MOST_CALLS)]
Count = Annotated[int, Whole(1, MOST_COUNT)]
Months = Annotated[int, Whole(SCENARIO_MONTHS, MOST_MONTHS, below="expires_too_soon")]
Money = Annotated[Decimal, Price()]
Line = Annotated[str, Text()]
Code = Annotated[
    str, Text(Phrase(message("1 to 40 letters, digits and . _ -, such as 10m")), r"[A-Za-z0-9._-]{1,40}")
]
Currency = Annotated[str, Text(Phrase(message("3 upper-case letters, such as CNY")), "[A-Z]{3}")]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class NameTable(_Table):
    """[name] and [license.name]: the product, or a license package, in each language of the screens."""

    en: Line
    zh: Line


class FreeTable(_Table):
    """[free]: per activity, once."""

    calls: Calls
    qps: Count


class LicenseTable(_Table):
    """[license], or a [[license]] for each package: per activity and term."""

    id: Code = price_book.ONLY_LICENSE
    name: NameTable | None = None
    price: Money
    term_months: Months
    calls: Calls
    qps: Count
    materials: Annotated[int | None, Whole(1, MOST_COUNT)] = None
    materials_editable_days: Annotated[int | None, Whole(0, MOST_DAYS)] = None


class QpsTable(_Table):
    """[qps]: the QPS upgrade."""

    unit: Count
    price_per_day: Money
    max_units: Annotated[int | None, Whole(1, MOST_COUNT)] = None
    max_qps: Annotated[int | None, Whole(1, MOST_COUNT)] = None
    order_window_days: Annotated[int, Whole(1, MOST_DAYS)]
    order_from_days: Annotated[int, Whole(0, MOST_DAYS)] = 1


class PackTable(_Table):
    """[[packs]]: prepaid calls."""

    id: Code
    calls: SomeCalls
    price: Money
    valid_months: Months


class TierTable(_Table):
    """[[postpaid.tiers]]: without ``up_to`` the tier is open."""

    up_to: Annotated[int | None, Whole(1, MOST_CALLS)] = None
    unit_price: Money


class PostpaidTable(_Table):
    """[postpaid]: the monthly bill."""

    mode: Annotated[TierMode, Choice(*get_args(TierMode))]
    tier_basis: Annotated[TierBasis | None, Choice(*TIER_BASES)] = None
    tiers: list[TierTable]


class SettlementTable(_Table):
    """[settlement]: the hold."""

    hold_ratio: Annotated[Decimal, Price(100)]


class LargeCustomerTable(_Table):
    """[large_customer]: where prices become negotiable."""

    monthly_spend: Annotated[Decimal, Price(MOST_CALLS)]


class BookTable(_Table):
    """The whole file."""

    id: Code
    version: Line
    published: Annotated[date | None, Day()] = None
    superseded: Annotated[date | None, Day()] = None
    currency: Currency
    source: Annotated[str, Text()]
    checked_on: Annotated[date, Day()]
    name: NameTable
    free: FreeTable | None = None
    license: list[LicenseTable] = []
    qps: QpsTable | None = None
    packs: list[PackTable] = []
    postpaid: PostpaidTable
    settlement: SettlementTable | None = None
    large_customer: LargeCustomerTable | None = None


_Section = TypeVar("_Section")

_TABLES: Mapping[tuple[str, ...], type[BaseModel]] = {
    (): BookTable,
    ("name",): NameTable,
    ("free",): FreeTable,
    ("license",): LicenseTable,
    ("license", "name"): NameTable,
    ("qps",): QpsTable,
    ("packs",): PackTable,
    ("postpaid",): PostpaidTable,
    ("postpaid", "tiers"): TierTable,
    ("settlement",): SettlementTable,
    ("large_customer",): LargeCustomerTable,
}


def value_faults(data: Mapping[str, Any]) -> list[Found]:
    """Return every key that is unknown or missing and every value that its key does not allow.

    Nobody reads more than `MOST_FAULTS` of them: the rest of a file that has more is not looked at.
    """
    try:
        BookTable.model_validate(_with_packages(data))
    except ValidationError as error:
        listed = islice(error.errors(include_url=False), MOST_FAULTS)
        return [_found(found, single=isinstance(data.get("license"), Mapping)) for found in listed]
    return []


def build(data: Mapping[str, Any]) -> PriceBook:
    """Return the price book of ``data``, which must have no fault."""
    table = BookTable.model_validate(_with_packages(data))
    return PriceBook(
        **{name: getattr(table, name) for name in _SINGLE},
        name=_names(table.name),
        postpaid=price_book.Postpaid(
            table.postpaid.mode,
            tuple(price_book.Tier(**dict(tier)) for tier in table.postpaid.tiers),
            table.postpaid.tier_basis,
        ),
        free=_section(price_book.Free, table.free),
        packages=tuple(
            price_book.License(**{**dict(package), "name": package.name and _names(package.name)})
            for package in table.license
        ),
        qps=_section(price_book.QpsUpgrade, table.qps),
        packs=tuple(price_book.Pack(**dict(pack)) for pack in table.packs),
        settlement=_section(price_book.Settlement, table.settlement),
        large_customer=_section(price_book.LargeCustomer, table.large_customer),
    )


_SINGLE = ("id", "version", "published", "superseded", "currency", "source", "checked_on")


def _with_packages(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the tables with a single [license] as an array of one package."""
    one = data.get("license")
    return {**data, "license": [one]} if isinstance(one, Mapping) else data


def _names(table: NameTable) -> price_book.Names:
    return price_book.Names(tuple(dict(table).items()))


def _section(section: type[_Section], table: BaseModel | None) -> _Section | None:
    return None if table is None else section(**dict(table))


def _found(found: ErrorDetails, *, single: bool) -> Found:
    """Return the fault at its place in the file, where a ``single`` [license] is no array."""
    loc = found["loc"]
    loc = ("license", *loc[2:]) if single and loc[:2] == ("license", 0) else loc
    return loc, _fault(found, loc)


def _fault(found: ErrorDetails, loc: Loc) -> Fault:
    """Turn one finding of pydantic, its own or one of a `Rule`, into a fault."""
    code = found["type"]
    where = path(loc)
    if code == "missing":
        return Fault("missing", where, params={"allowed": _expected(loc)})
    if code == "extra_forbidden":
        allowed = ", ".join(_table(loc[:-1]).model_fields)
        return Fault("unknown_key", where, shown(loc[-1]), {"allowed": allowed})
    if code in {"model_type", "list_type"}:
        return Fault("wrong_type", where, shown(found["input"]), {"allowed": _expected(loc)})
    params = found.get("ctx") or {"allowed": _expected(loc)}
    return Fault(code, where, shown(found["input"]), params)


def _table(loc: Loc) -> type[BaseModel]:
    return _TABLES[tuple(step for step in loc if isinstance(step, str))]


def _expected(loc: Loc) -> str:
    """Say what may stand at ``loc``, a key of the format or an entry of an array."""
    *parent, key = loc
    table = Phrase(message("a table"))
    if isinstance(key, int):
        return table
    field = _table(tuple(parent)).model_fields[key]
    rules = [rule.allowed for rule in field.metadata if isinstance(rule, Rule)]
    if rules:
        return rules[0]
    if key in {"packs", "tiers"}:
        return Phrase(message("an array of tables, {heading}"), heading=f"[[{path(loc)}]]")
    return table


def path(loc: Loc) -> str:
    """Write a key path on one line: packs[2].calls."""
    text = ""
    for step in loc:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            bare = re.fullmatch(r"[A-Za-z0-9_-]{1,40}", step)
            text += f"{'.' if text else ''}{step if bare else shown(step)}"
    return text

"""The link: what the query string of a page, or of the HTTP interface, says; read and written here alone.

Streamlit could bind widgets to the query string, but it would write translated labels into it, it can't carry
the table of months, and it drops what it can't read without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final, cast
from urllib.parse import urlencode

from dashboard.inputs.shapes import SHAPES, Shape, average, monthly_calls
from dashboard.language.texts import Language
from pricing.book.file import DEFAULT_BOOK, shipped, shipped_ids, shipped_versions
from pricing.errors import Fault, shown
from pricing.price_book import PriceBook
from pricing.scenario import TIER_BASES, Scenario, TierBasis, range_fault
from pricing.scenario_fields import whole_number

NUMBERS: Final[Mapping[str, str]] = {
    "calls": "monthly_calls",
    "months": "months",
    "qps": "peak_qps",
    "days": "peak_days",
    "peak_month": "peak_month",
    "materials": "materials",
    "activities": "activities",
    "base_qps": "base_qps",
}
"""The whole numbers of a link, and what `pricing.scenario.LIMITS` calls them."""

LANGUAGE_CODES: Final[Mapping[str, Language]] = {"en": "en", "zh": "zh_Hans"}
SWITCHES: Final[Mapping[str, bool]] = {"1": True, "0": False}


@dataclass(frozen=True)
class LinkInputs:
    """Everything a link says, under the link's names; a link leaves out what is as below.

    ``table`` is empty unless ``shape`` is "table"; then ``calls`` is its average and ``months`` its length.
    ``start`` is the first day of the first month; ``lang`` None means the browser's language. ``prices`` is
    the version of the price list, empty for the default one.
    """

    calls: int = 400_000
    months: int = 12
    shape: Shape = "steady"
    table: tuple[int, ...] = ()
    qps: int = Scenario.peak_qps
    days: int = Scenario.peak_days
    peak_month: int = Scenario.peak_month
    materials: int = Scenario.materials
    activities: int = Scenario.activities
    base_qps: int = Scenario.base_qps
    basis: TierBasis = Scenario.tier_basis
    free: bool = Scenario.count_free_quota
    start: date | None = None
    lang: Language | None = None
    book: str = DEFAULT_BOOK
    prices: str = ""

    @property
    def price_list(self) -> PriceBook:
        """The price list that the link names."""
        return shipped(self.book, self.prices or None)

    @property
    def monthly_calls(self) -> tuple[int, ...]:
        """The calls of each month."""
        return self.table or monthly_calls(self.shape, self.calls, self.months, self.peak_month)

    @property
    def scenario(self) -> Scenario:
        """The scenario; raises InvalidScenario where values do not fit together (see `fitted`)."""
        return Scenario(
            monthly_calls=self.monthly_calls,
            peak_qps=self.qps,
            peak_days=self.days,
            peak_month=self.peak_month,
            materials=self.materials,
            activities=self.activities,
            base_qps=self.base_qps,
            tier_basis=self.basis,
            count_free_quota=self.free,
        )


DEFAULTS: Final = LinkInputs()
NAMES: Final = tuple(field.name for field in fields(LinkInputs))


def with_table(inputs: LinkInputs, table: tuple[int, ...]) -> LinkInputs:
    """Return ``inputs`` with the months typed one by one."""
    return replace(inputs, shape="table", table=table, calls=average(table), months=len(table))


def fitted(inputs: LinkInputs) -> tuple[LinkInputs, tuple[Fault, ...]]:
    """Return ``inputs`` with what does not fit together replaced by defaults, and a fault for each value."""
    faults = []
    peak = range_fault("peak_month", inputs.peak_month, high=inputs.months)
    if peak:
        faults.append(peak)
        inputs = replace(inputs, peak_month=DEFAULTS.peak_month)
    most = range_fault("monthly_calls", max(inputs.monthly_calls), where="shape")
    if most:
        faults.append(most)
        inputs = replace(inputs, shape=DEFAULTS.shape)
    versions = shipped_versions(inputs.book)
    if inputs.prices and inputs.prices not in versions:
        faults.append(Fault("not_allowed", "prices", shown(inputs.prices), {"allowed": ", ".join(versions)}))
        inputs = replace(inputs, prices=DEFAULTS.prices)
    return inputs, tuple(faults)


def read_link(params: Mapping[str, str]) -> tuple[LinkInputs, tuple[Fault, ...]]:
    """Return what the parameters say, the default for each that can't be used, and a fault for each of those.

    Names that are not ours are ignored. ``fault.where`` is the name of the parameter.
    """
    values: dict[str, object] = {}
    faults: list[Fault] = []
    for name in NAMES:
        if name not in params:
            continue
        value = _value(name, params[name])
        if isinstance(value, Fault):
            faults.append(value)
        else:
            values[name] = value

    table = cast("tuple[int, ...]", values.pop("table", ()))
    if values.get("shape") == "table":
        months = params.get("months")
        if not table:
            del values["shape"]
            if "table" not in params:
                expected = {"allowed": "shape=table & table=100 200 300"}
                faults.append(Fault("missing", "table", "", expected))
        elif "months" in values and values["months"] != len(table):
            faults.append(Fault("month_count", "months", months or "", {"count": str(len(table))}))
    inputs = LinkInputs(**values)  # type: ignore[arg-type]  # each value was read by its name
    if inputs.shape == "table":
        inputs = with_table(inputs, table)
    inputs, unfit = fitted(inputs)
    return inputs, (*faults, *unfit)


def write_link(inputs: LinkInputs) -> dict[str, str]:
    """Return the parameters of ``inputs``, defaults left out; `read_link` gives the same inputs back."""
    ruled = ("calls", "months") if inputs.shape == "table" else ()
    return {
        name: _text(getattr(inputs, name))
        for name in NAMES
        if name not in ruled and getattr(inputs, name) != getattr(DEFAULTS, name)
    }


def address(page: str, inputs: LinkInputs) -> str:
    """Return the address that opens ``inputs`` on ``page``, which has none yet."""
    query = urlencode(write_link(inputs))
    return f"{page}?{query}" if query else page


def read_month(text: str) -> date | Fault:
    """Return the first day of a month written as YYYY-MM."""
    if re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", text.strip()):
        return date.fromisoformat(f"{text.strip()}-01")
    return Fault("not_allowed", "start", shown(text), {"allowed": "2000-01 ... 2099-12"})


def _value(name: str, text: str) -> object:
    if name in NUMBERS:
        return whole_number(NUMBERS[name], text, where=name)
    if name == "table":
        return _table(text)
    if name == "start":
        return read_month(text)
    choices: dict[str, Mapping[str, object]] = {
        "shape": _themselves(SHAPES),
        "basis": _themselves(TIER_BASES),
        "free": SWITCHES,
        "lang": LANGUAGE_CODES,
        "book": _themselves(shipped_ids()),
        "prices": _themselves(version for book in shipped_ids() for version in shipped_versions(book)),
    }
    allowed = choices[name]
    if text in allowed:
        return allowed[text]
    return Fault("not_allowed", name, shown(text), {"allowed": ", ".join(allowed)})


def _table(text: str) -> tuple[int, ...] | Fault:
    parts = text.split()
    count = range_fault("months", len(parts), where="table")
    if count:
        return count
    numbers = [whole_number("monthly_calls", part, where="table") for part in parts]
    for number in numbers:
        if isinstance(number, Fault):
            return number
    return cast("tuple[int, ...]", tuple(numbers))


def _themselves(names: Iterable[str]) -> Mapping[str, str]:
    return {name: name for name in names}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, tuple):
        return " ".join(map(str, value))
    if isinstance(value, date):
        return f"{value:%Y-%m}"
    codes = {str(language): code for code, language in LANGUAGE_CODES.items()}
    return codes.get(str(value), str(value))

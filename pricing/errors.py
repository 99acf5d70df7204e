"""The errors that `pricing` raises, and the faults they carry: each a code, a place and what was found.

PricingError
├── InvalidPriceBook    the price book breaks a rule of the format
├── InvalidScenario     an input is missing, of the wrong kind or out of range
└── AmountTooLarge      an amount is too large to be exact in 64-bit whole numbers
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self


def message(text: str) -> str:
    """Mark a text for translation; the text itself is the key of the catalogue."""
    return text


class Phrase(str):
    """An English text that can still be translated: it remembers its ``key`` and its ``params``.

    To the command line and to files it is a plain string; a screen looks its key up in the catalogue.
    """

    __slots__ = ("key", "params")

    key: str
    params: Mapping[str, str]

    def __new__(cls, key: str, /, **params: str) -> Self:
        """Put ``params``, which may be phrases too, into ``key``, a text marked by `message`."""
        phrase = super().__new__(cls, key.format(**params))
        phrase.key, phrase.params = key, params
        return phrase

    def __reduce__(self) -> tuple[Callable[..., Phrase], tuple[str, Mapping[str, str]]]:
        """Pickle the key and the parameters, so that a fault from another process can be translated."""
        return _phrase, (self.key, self.params)


def _phrase(key: str, params: Mapping[str, str]) -> Phrase:
    return Phrase(key, **params)


OF_LINE = message("{file}: line {row}")
LINE = message("Line {row}")
OF_COLUMN = message("{place}, column {column}")
"""Places in a file of scenarios."""


def line_of(file: str, number: int) -> Phrase:
    """Return the place of a line: "in.csv: line 3", or "Line 3" where the file has no name."""
    row = str(number)
    return Phrase(OF_LINE, file=file, row=row) if file else Phrase(LINE, row=row)


MESSAGES: Mapping[str, str] = MappingProxyType(
    {
        "not_a_whole_number": message("{where}: {value} is not a whole number; allowed: {low} to {high}"),
        "thousands_separator": message(
            "{where}: {value} is not a whole number; allowed: {low} to {high}, without thousands separators"
        ),
        "out_of_range": message("{where}: {value} is out of range; allowed: {low} to {high}"),
        "not_allowed": message("{where}: {value} is not known; allowed: {allowed}"),
        "missing": message("{where}: missing; expected: {allowed}"),
        "unknown_key": message("{where}: {value} is not a key of this table; allowed: {allowed}"),
        "wrong_type": message("{where}: {value} has the wrong type; allowed: {allowed}"),
        "month_count": message("{where}: {value} given, but the calls cover {count}; allowed: {count}"),
        "too_many_activities": message(
            "{where}: {value} numbers of activities would have to be compared; allowed: at most {high}"
        ),
        "too_large": message(
            "{where}: {value} would leave the range of exact amounts; allowed: at most {high}"
        ),
        "never_exact": message(
            "{where}: {value} is too large: a month without calls would reach amounts of {most}; allowed, "
            "to be exact: at most {high}"
        ),
        # Of a name
        "text_missing": message("{where}: missing; allowed: 1 to {high} characters"),
        "text_too_long": message("{where}: {value} has {count} characters; allowed: at most {high}"),
        # Of a price book file as a whole
        "file_unreadable": message("{where}: can't be read ({value}); allowed: a TOML file in UTF-8"),
        "file_too_large": message("{where}: {value} is too large; allowed: at most {high} bytes"),
        "not_utf8": message("{where}: {value} is not UTF-8 text; allowed: a TOML file in UTF-8"),
        "invalid_toml": message("{where}: {value}; allowed: a valid TOML file"),
        "unknown_book": message("{where}: {value} is not shipped; allowed: {allowed}"),
        # Of its values
        "not_a_number": message("{where}: {value} is not a number; allowed: {allowed}"),
        "not_finite": message("{where}: {value} is not a finite number; allowed: {low} to {high}"),
        "too_many_decimals": message("{where}: {value} has too many decimals; allowed: {allowed}"),
        "invalid_text": message("{where}: {value} is not a text of this kind; allowed: {allowed}"),
        "expires_too_soon": message(
            "{where}: {value} months are too few, for nothing that is bought may expire within a scenario; "
            "allowed: {low} to {high}"
        ),
        # Of several values together
        "too_many": message("{where}: {value} entries are too many; allowed: at most {high}"),
        "too_many_mixes": message(
            "{where}: {value} combinations are too many to find the cheapest; allowed: at most {high}"
        ),
        "no_tiers": message("{where}: {value} tiers; allowed: at least one, the last without up_to"),
        "last_tier_closed": message(
            "{where}: {value} ends the last tier; allowed: a last tier without up_to"
        ),
        "open_tier_not_last": message("{where}: missing in a tier that is not the last; expected: {allowed}"),
        "not_ascending": message(
            "{where}: {value} does not exceed the tier before; allowed: more than {low}"
        ),
        "duplicate_id": message("{where}: {value} is also the id of {first}; allowed: another id"),
        "without_license": message(
            "{where}: {value} for licensed activities, but no license; allowed: only with [license]"
        ),
        "package_without_id": message("{where}: missing; expected: an id for each of several packages"),
        "two_limits": message("{where}: {value} beside {other}; allowed: one of the two, or neither"),
        "window_ends_first": message(
            "{where}: {value} is later than order_window_days; allowed: at most {high}"
        ),
        "superseded_first": message(
            "{where}: {value} is not after the day of publication; allowed: a day after {low}"
        ),
        "unknown_version": message("{where}: {value} is no version of {id}; allowed: {allowed}"),
        "two_books": message(
            "{where}: {value} is a second book of this id and version; allowed: one ({first})"
        ),
        # Of a scenario as JSON
        "json_too_large": message("{where}: more than {high} bytes; allowed: at most so many"),
        "json_not_utf8": message("{where}: line {line} is not UTF-8 text; allowed: a JSON file in UTF-8"),
        "invalid_json": message(
            "{where}: not JSON from line {line}, column {column} on; allowed: a JSON file in UTF-8"
        ),
        "json_too_deep": message("{where}: nested too deeply; allowed: the JSON of a scenario or a quote"),
        "json_number_too_long": message("{where}: a number has too many digits; allowed: whole numbers"),
        "not_an_object": message("{where}: {value} is no JSON object; allowed: an object with monthly_calls"),
        "repeated_key": message("{where}: stands there {count} times; allowed: once"),
        "not_a_key": message("{where}: {value} is not a key of a scenario; allowed: {allowed}"),
        # Of a request: said by the HTTP interface only, so not marked for translation
        "unknown_parameter": "{where}: no such parameter; allowed: {allowed}",
        "beside_table": "{where}: {value} beside a table, which says it itself; allowed: one of the two",
        "too_many_rows": "{where}: more than {high} rows; allowed: at most so many in a request",
        "invalid_request": "{where}: {value}; allowed: what /api/openapi.json says",
        # Of a file of scenarios; those that only the command line says are not marked for translation
        "unknown_column": message("{where}: {value} is not a column of a scenario; allowed: {allowed}"),
        "column_spelling": message("{where}: {value} has capital letters or spaces; allowed: {allowed}"),
        "wrong_separator": message("{where}: cells separated by {value}; allowed: by commas"),
        "duplicate_column": message("{where}: {value} stands there {count} times; allowed: once"),
        "cell_count": message("{where}: {value}; allowed: {count}, one for each column of the header"),
        "broken_quotes": message(
            "{where}: {value}, so nothing from here on is read; "
            "allowed: cells in double quotes, a quote inside them doubled"
        ),
        "bad_byte": "{where}: {value} is not UTF-8 text; allowed: UTF-8, with or without a byte order mark",
        "gbk_byte": (
            "{where}: {value} is not UTF-8 text, but looks like GBK or GB18030; "
            "allowed: the file saved as UTF-8"
        ),
        "wrong_encoding": "{where}: {value}; allowed: UTF-8, with or without a byte order mark",
        "nul_character": message("{where}: {value} holds a NUL character; allowed: text without it"),
        "no_scenarios": message("{where}: {value}; allowed: a header and a row for each scenario"),
        "wrong_column_type": "{where}: {value} can't be read as text; allowed: whole numbers or text",
        "scenarios_unreadable": (
            "{where}: can't be read ({value}); allowed: a CSV file in UTF-8, or a Parquet file"
        ),
        "line_too_long": message("{where}: more than {high} characters; allowed: at most so many in a line"),
    }
)


LONGEST_SHOWN = 40


def shown_name(name: str) -> str:
    """Return a name for a message: as it is if it is a plain word, else in quotes."""
    return name if name.isidentifier() and name.isascii() and name == shown(name)[1:-1] else shown(name)


def shown(value: object) -> str:
    """Return any value for a message, as one short printable line."""
    if isinstance(value, dict):
        return Phrase(message("a table"))
    if isinstance(value, list):
        return Phrase(message("an array"))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return f"{value:,}" if abs(value) < 10**18 else Phrase(message("a number of 19 digits or more"))
    if isinstance(value, str):
        quoted = repr(value)
        return quoted if len(quoted) <= LONGEST_SHOWN else f"{quoted[: LONGEST_SHOWN - 4]}...{quoted[-1]}"
    return str(value)[:LONGEST_SHOWN]


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: a ``code`` of `MESSAGES`, which never changes, ``where`` it is, and the value.

    ``params`` are the other parts of the message: ``low``, ``high``, ``allowed``. ``str()`` gives the English
    sentence. A screen translates it by its code, and every part that is a `Phrase`.
    """

    code: str
    where: str
    value: str = ""
    params: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return MESSAGES[self.code].format(where=self.where, value=self.value, **self.params)


class PricingError(Exception):
    """The root of all errors of this package; carries one or more faults."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class InvalidPriceBook(PricingError):
    """A price book breaks a rule of the format; all faults of the file are listed."""


class InvalidScenario(PricingError):
    """An input is missing, of the wrong kind or out of range; all faults are listed."""


class AmountTooLarge(PricingError):
    """Prices times quantities are too large to be exact in 64-bit whole numbers."""

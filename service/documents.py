"""What the OpenAPI document says of the parameters and bodies of the HTTP interface, with examples.

The limits come from `scenario.LIMITS`, the choices from `dashboard.inputs.link`, the shapes from
`service.models`. FastAPI does not read the values: `service.parameters` does, so that a page, a command and
a request say the same of the same mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from dashboard.inputs.link import DEFAULTS, LANGUAGE_CODES, NAMES, NUMBERS, SWITCHES
from dashboard.inputs.shapes import SHAPES
from dashboard.usage.file_size import MOST_BYTES
from pricing.book.file import DEFAULT_BOOK, default_version, shipped_ids, shipped_versions
from pricing.quotes.rows import COLUMNS, SCENARIO_COLUMNS
from pricing.scenario import LIMITS, TIER_BASES
from service.limits import MOST_ROWS
from service.models import Problem, Scenario
from service.problems import MEDIA_TYPE

Json = dict[str, Any]

MEANINGS: Final[Mapping[str, str]] = {
    "calls": "Calls of an average month",
    "months": "How many months",
    "shape": "How the calls spread over the months; they add up to calls x months in each shape",
    "table": "For shape=table: the calls of each month, separated by spaces, instead of calls",
    "qps": "Calls a second that the peak needs",
    "days": "Days on which the peak is needed; on all others the base QPS is enough",
    "peak_month": "The month in which the peak's QPS is paid, at most the number of months",
    "materials": "Materials that are online together",
    "activities": "At least so many activities",
    "basis": "Which quantity of a month picks its tier: its billed calls (overage), or all of them (total)",
    "free": "Whether the free calls of each activity are counted: 1 or 0",
    "start": "The first month, for dates",
    "lang": "The language of headings and names",
    "book": "The price book",
    "base_qps": "Calls a second on every day, which the licenses must serve without an upgrade",
    "prices": "The version of the price list; where none is said, the list that the product was asked for",
}
TABLE_LIST: Final = r"^ *[0-9]{1,11}( +[0-9]{1,11}){0,11} *$"


def _scenario() -> Json:
    """Return the schema of a scenario that is sent: what an answer has, most of it with a default."""
    schema = Scenario.model_json_schema()
    fields = schema["properties"]
    for name, field in NUMBERS.items():
        if name != "calls":
            fields[field]["description"] = MEANINGS[name]
    calls = fields["monthly_calls"]
    fields["monthly_calls"] = {
        "description": "The calls of each month; or one number for every month, with months beside it",
        "oneOf": [calls, calls["items"]],
    }
    return {**schema, "description": "A scenario", "required": ["monthly_calls"]}


SCENARIO_EXAMPLES: Final[Json] = {
    "campaign": {
        "summary": "Half a million calls in one month, 200 QPS on seven days",
        "value": {"monthly_calls": [500_000], "peak_qps": 200, "peak_days": 7},
    },
    "year": {"summary": "A steady year", "value": {"monthly_calls": 400_000, "months": 12}},
}
SCENARIOS_EXAMPLE: Final = "\r\n".join(
    [
        ",".join(SCENARIO_COLUMNS),
        "A year,400000,12,50,0,1,1",
        "A launch,900000 400000 100000,3,200,7,1,1",
        "",
    ]
)


def parameters(*names: str) -> list[Json]:
    """Return the documents of these parameters of a query string, of all if none is named."""
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": MEANINGS[name],
            "schema": _schema(name),
        }
        for name in names or NAMES
    ]


def scenario_body() -> Json:
    """Return the document of a body that is a scenario."""
    described = {"schema": _scenario(), "examples": SCENARIO_EXAMPLES}
    return {
        "required": True,
        "description": 'A scenario: the object that a quote has as "scenario"; a whole quote is taken too',
        "content": {"application/json": described},
    }


def scenarios_body() -> Json:
    """Return the document of a body that is a file of scenarios."""
    described = {"schema": {"type": "string"}, "example": SCENARIOS_EXAMPLE}
    return {
        "required": True,
        "description": f"Scenarios as CSV in UTF-8 with the columns {', '.join(SCENARIO_COLUMNS)}; "
        f"the last four may be missing. At most {MOST_ROWS:,} rows and {MOST_BYTES:,} bytes",
        "content": {"text/csv": described},
    }


def csv_answer(description: str) -> Json:
    """Return the document of an answer that is a CSV file."""
    return {"description": description, "content": {"text/csv": {"schema": {"type": "string"}}}}


COMPARED: Final = csv_answer(f"A row per scenario and option, with the columns {', '.join(COLUMNS)}")


def refusals(*statuses: int) -> dict[int | str, Json]:
    """Return the documents of the answers that say what is wrong."""
    reasons = {
        405: "Another method",
        408: "The body did not arrive in time",
        413: "The body is too large",
        415: "The body is of another kind",
        422: "Values that can't be used; all of them are listed",
        503: "Too much is asked for at once, or no answer was found in time",
    }
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schema.pop("$defs", None)
    return {
        status: {"description": reasons[status], "content": {MEDIA_TYPE: {"schema": schema}}}
        for status in statuses
    }


def _schema(name: str) -> Json:
    if name in NUMBERS:
        low, high = LIMITS[NUMBERS[name]]
        return {"type": "integer", "minimum": low, "maximum": high, "default": getattr(DEFAULTS, name)}
    if name == "table":
        return {"type": "string", "pattern": TABLE_LIST, "example": "100000 300000 900000"}
    if name == "start":
        return {"type": "string", "pattern": "^20[0-9]{2}-(0[1-9]|1[0-2])$", "example": "2027-01"}
    choices: Mapping[str, tuple[list[str], str]] = {
        "shape": (list(SHAPES), DEFAULTS.shape),
        "basis": (list(TIER_BASES), DEFAULTS.basis),
        "free": (list(SWITCHES), "1"),
        "lang": (list(LANGUAGE_CODES), "en"),
        "book": (list(shipped_ids()), DEFAULT_BOOK),
        "prices": (list(shipped_versions()), default_version()),
    }
    allowed, default = choices[name]
    return {"type": "string", "enum": allowed, "default": default}

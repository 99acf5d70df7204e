"""The scenario as a JSON file that the command line, and a script, read back: `quote --scenario FILE`."""

from __future__ import annotations

import json

from dashboard.tables.origin import Origin
from pricing.quotes.as_json import scenario_object


def scenario_file(origin: Origin) -> bytes:
    """Return the scenario of ``origin`` as UTF-8 JSON, with its prices, day and link."""
    book = origin.book
    content = {
        "price_book": {"id": book.id, "version": book.version, "currency": book.currency},
        "list_prices": origin.list_prices,
        "scenario": scenario_object(origin.scenario),
        "made_on": origin.made_on.isoformat(),
        "link": origin.link,
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")

"""The dates to remember as a table: exact values, named columns, no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import pandas as pd

from dashboard.dates.reminders import Reminder
from dashboard.tables.column import Column
from pricing.errors import message

REMINDERS: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "first": Column(message("Date"), "text", pinned=True),
        "last": Column(message("Until"), "text", message("The last day, where there are several")),
        "what": Column(message("What to remember"), "text"),
        "amount": Column(message("To pay"), "money"),
        "details": Column(message("Details"), "text"),
    }
)


def reminder_table(reminders: Sequence[Reminder]) -> pd.DataFrame:
    """Return a row for each reminder, the columns of `REMINDERS`; dates in ISO 8601."""
    rows = [
        {
            "first": reminder.first.isoformat(),
            "last": None if reminder.last == reminder.first else reminder.last.isoformat(),
            "what": reminder.what,
            "amount": reminder.amount,
            "details": reminder.details,
        }
        for reminder in reminders
    ]
    return pd.DataFrame(rows, columns=list(REMINDERS), dtype=object)

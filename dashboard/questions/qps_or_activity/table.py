"""The totals of a peak for chosen numbers of peak days, as a table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import pandas as pd

from dashboard.language.texts import Texts
from dashboard.questions.qps_or_activity.answer import plan
from dashboard.questions.qps_or_activity.values import Peak
from dashboard.tables.column import Column
from pricing.errors import message
from pricing.money import from_micro
from pricing.sensitivity.peak_costs import MOST_DAYS

TABLE: Final[Mapping[str, Column]] = MappingProxyType(
    {
        "days": Column(message("Peak days"), "count", pinned=True),
        "best_mix": Column(message("QPS upgrades"), "money", message("Total, with the best mix of packs")),
        "extra_activities": Column(
            message("Extra activities"), "money", message("Total, with the best mix of packs")
        ),
        "optimal": Column(
            message("Optimal"), "money", message("Total of the cheapest licenses, upgrades and packs")
        ),
        "bought": Column(
            message("For the peak, Optimal buys"),
            "text",
            message("Licenses, and an upgrade on each peak day"),
        ),
    }
)

TABLE_DAYS: Final = (*range(32), 45, 60, 90, 120, 180, 270, MOST_DAYS)


def table(peak: Peak, texts: Texts) -> pd.DataFrame:
    """Return the totals for chosen numbers of peak days, the columns of `TABLE`."""
    chosen = {*TABLE_DAYS, peak.shown.peak_days, *([peak.from_day] if peak.from_day else [])}
    rows = []
    for day in sorted(chosen):
        row: dict[str, Any] = {"days": day, "bought": plan(peak.by_days["optimal"], day, peak, texts)}
        for option, curve in peak.by_days.items():
            row[option] = from_micro(int(curve.total[day])) if curve.available[day] else None
        rows.append(row)
    return pd.DataFrame(rows, columns=list(TABLE), dtype=object)

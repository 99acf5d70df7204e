"""A usage table to fill in: the months of the scenario on the screen, as a CSV file that is read back."""

from __future__ import annotations

import csv
import io
from datetime import date

from dashboard.language.texts import Texts
from dashboard.usage.cells import Month
from pricing.scenario import Scenario


def template(scenario: Scenario, start: date | None, texts: Texts) -> bytes:
    """Return a row a month with its calls and, in the month of the peak, peak QPS and peak days.

    The months are those of a calendar where ``start`` says the first, else numbers. UTF-8 with a mark.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([texts("month"), texts("calls"), texts("peak_qps"), texts("peak_days")])
    for month, calls in enumerate(scenario.monthly_calls, start=1):
        when = str(month)
        if start is not None:
            when = f"{Month(start.year, start.month).after(month - 1).first:%Y-%m}"
        at_peak = month == scenario.peak_month
        peak = [scenario.peak_qps, scenario.peak_days] if at_peak else ["", ""]
        writer.writerow([when, calls, *peak])
    return text.getvalue().encode("utf-8-sig")

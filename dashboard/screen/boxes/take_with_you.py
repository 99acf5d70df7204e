"""The row "Take it with you": the scenario as a workbook, a report and a file that the command line reads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import streamlit as st

from dashboard.files.case import Case
from dashboard.files.report.file import report
from dashboard.files.scenarios import scenario_file
from dashboard.files.workbook.file import workbook
from dashboard.language.markdown import small_text
from dashboard.language.texts import Texts
from dashboard.tables.csv_file import file_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Offer(NamedTuple):
    """A file: what its button says, what it ``holds`` in its name, and how it is written."""

    label: str
    holds: str
    ending: str
    mime: str
    icon: str
    help: str
    written: Callable[[], bytes]


def take_with_you(case: Case, texts: Texts) -> None:
    """Show the buttons; each file is written when it is asked for, and the button shows that it is."""
    st.subheader(texts("Take it with you"), anchor=False)
    with st.container(horizontal=True):
        for offer in _offers(case, texts):
            st.download_button(
                offer.label,
                offer.written,
                file_name(case.origin, offer.holds, offer.ending),
                offer.mime,
                key=f"download_{offer.holds}",
                on_click="ignore",
                icon=offer.icon,
                help=offer.help,
            )
    words = texts("Each file names the price list with its version, the scenario, the date and the link.")
    st.markdown(small_text(words))


def _offers(case: Case, texts: Texts) -> list[Offer]:
    return [
        Offer(
            texts("Workbook (XLSX)"),
            "quote",
            "xlsx",
            XLSX,
            ":material/table_view:",
            texts("Options, lines, months, cash and break-evens as numbers, with charts and formulas"),
            partial(workbook, case, texts),
        ),
        Offer(
            texts("Report (HTML)"),
            "report",
            "html",
            "text/html",
            ":material/description:",
            texts("One file of 5 MB for any browser, without a network too; it prints on A4 and as PDF"),
            partial(report, case, texts),
        ),
        Offer(
            texts("Scenario (JSON)"),
            "scenario",
            "json",
            "application/json",
            ":material/data_object:",
            texts("For scripts: python -m pricing quote --scenario FILE gives the same figures"),
            partial(scenario_file, case.origin),
        ),
    ]

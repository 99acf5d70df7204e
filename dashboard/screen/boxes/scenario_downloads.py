"""The files that saved scenarios leave in, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from dashboard.files.scenarios import OF_ONE_SCENARIO, scenarios_csv, scenarios_json, scenarios_xlsx
from dashboard.language.markdown import small_text
from dashboard.questions.scenarios.answer import not_in_csv
from dashboard.questions.scenarios.comparison_link import MOST, comparison_address
from dashboard.questions.scenarios.saved import Scenarios
from dashboard.questions.scenarios.table import SCENARIOS, scenario_table
from dashboard.questions.scenarios.values import Priced
from dashboard.screen.components.copy_link import copy_button
from dashboard.screen.inputs import Inputs
from dashboard.tables.csv_file import csv_file, file_name


def downloads(inputs: Inputs, shown: Scenarios, priced: Priced) -> None:
    """Offer what is shown as a table, as scenarios for the command line, and as a link."""
    texts, product = inputs.texts, inputs.link.book
    link = comparison_address(inputs.address, inputs.link, shown)
    origin = replace(inputs.origin, link=link or inputs.address)

    def table_csv() -> bytes:
        table = scenario_table(shown, priced, texts)
        return csv_file(table, SCENARIOS, origin, texts, without=OF_ONE_SCENARIO)

    files: Sequence[tuple[str, Callable[[], bytes], str, str, str]] = (
        (texts("Download CSV"), table_csv, "comparison", "csv", texts("This table with exact amounts")),
        (
            texts("Download XLSX"),
            lambda: scenarios_xlsx(scenario_table(shown, priced, texts), origin, texts),
            "comparison",
            "xlsx",
            texts("This table as a sheet, with numbers that can be added up"),
        ),
        (
            texts("Scenarios as CSV"),
            lambda: scenarios_csv(shown),
            "scenarios",
            "csv",
            texts("For this page, and for “compare” of the command line"),
        ),
        (
            texts("Scenarios as JSON"),
            lambda: scenarios_json(shown, inputs.origin, inputs.address, product),
            "scenarios",
            "json",
            texts("For scripts, and one scenario for “quote --scenario” of the command line"),
        ),
    )
    with st.container(horizontal=True, gap="small"):
        for label, make, holds, ending, words in files:
            st.download_button(
                label,
                make,
                file_name(origin, f"{len(shown)}-{holds}", ending, of_demand=False),
                key=f"download_{holds}_{ending}",
                on_click="ignore",
                icon=":material/download:",
                help=words,
            )
    for sentence in not_in_csv(shown, texts):
        st.markdown(small_text(sentence))
    if link is not None:
        copy_button(
            "copy_comparison",
            texts,
            label=texts("Copy link to this comparison"),
            hint=texts("Copies an address that opens these scenarios in any browser"),
            failed=texts("Could not copy: the browser does not allow it"),
            address=link,
        )
    elif len(shown) > MOST:
        st.markdown(small_text(texts("A link carries up to {n} scenarios: choose some above.", n=MOST)))
    else:
        st.markdown(
            small_text(texts("Too long for a link: choose fewer scenarios, or give them shorter names."))
        )

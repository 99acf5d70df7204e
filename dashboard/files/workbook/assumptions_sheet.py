"""How the price list is read: each question that it leaves open, its readings, and which is in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from dashboard.files.case import Case
from dashboard.files.workbook.block import Block
from dashboard.files.workbook.cells import Value
from dashboard.files.workbook.sheet import Heading, Sheet
from dashboard.language.texts import Texts
from dashboard.questions.prices.assumptions import assumptions

COLUMNS: Final = ("id", "question", "reading", "in_force")


def write_assumptions(sheet: Sheet, case: Case, texts: Texts) -> None:
    """Write a row for each reading."""
    headings = {
        "id": Heading(texts("Assumption"), "text"),
        "question": Heading(texts("Question"), "text"),
        "reading": Heading(texts("Reading"), "text"),
        "in_force": Heading(texts("In force"), "text"),
    }
    readings = list(_readings(case, texts))
    sheet.table(Block(sheet.name, 0, COLUMNS, len(readings)), headings, readings)


def _readings(case: Case, texts: Texts) -> Iterator[Mapping[str, Value]]:
    for assumption in assumptions(texts, case.book, case.quote.scenario):
        for reading in assumption.readings:
            yield {
                "id": assumption.id,
                "question": assumption.question,
                "reading": reading.text,
                "in_force": texts("yes") if reading.in_force else texts("no"),
            }

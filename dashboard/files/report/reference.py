"""The sections to look things up in: scenario, prices, how they are read, and where all this comes from."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.files.case import Case
from dashboard.files.report.parts import Facts, Part, Section, Titled, Words
from dashboard.files.report.tables import Cell, Table, written
from dashboard.language.formats import day_name
from dashboard.language.texts import Texts
from dashboard.questions.prices.assumptions import assumptions
from dashboard.questions.prices.price_list import sections
from dashboard.tables.facts import origin_facts, scenario_facts


def scenario(case: Case, texts: Texts) -> Section:
    """Return every input of the scenario."""
    facts = scenario_facts(case.quote.scenario, case.start, texts)
    return Section(
        texts("Scenario"), (Facts(tuple((fact.label, written(fact.value, texts)) for fact in facts)),)
    )


def prices(case: Case, texts: Texts) -> Section:
    """Return the clauses of the price list with their rules."""
    return Section(texts("Price list"), tuple(_clauses(case, texts)))


def readings(case: Case, texts: Texts) -> Section:
    """Return how the price list is read where it leaves room."""
    named = (texts("Assumption"), texts("Question"), texts("Reading in force"))
    rows = tuple(
        (Cell(assumption.id), Cell(assumption.question), Cell(reading.text))
        for assumption in assumptions(texts, case.book, case.quote.scenario)
        for reading in assumption.readings
        if reading.in_force
    )
    words = Words((texts("Where the price list leaves room, this is how it is read."),))
    return Section(texts("Assumptions"), (words, Titled(Table(tuple(map(Cell, named)), rows))))


def origin(case: Case, texts: Texts) -> Section:
    """Return the price list, its version and source, and the day; the link stands below it."""
    facts = [(fact.label, written(fact.value, texts)) for fact in origin_facts(case.origin, texts)]
    source = texts(
        "{source}, checked on {date}", source=case.book.source, date=day_name(texts, case.book.checked_on)
    )
    facts.insert(3, (texts("Source"), source))
    return Section(texts("Where the figures come from"), (Facts(tuple(facts)),))


def _clauses(case: Case, texts: Texts) -> Iterator[Part]:
    for clause in sections(texts, case.book):
        if clause.rows:
            headings = clause.columns or ("", "")
            numeric = [False, *(True for _ in headings[1:])]
            rows = tuple(
                tuple(Cell(text, right) for text, right in zip(row, numeric, strict=True))
                for row in clause.rows
            )
            named = tuple(Cell(text, right) for text, right in zip(clause.columns, numeric, strict=False))
            yield Titled(Table(named, rows), clause.heading)
            yield Words((clause.rule,))
        else:
            yield Words((texts("{heading}: {rule}", heading=clause.heading, rule=clause.rule),))

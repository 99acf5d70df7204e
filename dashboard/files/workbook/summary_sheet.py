"""The answer on one page: figures, charts, what to order and when, the scenario, and the origin of it all."""

from __future__ import annotations

from datetime import date
from typing import Final

from xlsxwriter.chart import Chart

from dashboard.files.case import Case
from dashboard.files.workbook.cells import CellKind, Formula, Role, Value
from dashboard.files.workbook.headings import amount_heading
from dashboard.files.workbook.sheet import Block, Sheet
from dashboard.language.formats import Exact, month_label
from dashboard.language.names import option_name, product_name
from dashboard.language.texts import Texts
from dashboard.options.key_figures import key_figures
from dashboard.options.notices import to_know
from dashboard.options.purchases import Payment, payments, recommended, verdict
from dashboard.questions.what_to_buy.chart import alt_text, month_alt_text
from dashboard.tables.facts import Fact, link_note, origin_facts, scenario_facts
from pricing.quotes.settlement import CashFlow
from pricing.quotes.values import Option

WIDTHS: Final = (44, 22, 18, 18, 18)
ALL: Final = range(len(WIDTHS))
ROW_PIXELS: Final = 20
VALUES: Final = 1
"""The column of the values, beside their labels."""


class Summary:
    """Writes the sheet from top to bottom; ``row`` is the next free one."""

    def __init__(self, sheet: Sheet, case: Case, texts: Texts) -> None:
        self.sheet, self.case, self.texts = sheet, case, texts
        self.row = 0

    def answer(self) -> None:
        """Write what to buy, and what a reader must know before using the figures."""
        quote, texts = self.case.quote, self.texts
        self._across(product_name(texts, self.case.book), "title")
        self._across(verdict(quote, texts), "answer")
        if not self.case.origin.list_prices:
            self._across(self.case.origin.prices(texts), "warning")
        for sentence in to_know(quote, recommended(quote), texts):
            self._across(sentence, "warning")

    def figures(self, options: Block, cash: Block, flow: CashFlow) -> None:
        """Write the figures that a buyer asks for, taken from the other sheets."""
        best = recommended(self.case.quote)
        if best is not None:
            self._section(self.texts("Key figures"))
            self._value(self.texts("The cheapest"), self._name(best), "text")
            row = self.case.quote.options.index(best)
            for figure in key_figures(self.case.quote, best, self.texts):
                self._figure(figure.label, options.there(figure.name, row), figure.value, figure.kind)
        if flow.movements:
            told = self.texts("Most money tied up with {option}", option=self._name(self.case.option))
            self._figure(told, f"MAX({cash.whole('tied_up')})", flow.most_tied_up, "money")

    def charts(self, options: Chart | None, months: Chart | None) -> None:
        """Put the charts below each other; None stands for one that would be empty."""
        case, texts = self.case, self.texts
        self.row += 1
        if options is not None:
            self._chart(options, alt_text(case.quote, texts))
        if months is not None:
            self._chart(months, month_alt_text(case.quote, case.option, texts))

    def orders(self) -> None:
        """Write what to pay when for the option that is told; on a known day where the first month is."""
        case, texts = self.case, self.texts
        self._section(texts("What to order, and when: {option}", option=self._name(case.option)))
        paid = payments(case.quote, case.option, texts)
        if not paid:
            self._across(texts("Nothing has to be bought."), "value")
        for payment in paid:
            self.sheet.write(self.row, 0, self._when(payment), "date", "value")
            self.sheet.write(self.row, VALUES, payment.amount, "money", "value")
            self.sheet.across(self.row, ALL[VALUES + 1 :], payment.what, "value")
            self.row += 1

    def origin(self) -> None:
        """Write the scenario, the price list, the day and the link."""
        case, texts = self.case, self.texts
        self._section(texts("Scenario"))
        for fact in scenario_facts(case.quote.scenario, case.start, texts):
            self._fact(fact)
        self._section(texts("Where the figures come from"))
        for fact in origin_facts(case.origin, texts):
            self._fact(fact)
        self.sheet.write(self.row, 0, texts("Link"), role="value")
        self.sheet.link(self.row, VALUES, case.origin.link)
        self.row += 1
        note = link_note(case.origin, texts)
        if note is not None:
            self.sheet.across(self.row, ALL[VALUES:], note, "value")
        self.sheet.widen(WIDTHS)

    def _figure(self, label: str, cell: str, value: Exact | None, kind: CellKind) -> None:
        """Write a figure as a reference to the cell that holds it."""
        if kind == "money":
            label = amount_heading(self.texts, self.case.book, label).text
        if value is not None:
            self._value(label, Formula(f"={cell}", value), kind)

    def _value(self, label: str, value: Value, kind: CellKind) -> None:
        self.sheet.write(self.row, 0, label, role="value")
        self.sheet.write(self.row, VALUES, value, kind, "strong" if isinstance(value, Formula) else "value")
        self.row += 1

    def _fact(self, fact: Fact) -> None:
        """Write a fact in a row; the calls of each month in a row each."""
        if isinstance(fact.value, str):
            self.sheet.write(self.row, 0, fact.label, role="value")
            self.sheet.across(self.row, ALL[VALUES:], fact.value, "value")
            self.row += 1
        elif isinstance(fact.value, tuple):
            for month, calls in enumerate(fact.value, 1):
                label = self.texts("{what}: {month}", what=fact.label, month=month_label(self.texts, month))
                self._value(label, calls, "count")
        else:
            self._value(fact.label, fact.value, "date" if isinstance(fact.value, date) else "count")

    def _when(self, payment: Payment) -> Value:
        if payment.month is None:
            return self.texts("After each month")
        return self.case.first_day(payment.month) or month_label(self.texts, payment.month)

    def _name(self, option: Option) -> str:
        return option_name(self.texts, self.case.book, option.id)

    def _section(self, text: str) -> None:
        self.row += 1
        self._across(text, "section")

    def _across(self, text: str, role: Role) -> None:
        self.sheet.across(self.row, ALL, text, role)
        self.row += 1

    def _chart(self, chart: Chart, alt: str) -> None:
        self.sheet.chart(self.row, 0, chart, alt)
        self.row += -(-int(chart.height) // ROW_PIXELS) + 1

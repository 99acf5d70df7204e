"""The table of the first page as a file that a spreadsheet asks for again whenever it likes."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from dashboard.inputs.link import LinkInputs, write_link
from dashboard.language.texts import Texts
from dashboard.options.tables import COMPARISON, comparison
from dashboard.tables.csv_file import csv_file, file_name
from dashboard.tables.origin import Origin
from pricing.quotes.values import Quote


def comparison_csv(quote: Quote, inputs: LinkInputs, *, page: str, today: date) -> tuple[str, bytes]:
    """Return the name and the content of the file; ``page`` is the address of the first page."""
    texts = Texts(inputs.lang or "en")
    query = urlencode(write_link(inputs))
    link = f"{page}?{query}" if query else page
    origin = Origin(quote.book, quote.scenario, link=link, made_on=today)
    content = csv_file(comparison(quote, texts), COMPARISON, origin, texts)
    return file_name(origin, "comparison"), content

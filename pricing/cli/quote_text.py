"""A quote for people: the verdict, the options side by side, purchases, warnings, the origin of prices."""

from __future__ import annotations

from pricing.cli.output import printable
from pricing.cli.phrases import counted, figure, months, packs
from pricing.cli.scenario_text import assumptions, demand, idle_peak_lines, peak, prices, service
from pricing.cli.text_table import aligned, indented
from pricing.cli.verdict import qps, verdict
from pricing.cli.warnings import reason_lines, warning_lines
from pricing.notation import rounded, share
from pricing.quotes.values import Option, Quote

HEADER = (
    *("option", "activities", "QPS units", "license", "QPS", "packs", "postpaid", "total"),
    *("coverage", "x cheapest", ""),
)


def quote_text(quote: Quote) -> str:
    """Return ``quote`` as plain text, a newline at its end; money has two decimals, half up."""
    book, scenario = quote.book, quote.scenario
    blocks = [
        [verdict(quote)],
        ["; ".join([demand(scenario), *service(scenario), *peak(book, scenario)])],
        aligned([HEADER, *(_row(quote, option) for option in quote.options)], "lrrrrrrrrrl"),
    ]
    for title, lines in (
        ("Purchases", _purchases(quote)),
        ("Can't be bought online", reason_lines(quote)),
        ("Warnings", [*idle_peak_lines(book, scenario), *warning_lines(quote)]),
    ):
        if lines:
            blocks.append([title, *indented(lines)])
    blocks.append([prices(book), assumptions(book, scenario)])
    return "\n\n".join("\n".join(printable(line) for line in block) for block in blocks) + "\n"


def _row(quote: Quote, option: Option) -> tuple[str, ...]:
    counts = (option.id, f"{option.activities:,}", f"{option.qps_units:,}")
    costs = option.costs
    if costs is None:
        return (*counts, "-", "-", "-", "-", "unavailable", "-", "-", "")
    amounts = (costs.license, costs.qps, costs.packs, costs.postpaid, costs.total)
    coverage = "-" if option.coverage is None else f"{share(option.coverage, 3) * 100:.1f}%"
    multiple = "-" if option.multiple is None else f"{rounded(option.multiple, 2):,f}"
    mark = "<- cheapest" if option.id == quote.cheapest else ""
    return (*counts, *(figure(amount) for amount in amounts), coverage, multiple, mark)


def _purchases(quote: Quote) -> list[str]:
    """Return a line per option: what it buys, month by month."""
    rows = []
    for option in quote.options:
        if not option.available:
            continue
        by_month: dict[int, list[str]] = {}
        if quote.book.license is not None and option.id != "trial":
            by_month[1] = [counted(option.activities, "license")]
        if option.qps_units:
            by_month.setdefault(quote.scenario.peak_month, []).append(qps(quote, option))
        for bought in option.purchases:
            by_month.setdefault(bought.month, []).append(packs(quote.book, bought.pack, bought.quantity))
        rows.append((option.id, _steps(by_month) or "nothing"))
    return aligned(rows, "ll")


def _steps(by_month: dict[int, list[str]]) -> str:
    """Return what is bought when; months in which the same is bought are named together."""
    alike: dict[str, list[int]] = {}
    for month, things in sorted(by_month.items()):
        alike.setdefault(", ".join(things), []).append(month)
    return "; ".join(
        f"{'in each of ' if len(numbers) > 1 else ''}{months(numbers)}: {things}"
        for things, numbers in alike.items()
    )

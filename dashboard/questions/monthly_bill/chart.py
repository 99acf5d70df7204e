"""The bill of one month against its quantity: every jump as a jump, dead zones shaded, the price below.

The same tiers are drawn twice, as volume and as graduated tiers; the price list's own way is the solid line.
A volume bill has a piece for each tier: it holds to its last call (a closed end), and the next piece begins
with the call after (an open end).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from html import escape
from itertools import pairwise
from typing import Final

from dashboard.charts.axes import cents, hover_amount, linear_axis
from dashboard.charts.figure import (
    DIAMOND,
    FADED,
    HOVER_TEXT,
    PAGE,
    TEXT,
    Figure,
    frame,
    line,
    points,
    shaded,
)
from dashboard.charts.flags import ROW_PIXELS, Flag, flagged
from dashboard.charts.palette import COMPONENT_LOOKS
from dashboard.language.formats import money
from dashboard.language.names import currency_name, in_a_row, month_names
from dashboard.language.texts import Texts
from dashboard.questions.monthly_bill.values import MonthBill, bill, bills, own_bills
from pricing.bills.dead_zones import dead_zones
from pricing.errors import message
from pricing.price_book import PriceBook, TierMode
from pricing.quotes.values import Quote

HEIGHT: Final = 600
FLAG_ROWS: Final = 3
UPPER: Final = [0.42, 1.0]
LOWER: Final = [0.0, 0.32]
ROOM_ABOVE: Final = 1.06

POINTS: Final = 60
"""Quantities between 0 and the end of the axis, beside the ends of the tiers."""

BEYOND_THE_LAST_TIER: Final = Fraction(8, 5)
BEYOND_THE_SCENARIO: Final = Fraction(5, 4)
SHORTEST: Final = 1_000_000
ENDS: Final = (Fraction(1), Fraction(3, 2), *map(Fraction, (2, 3, 5, 8, 10)))
"""The axis ends at one of these times a power of ten, beyond the last tier's start and the scenario."""

OWN: Final = COMPONENT_LOOKS["postpaid"].color
MODES: Final[dict[TierMode, str]] = {
    "volume": message("Volume tiers"),
    "graduated": message("Graduated tiers"),
}


def bill_chart(quote: Quote, texts: Texts) -> Figure:
    """Return the figure."""
    book, own = quote.book, own_bills(quote)
    other_first = sorted(MODES, key=lambda mode: mode == book.postpaid.mode)
    end = axis_end(book, own)
    highest = max(max(bills(book, _quantities(book, end), mode)) for mode in MODES)
    dearest = max(tier.unit_price for tier in book.postpaid.tiers) * 1000
    currency = escape(currency_name(texts, book.currency))
    x_axis = linear_axis(texts, end, texts("Billed calls of the month"))
    x_axis |= {"anchor": "y2", "showgrid": False}
    return {
        "data": [
            *(trace for mode in other_first for trace in _lines(book, mode, end, texts)),
            *_ends(book, end),
            *_own_months(own, quote, texts),
        ],
        "layout": {
            **frame(HEIGHT, 8 + ROW_PIXELS * FLAG_ROWS, right=22),
            "xaxis": x_axis,
            "yaxis": linear_axis(
                texts, highest, texts("Bill ({currency})", currency=currency), room=ROOM_ABOVE
            )
            | {"domain": UPPER},
            "yaxis2": linear_axis(
                texts, dearest, texts("{currency} per 1,000 calls", currency=currency), room=ROOM_ABOVE
            )
            | {"domain": LOWER},
            **_zones(book, x_axis, texts),
        },
    }


def axis_end(book: PriceBook, own: Sequence[MonthBill]) -> int:
    """Return a round quantity beyond the last tier's start and all bills of the scenario."""
    last_tier = max((tier.up_to for tier in book.postpaid.tiers if tier.up_to is not None), default=0)
    billed = max((month.overage for month in own), default=0)
    needed = max(Fraction(SHORTEST), last_tier * BEYOND_THE_LAST_TIER, billed * BEYOND_THE_SCENARIO)
    power = 10 ** (len(str(int(needed))) - 1)
    return int(next(times * power for times in ENDS if times * power >= needed))


def alt_text(quote: Quote, texts: Texts) -> str:
    """Return what the chart shows: the bills at each end of a tier and after it, and the dead zones."""
    book = quote.book
    told = [
        texts("{calls} calls: {amount}", calls=quantity, amount=_money(book, quantity, texts))
        for tier in book.postpaid.tiers[:-1]
        if tier.up_to is not None
        for quantity in (tier.up_to, tier.up_to + 1)
    ]
    end = axis_end(book, own_bills(quote))
    told.append(texts("{calls} calls: {amount}", calls=end, amount=_money(book, end, texts)))
    sentence = texts("The bill of one month by its billed calls. {bills}.", bills=in_a_row(texts, told))
    zones = [
        texts("{first} to {last}", first=zone.first, last=zone.last)
        for zone in dead_zones(book)
        if zone.last <= end
    ]
    if not zones:
        return texts.paragraph(sentence, texts("No dead zones."))
    return texts.paragraph(sentence, texts("Dead zones: {zones}.", zones=in_a_row(texts, zones)))


def _money(book: PriceBook, quantity: int, texts: Texts) -> str:
    return money(texts, bill(book, quantity, book.postpaid.mode), book.currency)


def _quantities(book: PriceBook, end: int) -> list[int]:
    ends = [tier.up_to for tier in book.postpaid.tiers if tier.up_to is not None and tier.up_to < end]
    even = [end * point // POINTS for point in range(POINTS + 1)]
    return sorted({*even, *ends, *(quantity + 1 for quantity in ends)})


def _lines(book: PriceBook, mode: TierMode, end: int, texts: Texts) -> Iterator[Figure]:
    """Yield the bill and the price of 1,000 calls; a volume line is interrupted between two tiers."""
    ends = {tier.up_to for tier in book.postpaid.tiers if tier.up_to != end}
    quantities: list[int] = []
    amounts: list[float | None] = []
    prices: list[float | None] = []
    shown = _quantities(book, end)
    for quantity, amount in zip(shown, bills(book, shown, mode), strict=True):
        quantities.append(quantity)
        amounts.append(cents(amount))
        prices.append(cents(Fraction(amount) * 1000 / quantity) if quantity else None)
        if mode == "volume" and quantity in ends:
            quantities.append(quantity)
            amounts.append(None)
            prices.append(None)
    is_own = mode == book.postpaid.mode
    called = texts(MODES[mode])
    name = escape(called if is_own else texts("{tiers}, for comparison", tiers=called))
    look = {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": quantities,
        "legendrank": 1 if is_own else 2,
        "line": {"color": OWN, "width": 3} if is_own else {"color": FADED, "width": 2, "dash": "dash"},
    }
    amount_there = hover_amount(texts, book.currency)
    heading = f"<b>{name}</b><br>"
    told = texts("{calls} calls: {amount}", calls="%{x:,d}", amount=amount_there)
    yield look | {"y": amounts, "hovertemplate": f"{heading}{told}<extra></extra>"}
    per_thousand = texts("{amount} per 1,000 calls", amount=amount_there)
    told = texts("{calls} calls: {amount}", calls="%{x:,d}", amount=per_thousand)
    hover = f"{heading}{told}<extra></extra>"
    yield look | {"y": prices, "yaxis": "y2", "showlegend": False, "hovertemplate": hover}


def _ends(book: PriceBook, end: int) -> Iterator[Figure]:
    """Yield the ends of the pieces where a volume bill jumps: filled where it holds, open where it begins."""
    jumps = [
        (tier.up_to, tier.unit_price, after.unit_price)
        for tier, after in pairwise(book.postpaid.tiers)
        if tier.up_to is not None and tier.up_to < end and tier.unit_price != after.unit_price
    ]
    if not jumps:
        return
    color = OWN if book.postpaid.mode == "volume" else FADED
    for axis, scale in (("y", None), ("y2", 1000)):
        for fill, which in ((color, 1), (PAGE, 2)):
            marker = {"color": fill, "size": 9, "line": {"color": color, "width": 2}}
            bills_there = [cents(jump[which] * (scale or jump[0])) for jump in jumps]
            yield points([jump[0] for jump in jumps], bills_there, marker) | {"yaxis": axis}


def _own_months(own: Sequence[MonthBill], quote: Quote, texts: Texts) -> Iterator[Figure]:
    if not own:
        return
    currency = quote.book.currency
    told = [
        texts(
            "{months}: {calls} billed calls, {amount}",
            months=month_names(texts, month.months),
            calls=month.overage,
            amount=money(texts, month.amount, currency),
        )
        for month in own
    ]
    yield {
        "type": "scatter",
        "mode": "markers",
        "legendrank": 3,
        "name": escape(texts("Months of this scenario, without a pack")),
        "x": [month.overage for month in own],
        "y": [cents(month.amount) for month in own],
        "marker": DIAMOND,
        "customdata": [escape(text) for text in told],
        "hovertemplate": HOVER_TEXT,
    }


def _zones(book: PriceBook, axis: Figure, texts: Texts) -> Figure:
    """Return the dead zones: shaded, named above, and a dotted line at the lower bill that ends each."""
    flags: list[Flag] = []
    shapes: list[Figure] = []
    for zone in dead_zones(book):
        if zone.last <= axis["range"][1]:
            named = texts("dead zone {first} to {last}", first=zone.first, last=zone.last)
            flags.append(Flag(zone.first, named))
            level = float(bill(book, zone.cheaper_at, "volume"))
            shapes.append(shaded((zone.first, zone.last), TEXT, 0.1))
            shapes.append(line((zone.first, zone.cheaper_at), (level, level)))
    return {"shapes": shapes, "annotations": flagged(axis, flags, FLAG_ROWS)}

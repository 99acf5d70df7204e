"""When the money leaves: the dated payments of an option, what is frozen, and the most that is tied up.

Source: the price list's clauses "license", "QPS upgrade" and "prepaid packs" (paid when bought) and
"monthly postpaid" (settled on the 1st of the next month, with a hold). Assumptions A5 and A7. Everything
happens on the first day of a month; the movements of one day come in this order:

1. release: the hold of the settlement before is released;
2. settlement: the bill of the month before is paid;
3. freeze: the hold ratio times that bill at list price is frozen, as the estimate of the next;
4. purchase: what the new month needs is bought.

After the last month two settlement days follow: one pays its bill and freezes once more, the next releases.
The price list orders the first three steps; as purchases come last, no day ties up more on the way than at
its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from pricing.bills.tiers import Tariff
from pricing.money import from_micro, plain
from pricing.price_book import PriceBook, Settlement
from pricing.quotes.values import Clause, Line, Option
from pricing.scenario import TierBasis

Kind = Literal["purchase", "settlement", "freeze", "release"]

DAY = 1
"""The day of the month on which money moves."""

MONTHS_A_YEAR = 12
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Movement:
    """One amount (above 0, currency units) that is paid, frozen or released.

    It happens on day ``day`` of month ``month``, 1-based like the scenario's months and up to two months
    after the last; ``date`` is that day in the calendar, where the start is known. ``clause`` is the
    section of the price book that it comes from. ``line`` is what a purchase buys; ``usage_month`` the
    month whose calls a settlement bills, or a freeze and its release are measured by. ``paid`` is all that
    was paid so far and ``frozen`` what is frozen, both after the movement.
    """

    kind: Kind
    month: int
    amount: Decimal
    clause: Clause | Literal["settlement"]
    usage_month: int | None = None
    line: Line | None = None
    day: int = DAY
    date: date | None = None
    paid: Decimal = NOTHING
    frozen: Decimal = NOTHING

    @property
    def tied_up(self) -> Decimal:
        """What was paid so far and what is frozen: gone, or out of reach."""
        return plain(self.paid + self.frozen)


@dataclass(frozen=True)
class CashFlow:
    """All movements of an option, in order; nothing of amount 0 moves."""

    movements: tuple[Movement, ...]

    @property
    def paid(self) -> Decimal:
        """All that is paid: the option's total."""
        return self.movements[-1].paid if self.movements else NOTHING

    @property
    def upfront(self) -> Decimal:
        """All that is paid on the first day of month 1, before the first call."""
        return max((movement.paid for movement in self.movements if movement.month == 1), default=NOTHING)

    @property
    def later(self) -> Decimal:
        """All that is paid after that day: bills, and what later months need."""
        return plain(self.paid - self.upfront)

    @property
    def peak(self) -> Movement | None:
        """The first movement after which the most money is tied up; None where nothing moves."""
        return max(self.movements, key=lambda movement: movement.tied_up, default=None)

    @property
    def most_tied_up(self) -> Decimal:
        """The most money tied up at any time: the budget that the option takes.

        It counts what was paid since the start, used up or not, and the hold on top: no payment comes back,
        so a customer who provides this amount on the first day never has to add to it, and with less comes
        short.
        """
        return NOTHING if self.peak is None else self.peak.tied_up

    @property
    def most_frozen(self) -> Decimal:
        """The largest hold."""
        return max((movement.frozen for movement in self.movements), default=NOTHING)


def settle(
    option: Option,
    settlement: Settlement | None,
    *,
    start: date | None = None,
    list_bills: Sequence[Decimal] | None = None,
) -> CashFlow:
    """Return the movements of ``option``; without ``settlement`` nothing is frozen, but bills are paid.

    ``start`` is a day of month 1. ``list_bills`` are the bills at list price, one a
    month, for an option at other prices (see `bills_at`); by default the option's own. Raises ValueError
    for an option that can't be bought, for a number of bills that is not that of the months, and for a start
    outside the calendar.
    """
    if not option.available:
        raise ValueError(f"option {option.id} can't be bought")
    bills = [month.bill for month in option.months]
    holds = [NOTHING] * len(bills)
    if settlement is not None:
        at_list_price = bills if list_bills is None else list_bills
        if len(at_list_price) != len(bills):
            raise ValueError(f"{len(at_list_price)} bills at list price for {len(bills)} months")
        holds = [plain(settlement.hold_ratio * bill) for bill in at_list_price]

    movements: list[Movement] = []
    paid = frozen = NOTHING
    for step in _steps(option.lines, bills, holds):
        if not step.amount:
            continue
        if step.kind == "freeze":
            frozen += step.amount
        elif step.kind == "release":
            frozen -= step.amount
        else:
            paid += step.amount
        day = None if start is None else first_of_month(start, step.month)
        movements.append(replace(step, date=day, paid=plain(paid), frozen=plain(frozen)))
    return CashFlow(tuple(movements))


def bills_at(book: PriceBook, basis: TierBasis, option: Option) -> list[Decimal]:
    """Return what the billed calls of each month of ``option`` cost at the prices of ``book``.

    A freeze is measured by the price list (刊例价) whatever is paid, so an option at other prices needs them.
    Currency units, one amount a month.
    """
    tariff = Tariff(book.postpaid, basis)
    return [
        from_micro(
            sum(
                quantity * tariff.prices[tier]
                for tier, quantity in tariff.parts(month.calls, month.overage_calls)
            )
        )
        for month in option.months
    ]


def usage_date(movement: Movement) -> date | None:
    """Return the first day of the movement's usage month; None where there is no such month, or no start."""
    if movement.date is None or movement.usage_month is None:
        return None
    return first_of_month(movement.date, 1 + movement.usage_month - movement.month)


def first_of_month(start: date, month: int) -> date:
    """Return the first day of ``month`` if ``start`` is a day of month 1; month 0 is the one before it.

    Raises ValueError outside the calendar.
    """
    years, months = divmod(start.month + month - 2, MONTHS_A_YEAR)
    return date(start.year + years, months + 1, DAY)


def _steps(lines: Sequence[Line], bills: Sequence[Decimal], holds: Sequence[Decimal]) -> Iterator[Movement]:
    """Yield every movement in order, those of amount 0 too, without date and sums."""
    months = len(bills)
    for month in range(1, months + 3):
        used, before = month - 1, month - 2
        if before >= 1:
            yield Movement("release", month, holds[before - 1], "settlement", before)
        if 1 <= used <= months:
            yield Movement("settlement", month, bills[used - 1], "postpaid", used)
            yield Movement("freeze", month, holds[used - 1], "settlement", used)
        for line in lines:
            if line.month == month and line.clause != "postpaid":
                yield Movement("purchase", month, line.amount, line.clause, line=line)

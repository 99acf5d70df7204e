"""Options of one scenario, priced: lines first, totals from lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from pricing.arrays import Ints
from pricing.bills.dead_zones import cheaper_at
from pricing.bills.demands import Demands
from pricing.bills.ledger import Ledger
from pricing.money import from_micro, plain, to_micro
from pricing.price_book import COMPONENTS, PriceBook
from pricing.quotes.options import Offer, OptionBatch, offer
from pricing.quotes.ties import cheapest_of, paid_by_month
from pricing.quotes.values import (
    UNAVAILABLE,
    Clause,
    Costs,
    LicensePurchase,
    Line,
    Month,
    Notice,
    Option,
    Purchase,
    Quote,
)
from pricing.scenario import Scenario


def quote(book: PriceBook, scenario: Scenario) -> Quote:
    """Return every option of ``scenario`` at the prices of ``book``.

    Raises AmountTooLarge where an amount would leave exact 64-bit arithmetic.
    """
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    demands = Demands.of(scenario)
    priced.check_amounts(demands)
    batches = list(priced.options(demands))
    options = [_option(priced, scenario, batch) for batch in batches]
    totals = {option.id: option.costs.total for option in options if option.costs is not None}
    [place] = cheapest_of(paid_by_month(batches, 1))
    cheapest = options[place].id
    lowest = totals[cheapest]
    multiples = {
        option_id: Fraction(total) / Fraction(lowest) if lowest else None
        for option_id, total in totals.items()
    }
    compared = tuple(replace(option, multiple=multiples.get(option.id)) for option in options)
    return Quote(book, scenario, compared, cheapest)


def _option(priced: Offer, scenario: Scenario, batch: OptionBatch) -> Option:
    """Return the only option of a batch of one."""
    plan = Option(
        id=batch.id,
        available=bool(batch.available[0]),
        reason=None if batch.available[0] else UNAVAILABLE,
        activities=int(batch.activities[0]),
        qps_units=int(batch.units[0]),
        mix=licenses_of(priced.book, batch.mix[0]),
    )
    if not plan.available:
        return plan
    packs = priced.book.packs
    bought = batch.purchases[0]
    purchases = tuple(
        Purchase(month + 1, pack.id, int(bought[month, index]))
        for month in range(scenario.months)
        for index, pack in enumerate(packs)
        if bought[month, index]
    )
    ledger = batch.ledger
    licenses = () if plan.id == "trial" else plan.mix
    lines = tuple(_lines(priced, scenario, plan, licenses, purchases, ledger))
    granted, used = int(ledger.granted_calls[0]), int(ledger.used_calls[0])
    overage = int(ledger.overage_calls[0])
    calls = scenario.total_calls
    costs = _costs(lines)
    return replace(
        plan,
        purchases=purchases,
        licenses=licenses,
        costs=costs,
        overage_calls=overage,
        granted_calls=granted,
        used_calls=used,
        unused_calls=int(ledger.unused_calls[0]),
        expired_calls=0,
        coverage=Fraction(calls - overage, calls) if calls else None,
        utilization=Fraction(used, granted) if granted else None,
        price_per_call=Fraction(costs.total) / calls if calls else None,
        warnings=tuple(_notices(priced, scenario, batch)),
        lines=lines,
        months=tuple(_months(ledger)),
    )


def licenses_of(book: PriceBook, mix: Ints) -> tuple[LicensePurchase, ...]:
    """Return the licenses of a mix, bought in month 1; none where the book sells none."""
    return tuple(
        LicensePurchase(1, package.id, quantity)
        for package, quantity in zip(book.packages, mix.tolist(), strict=False)
        if quantity
    )


def _lines(
    priced: Offer,
    scenario: Scenario,
    plan: Option,
    licenses: tuple[LicensePurchase, ...],
    purchases: tuple[Purchase, ...],
    ledger: Ledger,
) -> Iterator[Line]:
    """Yield what is bought and billed, month by month: license, QPS upgrade, packs, postpaid."""
    book, packs = priced.book, {pack.id: pack for pack in priced.book.packs}
    prices = {package.id: package.price for package in book.packages}
    for month in range(1, scenario.months + 1):
        for license_ in licenses:
            if license_.month == month:
                yield _line(
                    month, "license", license_.quantity, prices[license_.package], package=license_.package
                )
        if month == scenario.peak_month and book.qps is not None and plan.qps_units:
            yield _line(month, "qps", plan.qps_units * scenario.peak_days, book.qps.price_per_day)
        for purchase in purchases:
            if purchase.month == month:
                price = packs[purchase.pack].price
                yield _line(month, "packs", purchase.quantity, price, pack=purchase.pack)
        overage = int(ledger.overage[0, month - 1])
        for tier, quantity in priced.tariff.parts(scenario.monthly_calls[month - 1], overage):
            unit_price = book.postpaid.tiers[tier].unit_price
            yield _line(month, "postpaid", quantity, unit_price, tier=tier + 1)


def _line(
    month: int,
    clause: Clause,
    quantity: int,
    unit_price: Decimal,
    *,
    pack: str | None = None,
    tier: int | None = None,
    package: str | None = None,
) -> Line:
    amount = from_micro(quantity * to_micro(unit_price))
    return Line(month, clause, quantity, plain(unit_price), amount, pack, tier, package)


def _costs(lines: tuple[Line, ...]) -> Costs:
    """Return the sums of the lines."""

    def amount_of(*clauses: Clause, months: tuple[int, ...] | None = None) -> Decimal:
        chosen = [
            line for line in lines if line.clause in clauses and (months is None or line.month in months)
        ]
        return from_micro(sum(to_micro(line.amount) for line in chosen))

    return Costs(
        **{component: amount_of(component) for component in COMPONENTS},
        total=amount_of(*COMPONENTS),
        upfront=amount_of("license", "qps", "packs", months=(1,)),
    )


def _months(ledger: Ledger) -> Iterator[Month]:
    for month in range(ledger.calls.shape[1]):
        calls, free, licensed, packed, overage, balance = (
            int(column[0, month])
            for column in (
                ledger.calls,
                ledger.free,
                ledger.license,
                ledger.pack,
                ledger.overage,
                ledger.balance,
            )
        )
        bill, spend = (from_micro(int(column[0, month])) for column in (ledger.bill, ledger.spend))
        yield Month(month + 1, calls, free, licensed, packed, overage, balance, bill, spend)


def _notices(priced: Offer, scenario: Scenario, batch: OptionBatch) -> Iterator[Notice]:
    """Yield what a buyer must be told, in the order of the months."""
    book, ledger = priced.book, batch.ledger
    capacity = priced.capacity(Demands.of(scenario), batch.mix, batch.units)
    for month in range(scenario.months):
        calls, overage = int(ledger.calls[0, month]), int(ledger.overage[0, month])
        if capacity is not None and calls > capacity[0, month]:
            yield Notice("volume_exceeds_capacity", month + 1)
        if book.large_customer is not None:
            spend = from_micro(int(ledger.spend[0, month]))
            if spend > book.large_customer.monthly_spend:
                yield Notice("large_customer", month + 1)
        cheaper = cheaper_at(priced.tariff, calls, overage)
        if cheaper is not None:
            yield Notice("dead_zone", month + 1, cheaper_at=cheaper[0], saves=from_micro(cheaper[1]))

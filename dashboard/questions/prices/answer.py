"""The price list in words, a section a clause, and how it is read where it leaves room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from dashboard.language.formats import (
    calls_exact,
    calls_in_words,
    day_name,
    money,
    number,
    percent,
    price_per_thousand,
    unit_price,
)
from dashboard.language.names import LARGE_CUSTOMER, SETTLEMENT, band, clause_name, pack_name, package_name
from dashboard.language.texts import Texts
from pricing.price_book import License, PriceBook, QpsUpgrade
from pricing.scenario import Scenario


@dataclass(frozen=True)
class Section:
    """A clause: its heading, a table (a row of headings may be empty), and the rule in sentences."""

    heading: str
    rule: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def answer(texts: Texts, book: PriceBook) -> str:
    """Return the page's answer: what a license costs and brings, and the range of prices of further calls."""
    prices = [Fraction(pack.price) / pack.calls for pack in book.packs]
    prices += [Fraction(tier.unit_price) for tier in book.postpaid.tiers]
    low = price_per_thousand(texts, min(prices), book.currency)
    high = price_per_thousand(texts, max(prices), book.currency)
    if book.license is None:
        return texts("1,000 calls cost between {low} and {high}", low=low, high=high)
    return texts(
        "A license costs {price} and brings {calls}; 1,000 more calls cost between {low} and {high}",
        price=money(texts, book.license.price, book.currency, None),
        calls=calls_in_words(texts, book.license.calls),
        low=low,
        high=high,
    )


def source(texts: Texts, book: PriceBook, product: str, *, own_prices: bool) -> str:
    """Return which prices these are, and where and when they were read; ``own_prices``: some differ."""
    told = {
        "product": product,
        "version": book.version,
        "source": book.source,
        "date": day_name(texts, book.checked_on),
    }
    if own_prices:
        return texts(
            "Prices of {product}, version {version}: not the list prices. Those are from {source}, checked"
            " on {date}.",
            **told,
        )
    return texts("Price list of {product}, version {version}. Source: {source}, checked on {date}.", **told)


def sections(texts: Texts, book: PriceBook) -> Iterator[Section]:
    """Yield the clauses that the book has, in the order of the price list."""
    if book.free:
        rows = (texts("Calls"), number(texts, book.free.calls)), (texts("QPS"), number(texts, book.free.qps))
        rule = texts("Once for each activity, used before anything else.")
        yield Section(clause_name(texts, "free"), rule, rows=rows)
    for package in book.packages:
        yield _license(texts, book, package)
    if book.qps:
        yield _qps(texts, book, book.qps)
    if book.packs:
        yield _packs(texts, book)
    yield _postpaid(texts, book)
    if book.settlement:
        rule = texts(
            "On the 1st of the next month the bill is paid, and {ratio} of the month's usage at list"
            " price is frozen as an estimate of the next bill. It is released before that one is paid.",
            ratio=percent(texts, book.settlement.hold_ratio),
        )
        yield Section(texts(SETTLEMENT), rule)
    if book.large_customer:
        rule = texts(
            "Above {amount} a month, prices can be negotiated: contact sales.",
            amount=money(texts, book.large_customer.monthly_spend, book.currency, None),
        )
        yield Section(texts(LARGE_CUSTOMER), rule)


def _license(texts: Texts, book: PriceBook, granted: License) -> Section:
    materials = texts("no limit") if granted.materials is None else number(texts, granted.materials)
    rows = (
        (texts("Price for one activity"), money(texts, granted.price, book.currency, None)),
        (texts("Calls"), calls_exact(texts, granted.calls)),
        (texts("QPS"), number(texts, granted.qps)),
        (texts("Materials"), materials),
        (texts("Valid"), _months(texts, granted.term_months)),
    )
    rule = texts("Prepaid. The calls go to the account, QPS and materials to the activity.")
    days = granted.materials_editable_days
    if days is not None:
        note = texts(
            "Have the materials ready: from {days} days after the payment they can't be added or changed.",
            days=days,
        )
        rule = texts.paragraph(rule, note)
    title = clause_name(texts, "license")
    if not book.has_single_license:
        title = f"{title}: {package_name(texts, book, granted.id)}"
    return Section(title, rule, rows=rows)


def _qps(texts: Texts, book: PriceBook, upgrade: QpsUpgrade) -> Section:
    rows = (
        (
            texts("{unit} QPS for one day and one activity", unit=upgrade.unit),
            money(texts, upgrade.price_per_day, book.currency, None),
        ),
        *most_qps(texts, book, upgrade),
        (texts("Order for"), order_days(texts, upgrade)),
    )
    rule = texts("Prepaid, for licensed activities. For more, contact sales.")
    return Section(clause_name(texts, "qps"), rule, rows=rows)


def most_qps(texts: Texts, book: PriceBook, upgrade: QpsUpgrade) -> list[tuple[str, str]]:
    """Return the row of the most QPS that can be bought online: added to one activity, or in all."""
    if upgrade.max_qps is not None:
        return [(texts("Most for one activity, in all"), texts("{qps} QPS", qps=upgrade.max_qps))]
    most = None if book.license is None else upgrade.most_online(book.license.qps)
    return [] if most is None else [(texts("Most for one activity, online"), texts("{qps} QPS", qps=most))]


def order_days(texts: Texts, upgrade: QpsUpgrade) -> str:
    """Return for which days an upgrade can be ordered."""
    if upgrade.order_from_days == 0:
        return texts("today up to {n} days ahead", n=upgrade.order_window_days)
    return texts("tomorrow up to {n} days ahead", n=upgrade.order_window_days)


def _packs(texts: Texts, book: PriceBook) -> Section:
    rows = tuple(
        (
            pack_name(texts, book, pack.id),
            money(texts, pack.price, book.currency, None),
            price_per_thousand(texts, Fraction(pack.price) / pack.calls, book.currency),
            _months(texts, pack.valid_months),
        )
        for pack in book.packs
    )
    columns = (texts("Pack"), texts("Price"), texts("Price of 1,000 calls"), texts("Valid"))
    rule = texts("Prepaid, shared by all licensed activities. No refund, and no pause of the validity.")
    return Section(clause_name(texts, "packs"), rule, columns, rows)


def _postpaid(texts: Texts, book: PriceBook) -> Section:
    tiers = book.postpaid.tiers
    below = (0, *(tier.up_to or 0 for tier in tiers[:-1]))
    rows = tuple(
        (
            band(texts, start, tier.up_to),
            unit_price(texts, tier.unit_price, book.currency),
            price_per_thousand(texts, tier.unit_price, book.currency),
        )
        for start, tier in zip(below, tiers, strict=True)
    )
    columns = (texts("Calls of the month"), texts("Price of a call"), texts("Price of 1,000 calls"))
    if book.postpaid.mode == "volume":
        rule = texts(
            "Volume tiers: the month's quantity picks one tier, and every billed call takes its price."
        )
    else:
        rule = texts("Graduated tiers: the calls of each tier take the price of that tier.")
    rule = texts.paragraph(rule, texts("For what free quota, license and packs do not cover."))
    return Section(clause_name(texts, "postpaid"), rule, columns, rows)


def _months(texts: Texts, n: int) -> str:
    return texts.plural("{n} month", "{n} months", n)


@dataclass(frozen=True)
class Reading:
    """One way to read the price list; exactly one of an assumption's readings is in force."""

    text: str
    in_force: bool = True


@dataclass(frozen=True)
class Assumption:
    """A question that the price list leaves open; with two readings it has a switch in the sidebar."""

    id: str
    question: str
    readings: tuple[Reading, ...]


def assumptions(texts: Texts, book: PriceBook, scenario: Scenario) -> Iterator[Assumption]:
    """Yield the assumptions that matter with this price book, in the order of their ids."""
    overage = texts("The month's billed calls: those that free quota, license and packs do not cover.")
    total = texts("All calls of the month, those that packs cover included.")
    if book.postpaid.mode == "graduated":
        total = texts.paragraph(total, texts("The billed calls are then the last ones of the month."))
    bases = Reading(overage, scenario.tier_basis == "overage"), Reading(total, scenario.tier_basis == "total")
    yield Assumption("A1", texts("Which quantity picks the tier?"), bases)
    if book.qps and book.license and book.qps.max_units is not None:
        base, most = book.license.qps, book.qps.max_units * book.qps.unit
        text = texts(
            "The most that can be added to one activity: with the {base} QPS of the license, {total} in all.",
            base=base,
            total=base + most,
        )
        yield _one("A2", texts("What are the {most} QPS?", most=most), text)
    if book.free:
        counted = texts("Yes, once for each activity, before the calls of the license.")
        no = Reading(texts("No, every call is paid for."), not scenario.count_free_quota)
        readings = Reading(counted, scenario.count_free_quota), no
        yield Assumption("A3", texts("Does the free quota count?"), readings)
    text = texts("Free quota, then whatever expires first, then postpaid.")
    yield _one("A4", texts("What is used first?"), text)
    if book.packs:
        text = texts(
            "On the first day of the month in which it is bought; a pack valid for 12 months serves"
            " that month and the 11 after it."
        )
        yield _one("A5", texts("When does a pack start?"), text)
    text = texts("Yes: calls and QPS can be spread over activities at will.")
    yield _one("A6", texts("Can traffic be split over activities?"), text)
    if book.settlement:
        text = texts(
            "{ratio} of the month's billed calls at list price; nothing before the first settlement,"
            " and after the last month the freeze is released one settlement later.",
            ratio=percent(texts, book.settlement.hold_ratio),
        )
        yield _one("A7", texts("How much is frozen?"), text)
    text = texts("Nothing is rounded in the arithmetic; the screens show two decimals, half up.")
    yield _one("A8", texts("What is rounded?"), text)


def _one(assumption_id: str, question: str, text: str) -> Assumption:
    return Assumption(assumption_id, question, (Reading(text),))

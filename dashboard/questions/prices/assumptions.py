"""Where the price list leaves room: the question, its readings, and which is in force (DESIGN, A1 to A8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.language.formats import percent
from dashboard.language.texts import Texts
from pricing.price_book import PriceBook
from pricing.scenario import Scenario


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


def assumptions(texts: Texts, book: PriceBook, scenario: Scenario) -> list[Assumption]:
    """Return the assumptions that matter with this price book, in the order of their ids."""
    return list(_assumptions(texts, book, scenario))


def _assumptions(texts: Texts, book: PriceBook, scenario: Scenario) -> Iterator[Assumption]:
    total = texts("All calls of the month, those that packs cover included.")
    if book.postpaid.mode == "graduated":
        total = texts.paragraph(total, texts("The billed calls are then the last ones of the month."))
    yield Assumption(
        "A1",
        texts("Which quantity picks the tier?"),
        (
            Reading(
                texts("The month's billed calls: those that free quota, license and packs do not cover."),
                scenario.tier_basis == "overage",
            ),
            Reading(total, scenario.tier_basis == "total"),
        ),
    )
    if book.qps:
        most = book.qps.most_online
        base = book.license.qps if book.license else 0
        text = texts(
            "The most that can be added to one activity: with the {base} QPS of the license, {total} in all.",
            base=base,
            total=base + most,
        )
        yield Assumption("A2", texts("What are the {most} QPS?", most=most), (Reading(text),))
    if book.free:
        yield Assumption(
            "A3",
            texts("Does the free quota count?"),
            (
                Reading(
                    texts("Yes, once for each activity, before the calls of the license."),
                    scenario.count_free_quota,
                ),
                Reading(texts("No, every call is paid for."), not scenario.count_free_quota),
            ),
        )
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

"""The optimum of tiny books: every plan is walked, the cheapest one wins.

Why the enumeration is complete: `bounds.most_packs` says how many of one pack can be worth their
price in a month, `bounds.most_activities` how many activities. ``slack`` enumerates beyond both, to
test those two bounds.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from math import prod

from pricing.price_book import PriceBook
from pricing.scenario import Scenario
from tests.judges.bounds import calls_from, fewest_activities, most_activities, most_packs
from tests.judges.plain_walk import qps_units, total_cost

MOST_PLANS = 200_000
"""More plans than this are refused, so that no test hangs."""


class TooManyPlans(ValueError):
    """The case is too large to enumerate."""


def best_mix_cost(book: PriceBook, scenario: Scenario, activities: int, *, slack: int = 0) -> Decimal | None:
    """Return the lowest total cost of that many activities, None where the peak isn't for sale."""
    if qps_units(book, scenario, activities) is None:
        return None
    return min(
        total_cost(book, scenario, activities, purchases)
        for purchases in all_purchases(book, scenario, slack)
    )


def optimal_cost(book: PriceBook, scenario: Scenario, *, slack: int = 0) -> Decimal | None:
    """Return the lowest total cost over all numbers of activities, None where nothing is for sale."""
    most = most_activities(book, scenario)
    if most is None:
        return None
    extra = slack if book.license is not None else 0
    costs = [
        best_mix_cost(book, scenario, activities, slack=slack)
        for activities in range(fewest_activities(book, scenario), most + extra + 1)
    ]
    return min(cost for cost in costs if cost is not None)


def count_plans(book: PriceBook, scenario: Scenario, slack: int = 0) -> int:
    """Return how many purchases `all_purchases` yields."""
    return prod(most + 1 for most in limits(book, scenario, slack).values())


def all_purchases(book: PriceBook, scenario: Scenario, slack: int) -> Iterator[dict[tuple[int, str], int]]:
    """Yield every purchase of packs that can be worth its price."""
    if count_plans(book, scenario, slack) > MOST_PLANS:
        raise TooManyPlans(f"{count_plans(book, scenario, slack):,} plans")
    most = limits(book, scenario, slack)
    for quantities in product(*(range(limit + 1) for limit in most.values())):
        yield dict(zip(most, quantities, strict=True))


def limits(book: PriceBook, scenario: Scenario, slack: int) -> dict[tuple[int, str], int]:
    """Return the largest quantity of each (month, pack id)."""
    return {
        (month, pack.id): most_packs(rest, pack.calls) + slack
        for month, rest in enumerate(calls_from(scenario), start=1)
        for pack in book.packs
    }

"""The optimum by HiGHS: the same model as a mixed-integer program in floating point.

HiGHS only proposes a plan: its whole numbers are rounded and the plain walk says what they cost.
A yes/no variable that is off by the tolerance shifts a quantity by the tolerance times the largest
quantity: the tolerance is tight enough for that to stay below one call. Quantities and amounts are
divided by powers of two (`scaled`), so that the largest are some hundreds or thousands: exact, and
five times as fast as the whole numbers themselves.

The wheels of OR-Tools and highspy bring two versions of one shared library and can't be loaded into
one process (google/or-tools issue 5246). So `best_mix_cost` and `optimal_cost` ask a worker process,
started once; `build` and `solve` run where they are called, and that process must not load OR-Tools.
"""

from __future__ import annotations

import atexit
import pickle
import subprocess
import sys
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from math import ceil, log2
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from pricing.price_book import PriceBook
from pricing.scenario import Scenario
from tests.judges.figures import Figures, TierFigures, figures
from tests.judges.plain_walk import total_cost

if TYPE_CHECKING:
    import highspy

ROOT = Path(__file__).parents[2]

MOST_SECONDS = 300.0
"""A solver that takes longer raises, so that no test hangs for ever."""

TOLERANCE = 1e-9
"""How far from whole a whole number, and how far off a constraint, may be."""


@dataclass(frozen=True)
class Problem:
    """A built model, to be solved once: HiGHS keeps what it has found."""

    model: highspy.Highs
    activities: highspy.highs.highs_var
    purchases: dict[tuple[int, str], highspy.highs.highs_var]


@dataclass(frozen=True)
class Solved:
    """The plan found: ``cost`` in currency units by the plain walk; (month from 1, pack id) -> n.

    ``build_seconds`` and ``solve_seconds`` are the times that building and solving the model took.
    """

    cost: Decimal
    activities: int
    purchases: dict[tuple[int, str], int]
    build_seconds: float
    solve_seconds: float


def best_mix_cost(book: PriceBook, scenario: Scenario, activities: int) -> Decimal | None:
    """Return the lowest total cost of that many activities, None where the peak isn't for sale."""
    solved = solved_apart(book, scenario, activities)
    return None if solved is None else solved.cost


def optimal_cost(book: PriceBook, scenario: Scenario) -> Decimal | None:
    """Return the lowest total cost over all numbers of activities, None where nothing is for sale."""
    solved = solved_apart(book, scenario, None)
    return None if solved is None else solved.cost


def solved_apart(book: PriceBook, scenario: Scenario, activities: int | None = None) -> Solved | None:
    """Return what `solved_here` returns, from the worker process; raises what it raises."""
    process = worker()
    pickle.dump((book, scenario, activities), process.stdin)
    process.stdin.flush()
    answer = pickle.load(process.stdout)  # noqa: S301 - from a process that this one started
    if isinstance(answer, Exception):
        raise answer
    return answer


@cache
def worker() -> subprocess.Popen[bytes]:
    """Return the one worker process, a fresh interpreter; it ends with this process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.judges.highs_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    atexit.register(process.communicate)
    return process


def solved_here(book: PriceBook, scenario: Scenario, activities: int | None = None) -> Solved | None:
    """Build, solve and walk in this process; None where nothing is for sale."""
    start = perf_counter()
    problem = build(book, scenario, activities)
    built = perf_counter()
    if problem is None:
        return None
    solve(problem)
    solved = perf_counter()
    found_activities, purchases = plan(problem)
    return Solved(
        cost=total_cost(book, scenario, found_activities, purchases),
        activities=found_activities,
        purchases=purchases,
        build_seconds=built - start,
        solve_seconds=solved - built,
    )


def solve(problem: Problem) -> None:
    """Solve a built model in place; raises RuntimeError where the optimum isn't proven."""
    import highspy  # noqa: PLC0415 - see the top of this file

    problem.model.run()
    status = problem.model.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS ended with {status}")


def plan(problem: Problem) -> tuple[int, dict[tuple[int, str], int]]:
    """Return the activities and the purchases of a solved model, in whole numbers."""
    values = problem.model.getSolution().col_value
    bought = {key: round(values[variable.index]) for key, variable in problem.purchases.items()}
    activities = round(values[problem.activities.index])
    return activities, {key: quantity for key, quantity in bought.items() if quantity > 0}


def build(book: PriceBook, scenario: Scenario, activities: int | None = None) -> Problem | None:
    """Return the model for that many activities (None: any number), None where nothing is for sale."""
    import highspy  # noqa: PLC0415 - see the top of this file

    f = figures(book, scenario, activities)
    if f is None:
        return None
    f = scaled(f)
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)
    model.setOptionValue("time_limit", MOST_SECONDS)
    model.setOptionValue("mip_rel_gap", 0.0)
    model.setOptionValue("mip_abs_gap", 0.0)
    model.setOptionValue("mip_feasibility_tolerance", TOLERANCE)
    model.setOptionValue("primal_feasibility_tolerance", TOLERANCE)

    bought_activities = model.addIntegral(f.fewest_activities, f.most_activities, f.license_price)
    units = model.addIntegral(0, f.most_units(), f.unit_price)
    model.addConstr(f.unit_qps * units + f.license_qps * bought_activities >= f.peak_qps)
    model.addConstr(units - f.max_units * bought_activities <= 0)

    purchases = {}
    balance = f.granted_each * bought_activities
    for index, calls in enumerate(f.calls):
        if calls == 0:  # a pack of such a month can be bought in the next one just as well
            continue
        for pack in f.packs:
            quantity = model.addIntegral(0, pack.most[index], pack.price)
            purchases[index + 1, pack.id] = quantity
            balance = balance + pack.calls * quantity
        overage, left = burn(model, balance, calls, f.most_balance[index])
        add_bill(model, f, calls, overage)
        balance = 1 * left
    return Problem(model, bought_activities, purchases)


def scaled(f: Figures) -> Figures:
    """Return the case with calls divided by one power of two and money by another.

    The largest quantity is then some hundreds, the largest price some thousands.
    """
    size = power_of_two(max((*f.calls, *(pack.calls for pack in f.packs))) / 256)
    tiers = tuple(
        TierFigures(
            tier.low / size,
            tier.first / size,
            None if tier.high is None else tier.high / size,
            tier.price * size,
        )
        for tier in f.tiers
    )
    prices = (f.license_price, f.unit_price, *(pack.price for pack in f.packs), *(t.price for t in tiers))
    worth = power_of_two(max(prices) / 8192)
    return replace(
        f,
        calls=tuple(calls / size for calls in f.calls),
        most_balance=tuple(balance / size for balance in f.most_balance),
        packs=tuple(replace(pack, calls=pack.calls / size, price=pack.price / worth) for pack in f.packs),
        tiers=tuple(replace(tier, price=tier.price / worth) for tier in tiers),
        granted_each=f.granted_each / size,
        license_price=f.license_price / worth,
        unit_price=f.unit_price / worth,
    )


def power_of_two(number: float) -> float:
    """Return the smallest power of two, at least 1, that isn't below ``number``."""
    return 2.0 ** max(0, ceil(log2(max(1.0, number))))


def burn(
    model: highspy.Highs, balance: highspy.highs.highs_linear_expression, calls: int, most_balance: int
) -> tuple[highspy.highs.highs_var, highspy.highs.highs_var]:
    """Return a month's overage and the balance left after it: only one of them is above 0."""
    most_left = max(0, most_balance - calls)
    overage = model.addVariable(0, calls)
    left = model.addVariable(0, most_left)
    covered = model.addBinary()
    model.addConstr(balance + overage - left == calls)
    model.addConstr(overage + calls * covered <= calls)
    model.addConstr(left - most_left * covered <= 0)
    return overage, left


def add_bill(model: highspy.Highs, f: Figures, calls: int, overage: highspy.highs.highs_var) -> None:
    """Add the bill of a month of ``calls`` call units to the cost."""
    if f.volume and f.by_total:
        model.changeColCost(overage.index, f.tier_of(calls).price)
    elif f.volume:
        add_volume(model, f.tiers_up_to(calls), calls, overage)
    elif f.by_total:
        tiers = f.tiers_up_to(calls)
        model.changeObjectiveOffset(
            model.getObjectiveOffset()[1] + sum(tier.price * tier.width(calls) for tier in tiers)
        )
        used = model.addVariable(0, calls)
        model.addConstr(used + overage == calls)
        add_graduated(model, tiers, calls, used, sign=-1)
    else:
        add_graduated(model, f.tiers_up_to(calls), calls, overage, sign=1)


def add_volume(
    model: highspy.Highs, tiers: tuple[TierFigures, ...], most: int, quantity: highspy.highs.highs_var
) -> None:
    """Add the price of 0 to ``most`` call units, all at the price of the tier they reach."""
    parts, chosen = [], []
    for tier in tiers:
        is_tier = model.addBinary()
        part = model.addVariable(0, tier.highest(most), tier.price)
        model.addConstr(part - tier.first * is_tier >= 0)
        model.addConstr(part - tier.highest(most) * is_tier <= 0)
        parts.append(part)
        chosen.append(is_tier)
    model.addConstr(sum(chosen) == 1)
    model.addConstr(sum(parts) - quantity == 0)


def add_graduated(
    model: highspy.Highs,
    tiers: tuple[TierFigures, ...],
    most: int,
    quantity: highspy.highs.highs_var,
    *,
    sign: int,
) -> None:
    """Add (or take off) the price of 0 to ``most`` call units, each band at its own, filled in order."""
    parts = [model.addVariable(0, tier.width(most), sign * tier.price) for tier in tiers]
    for position in range(len(tiers) - 1):
        full = model.addBinary()
        model.addConstr(parts[position] - tiers[position].width(most) * full >= 0)
        model.addConstr(parts[position + 1] - tiers[position + 1].width(most) * full <= 0)
    model.addConstr(sum(parts) - quantity == 0)

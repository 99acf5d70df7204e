"""The optimum by OR-Tools CP-SAT: whole numbers throughout, proven optimal.

The model states the rules month by month: purchases, the balance, the forced burn and the bill.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ortools.sat.python import cp_model

from pricing.price_book import PriceBook
from pricing.scenario import Scenario
from tests.judges.figures import Figures, TierFigures, figures
from tests.judges.plain_walk import total_cost

Expression = cp_model.LinearExprT

MOST_SECONDS = 300.0
"""A solver that takes longer raises, so that no test hangs for ever."""


@dataclass(frozen=True)
class Problem:
    """A built model, ready for any number of `solve` calls."""

    figures: Figures
    model: cp_model.CpModel
    activities: cp_model.IntVar
    purchases: dict[tuple[int, str], cp_model.IntVar]


@dataclass(frozen=True)
class Solved:
    """The proven optimum: ``cost`` in currency units, purchases as (month from 1, pack id) -> n."""

    cost: Decimal
    activities: int
    purchases: dict[tuple[int, str], int]


def best_mix_cost(
    book: PriceBook, scenario: Scenario, activities: int, *, workers: int = 1
) -> Decimal | None:
    """Return the lowest total cost of that many activities, None where the peak isn't for sale."""
    return checked_cost(book, scenario, activities, workers)


def optimal_cost(book: PriceBook, scenario: Scenario, *, workers: int = 1) -> Decimal | None:
    """Return the lowest total cost over all numbers of activities, None where nothing is for sale."""
    return checked_cost(book, scenario, None, workers)


def checked_cost(book: PriceBook, scenario: Scenario, activities: int | None, workers: int) -> Decimal | None:
    """Return the optimum, after walking the solver's plan to the same cost."""
    problem = build(book, scenario, activities)
    if problem is None:
        return None
    solved = solve(problem, workers=workers)
    walked = total_cost(book, scenario, solved.activities, solved.purchases)
    if walked != solved.cost:
        raise AssertionError(f"CP-SAT's plan costs {walked}, its objective says {solved.cost}")
    return solved.cost


def solve(problem: Problem, *, workers: int = 1) -> Solved:
    """Return the proven optimum of a built model; raises RuntimeError where it isn't proven.

    Alone, a worker gets the settings that prove optimality best here: all of the model in the linear
    relaxation, from the start, and quick restarts. The solver's own settings for one worker take
    minutes for some cases; its portfolio of 8 workers is as good as these.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.max_time_in_seconds = MOST_SECONDS
    if workers == 1:
        solver.parameters.linearization_level = 2
        solver.parameters.add_lp_constraints_lazily = False
        solver.parameters.search_branching = cp_model.PORTFOLIO_WITH_QUICK_RESTART_SEARCH
    status = solver.solve(problem.model)
    if status != cp_model.OPTIMAL:
        raise RuntimeError(f"CP-SAT ended with {solver.status_name(status)}")
    objective = problem.model.proto.objective
    cost = sum(
        weight * solver.response_proto.solution[index]
        for index, weight in zip(objective.vars, objective.coeffs, strict=True)
    )
    return Solved(
        problem.figures.amount(cost + round(objective.offset)),
        solver.value(problem.activities),
        {key: solver.value(n) for key, n in problem.purchases.items() if solver.value(n) > 0},
    )


def build(book: PriceBook, scenario: Scenario, activities: int | None = None) -> Problem | None:
    """Return the model for that many activities (None: any number), None where nothing is for sale."""
    f = figures(book, scenario, activities)
    if f is None:
        return None
    model = cp_model.CpModel()
    bought_activities = model.new_int_var(f.fewest_activities, f.most_activities, "activities")
    units = model.new_int_var(0, f.most_units(), "qps_units")
    model.add(f.unit_qps * units >= f.peak_qps - f.license_qps * bought_activities)
    model.add(units <= f.max_units * bought_activities)
    costs: list[Expression] = [f.license_price * bought_activities, f.unit_price * units]

    purchases: dict[tuple[int, str], cp_model.IntVar] = {}
    balance: Expression = f.granted_each * bought_activities
    for index, calls in enumerate(f.calls):
        if calls == 0:  # a pack of such a month can be bought in the next one just as well
            continue
        for pack in f.packs:
            quantity = model.new_int_var(0, pack.most[index], f"packs_{index}_{pack.id}")
            purchases[index + 1, pack.id] = quantity
            costs.append(pack.price * quantity)
            balance += pack.calls * quantity
        overage, left = burn(model, balance, calls, f.most_balance[index])
        costs.append(bill(model, f, calls, overage))
        balance = left
    model.minimize(sum(costs))
    return Problem(f, model, bought_activities, purchases)


def burn(
    model: cp_model.CpModel, balance: Expression, calls: int, most_balance: int
) -> tuple[cp_model.IntVar, cp_model.IntVar]:
    """Return a month's overage and the balance left after it: only one of them is above 0."""
    overage = model.new_int_var(0, calls, "overage")
    left = model.new_int_var(0, max(0, most_balance - calls), "left")
    covered = model.new_bool_var("covered")
    model.add(balance + overage == calls + left)
    model.add(overage == 0).only_enforce_if(covered)
    model.add(left == 0).only_enforce_if(~covered)
    return overage, left


def bill(model: cp_model.CpModel, f: Figures, calls: int, overage: cp_model.IntVar) -> Expression:
    """Return the bill of a month of ``calls`` call units in money units."""
    if f.volume:
        if f.by_total:
            return f.tier_of(calls).price * overage
        return volume_bill(model, f.tiers_up_to(calls), calls, overage)
    if f.by_total:
        whole = sum(tier.price * tier.width(calls) for tier in f.tiers_up_to(calls))
        return whole - graduated_bill(model, f.tiers_up_to(calls), calls, calls - overage)
    return graduated_bill(model, f.tiers_up_to(calls), calls, overage)


def volume_bill(
    model: cp_model.CpModel, tiers: tuple[TierFigures, ...], most: int, quantity: Expression
) -> Expression:
    """Return the price of 0 to ``most`` call units, all at the price of the tier they reach."""
    parts, chosen = [], []
    for tier in tiers:
        is_tier = model.new_bool_var("tier")
        part = model.new_int_var(0, most, "quantity_in_tier")
        model.add(part >= tier.first * is_tier)
        model.add(part <= tier.highest(most) * is_tier)
        parts.append(part)
        chosen.append(is_tier)
    model.add_exactly_one(chosen)
    model.add(sum(parts) == quantity)
    return sum(tier.price * part for tier, part in zip(tiers, parts, strict=True))


def graduated_bill(
    model: cp_model.CpModel, tiers: tuple[TierFigures, ...], most: int, quantity: Expression
) -> Expression:
    """Return the price of 0 to ``most`` call units, each band at its own price, filled in order."""
    parts = [model.new_int_var(0, tier.width(most), "quantity_in_band") for tier in tiers]
    for position in range(len(tiers) - 1):
        full = model.new_bool_var("band_full")
        model.add(parts[position] >= tiers[position].width(most) * full)
        model.add(parts[position + 1] <= tiers[position + 1].width(most) * full)
    model.add(sum(parts) == quantity)
    return sum(tier.price * part for tier, part in zip(tiers, parts, strict=True))

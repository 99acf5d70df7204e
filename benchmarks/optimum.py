"""The exact optimum against two solvers on the same model: 300 scenarios of 12 uneven months."""

from __future__ import annotations

import statistics
from decimal import Decimal

from benchmarks.measure import Row, seconds, spelled
from pricing.bills.demands import Demands
from pricing.money import from_micro
from pricing.price_book import PriceBook
from pricing.quotes.options import offer
from pricing.scenario import Scenario
from tests.judges import cp_sat, highs
from tests.judges.books import face_fusion_cases

SCENARIOS = 300
SEED = 20261123


def rows() -> list[Row]:
    """Return the ratio to the faster of the two solvers; raises AssertionError where an optimum differs."""
    cases = face_fusion_cases(SEED, SCENARIOS, months=12)
    ours = [_ours(book, scenario) for book, scenario in cases]
    batch = seconds(lambda: _in_one_batch(cases))
    by_cp_sat = [_by_cp_sat(book, scenario) for book, scenario in cases]
    by_highs = [_by_highs(book, scenario) for book, scenario in cases]
    for found in (by_cp_sat, by_highs):
        for case, (_, total), (_, judged) in zip(cases, ours, found, strict=True):
            if total != judged:
                raise AssertionError(f"{total} is not the optimum {judged} of {case[1]}")
    times = {
        "CP-SAT": statistics.median(duration for duration, _ in by_cp_sat),
        "HiGHS": statistics.median(duration for duration, _ in by_highs),
    }
    faster = min(times, key=times.__getitem__)
    each = statistics.median(duration for duration, _ in ours)
    detail = (
        f"{', '.join(f'{name} {spelled(time)}' for name, time in times.items())} a scenario to solve; ours "
    )
    what = f"exact `optimal`, {SCENARIOS} scenarios of 12 uneven months"
    return [
        Row(
            f"{what}, as a batch",
            faster,
            times[faster] * SCENARIOS / batch,
            100,
            detail + spelled(batch / SCENARIOS),
        ),
        Row(f"{what}, one by one", faster, times[faster] / each, 100, detail + spelled(each)),
    ]


def notes() -> list[str]:
    """Return what limits the search for one scenario."""
    lines = [
        "One by one, `optimal` takes as long as some hundred calls of numpy do, a microsecond or so each,",
        "however few the numbers in their arrays; a batch shares these calls.",
    ]
    return ["\n".join([*lines, ""])]


def _ours(book: PriceBook, scenario: Scenario) -> tuple[float, Decimal | None]:
    priced = offer(book, scenario.tier_basis, count_free=scenario.count_free_quota)
    demands = Demands.of(scenario)
    found = priced.optimal(demands)
    duration = seconds(lambda: priced.optimal(demands))
    total = from_micro(int(found.ledger.total[0]))
    return duration, total if found.available[0] else None


def _in_one_batch(cases: list[tuple[PriceBook, Scenario]]) -> None:
    for basis in ("overage", "total"):
        for count_free in (True, False):
            chosen = [
                scenario
                for _, scenario in cases
                if (scenario.tier_basis, scenario.count_free_quota) == (basis, count_free)
            ]
            if chosen:
                offer(cases[0][0], basis, count_free=count_free).optimal(Demands.of(*chosen))


def _by_cp_sat(book: PriceBook, scenario: Scenario) -> tuple[float, Decimal | None]:
    problem = cp_sat.build(book, scenario)
    if problem is None:
        return 0.0, None
    solved: list[cp_sat.Solved] = []
    duration = seconds(lambda: solved.append(cp_sat.solve(problem)))
    return duration, solved[0].cost


def _by_highs(book: PriceBook, scenario: Scenario) -> tuple[float, Decimal | None]:
    solved = highs.solved_apart(book, scenario)
    return (0.0, None) if solved is None else (solved.solve_seconds, solved.cost)

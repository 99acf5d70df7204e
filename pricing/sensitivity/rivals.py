"""All options of a steady demand over its monthly calls, `extra_activities` and `optimal` included.

`optimal` is the best mix of some number of activities A. Its total is F(A), the licenses and QPS units, plus
C(A), packs and bills. More activities have more calls at hand. Calls at hand save no more than v each, the
steepest rise of a bill (`Tariff.steepest`). They can also cost: beside the same packs they take all billed
calls off some months and a part of those of one month, whose bill may rise by up to d, the deepest drop
(`Tariff.deepest_drop`). Hence, whatever the demand, A is never needed where

- a larger number B has F(B) + d < F(A), or
- a smaller number B has F(B) + v x (calls of A - B activities) <= F(A).
"""

from __future__ import annotations

import numpy as np

from pricing.bills.capacity import activities_without_units, qps_units
from pricing.bills.demands import Demands
from pricing.money import LARGEST, to_micro
from pricing.price_book import License
from pricing.quotes.options import Offer
from pricing.scenario import Scenario
from pricing.sensitivity.steady import SteadyOption, SteadyOptions, base_options

MOST_COUNTED = 1_000_000
"""Where more activities than this might be of use, none are looked at."""

MOST_OPTIMAL = 40
"""More numbers of activities than this are not followed."""


def rivals(offer: Offer, scenario: Scenario, max_calls: int) -> SteadyOptions | None:
    """Return every option but `trial` that can be bought online, for up to ``max_calls`` a month.

    They stand in the fixed order, and several are called `optimal`. None where there are too many of these,
    or several license packages.
    """
    if len(offer.packages) > 1:
        return None
    demand = Demands.of(scenario)
    [[fewest]] = offer.base_mixes(demand).tolist()
    enough = int(activities_without_units(offer.book, demand.peak_qps)[0])
    options = [*base_options(offer, (fewest,))]
    if scenario.peak_days and enough > fewest:
        options.append(SteadyOption("extra_activities", (enough,), offer.all_packs))
    if offer.book.license is not None:
        per_activity = int(offer.calls_each[0])
        serving_all = -(-scenario.months * max_calls // per_activity) if per_activity else fewest
        most = max(fewest, enough, serving_all)
        counts = _needed(offer, offer.book.license, demand, fewest, most, scenario.months * max_calls)
        if counts is None:
            return None
        taken = {option.mix for option in options}
        mixes = [(count,) for count in counts]
        options += [SteadyOption("optimal", mix, offer.all_packs) for mix in mixes if mix not in taken]
    return SteadyOptions(offer, demand, tuple(options)).available()


def _needed(
    offer: Offer, license_: License, demand: Demands, fewest: int, most: int, calls: int
) -> list[int] | None:
    """Return the numbers of activities from ``fewest`` to ``most`` that may be cheapest; None: too many.

    ``calls``: the most of any demand; more at hand are worth nothing.
    """
    price = to_micro(license_.price)
    if price:
        most = max(fewest, min(most, LARGEST // price))  # no total reaches LARGEST
    if most - fewest > MOST_COUNTED:
        return None
    counts = np.arange(fewest, most + 1)
    units = qps_units(offer.book, demand.peak_qps, demand.peak_days, counts)
    online = units <= counts * offer.packages.units[0]
    counts, units = counts[online], units[online]
    day_price = 0 if offer.book.qps is None else to_micro(offer.book.qps.price_per_day)
    fixed = price * counts + day_price * units * demand.peak_days

    from_here = np.minimum.accumulate(fixed[::-1])[::-1]
    dearer = min(LARGEST, offer.tariff.deepest_drop)
    kept = np.append(from_here[1:] + dearer >= fixed[:-1], True)  # of equal ones the fewest, as in `optimal`
    if offer.tariff.steepest is not None:
        at_hand = np.minimum(counts * offer.calls_each[0], calls)
        saved = offer.tariff.steepest * (at_hand - at_hand[:1])
        up_to_here = np.minimum.accumulate(fixed - saved)
        kept &= np.append(True, up_to_here[:-1] > (fixed - saved)[1:])  # nor the first a smaller
    found: list[int] = counts[kept].tolist()
    return found if len(found) <= MOST_OPTIMAL else None

"""What many scenarios cost: the cheapest option of each, all priced at once by `pricing.bulk`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.inputs.link import LinkInputs
from pricing.bulk.objects import cheapest_options
from pricing.errors import Fault
from pricing.price_book import PriceBook
from pricing.quotes.values import Costs, Option, Quote


@dataclass(frozen=True)
class Figures:
    """The cheapest option of a scenario, the one that `pricing.quotes.quote` names, and what it costs."""

    quote: Quote
    option: Option
    costs: Costs

    @property
    def book(self) -> PriceBook:
        """The prices."""
        return self.quote.book


Priced = Mapping[LinkInputs, Figures | Fault]
"""The figures of each scenario, or why it has none: its amounts would not be exact."""


def book_of(inputs: LinkInputs, in_force: PriceBook, product: str) -> PriceBook:
    """Return the prices of a scenario: those in force where it is of their ``product``, else its list prices.

    ``product`` is the id of the shipped price list that the prices in force stand for.
    """
    return in_force if inputs.book == product else inputs.price_list


def priced(
    scenarios: Iterable[LinkInputs], in_force: PriceBook, product: str, known: Priced | None = None
) -> Priced:
    """Return the figures of each of ``scenarios``; what ``known`` has at the same prices is taken over."""
    found: dict[LinkInputs, Figures | Fault] = {}
    missing: dict[PriceBook, list[LinkInputs]] = defaultdict(list)
    for inputs in dict.fromkeys(scenarios):
        book, before = book_of(inputs, in_force, product), (known or {}).get(inputs)
        if isinstance(before, Figures) and before.book == book:
            found[inputs] = before
        else:
            missing[book].append(inputs)
    for book, group in missing.items():
        asked = [inputs.scenario for inputs in group]
        for inputs, scenario, option in zip(group, asked, cheapest_options(book, asked), strict=True):
            if isinstance(option, Fault):
                found[inputs] = option
            elif option.costs is not None:  # the cheapest one always has them
                quote = Quote(book, scenario, (option,), option.id)
                found[inputs] = Figures(quote, option, option.costs)
    return found

"""What a buyer must know before buying, in plain words; one sentence for all months that it holds in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from dashboard.language.formats import money
from dashboard.language.names import in_a_row, month_names, option_name
from dashboard.language.texts import Texts
from pricing.cheapest.mixes import idle_peak
from pricing.errors import message
from pricing.price_book import PriceBook, QpsUpgrade
from pricing.quotes.values import UNAVAILABLE, Notice, Option, Quote
from pricing.scenario import Scenario, TierBasis

DEAD_ZONES: Final[Mapping[tuple[TierBasis, bool], str]] = {
    ("overage", False): message(
        "In {months}, {calls} billed calls would cost {saving} less than the calls that are billed now."
    ),
    ("overage", True): message(
        "In {months}, {calls} billed calls would cost up to {saving} less than the calls that are billed now."
    ),
    ("total", False): message(
        "In {months}, {calls} calls would cost {saving} less than the calls that are planned."
    ),
    ("total", True): message(
        "In {months}, {calls} calls would cost up to {saving} less than the calls that are planned."
    ),
}
"""By the quantity that picks the tier, and whether the months save different amounts."""


def to_know(quote: Quote, best: Option | None, texts: Texts) -> list[str]:
    """Return all that is to know beside the verdict; ``best`` is the option that it recommends, if any."""
    return [
        *no_peak_days(quote.book, quote.scenario, texts),
        *unavailable(quote, texts),
        *([] if best is None else warnings(quote, best, texts)),
    ]


def no_peak_days(book: PriceBook, scenario: Scenario, texts: Texts) -> list[str]:
    """Return in a sentence that the peak is not priced because it counts on no day; nothing where it is."""
    if not idle_peak(book, scenario):
        return []
    return [
        texts("A peak of {qps} QPS on 0 days costs nothing: set the peak days.", qps=scenario.peak_qps),
    ]


def unavailable(quote: Quote, texts: Texts) -> list[str]:
    """Return in one sentence which options can't be bought online and why; nothing where all can."""
    options = [option for option in quote.options if not option.available]
    if not options:
        return []
    names = in_a_row(texts, (option_name(texts, quote.book, option.id) for option in options))
    # One sentence for all: the options that can run into the limit buy the same licenses and units.
    why = reason(quote, options[0], texts)
    return [texts("Not available online: {options}. {reason}", options=names, reason=why)]


def reason(quote: Quote, option: Option, texts: Texts) -> str:
    """Return why ``option`` can't be bought online, and what to do about it, in full sentences."""
    if option.reason != UNAVAILABLE:
        return texts("It can't be bought online: contact sales.")
    upgrade = quote.book.qps
    if upgrade is None:
        return texts(
            "A peak of {peak} QPS is more than the licenses bring, and no upgrade can be bought online: "
            "contact sales.",
            peak=quote.scenario.peak_qps,
        )
    return texts(
        "A peak of {peak} QPS needs an upgrade of {added}, and at most {most} can be bought online: "
        "contact sales.",
        peak=quote.scenario.peak_qps,
        added=upgrade.unit * option.qps_units,
        most=_most_online(quote.book, upgrade, option),
    )


def _most_online(book: PriceBook, upgrade: QpsUpgrade, option: Option) -> int:
    """Return the QPS that the activities of ``option`` can add online together."""
    qps = {package.id: package.qps for package in book.packages}
    return sum(
        (upgrade.most_online(qps[licensed.package]) or 0) * licensed.quantity for licensed in option.mix
    )


def warnings(quote: Quote, option: Option, texts: Texts) -> list[str]:
    """Return the warnings of ``option`` in sentences, each naming the months in which it holds."""
    codes = dict.fromkeys(notice.code for notice in option.warnings)
    sentences = []
    for code in codes:
        notices = [notice for notice in option.warnings if notice.code == code]
        if code == "dead_zone":
            sentences += _dead_zones(quote, notices, texts)
        elif code == "large_customer":
            sentences.append(_large_customer(quote, notices, texts))
        elif code == "volume_exceeds_capacity":
            sentences.append(
                texts(
                    "In {months} there are more calls than this QPS can serve, even around the clock: raise "
                    "the peak QPS and its days, or add activities.",
                    months=_months(notices, texts),
                )
            )
    return sentences


def _large_customer(quote: Quote, notices: list[Notice], texts: Texts) -> str:
    large = quote.book.large_customer
    limit = Decimal(0) if large is None else large.monthly_spend
    return texts(
        "In {months} more than {limit} is spent: above that, prices are negotiable, so contact sales.",
        months=_months(notices, texts),
        limit=money(texts, limit, quote.book.currency, decimals=None),
    )


def _dead_zones(quote: Quote, notices: list[Notice], texts: Texts) -> list[str]:
    """Return a sentence for each quantity that would be cheaper, with the highest saving."""
    sentences = []
    for cheaper_at in dict.fromkeys(notice.cheaper_at for notice in notices):
        there = [notice for notice in notices if notice.cheaper_at == cheaper_at]
        savings = [notice.saves for notice in there if notice.saves is not None]
        if cheaper_at is None or not savings:
            continue
        saving = money(texts, max(savings), quote.book.currency, decimals=None)
        template = DEAD_ZONES[quote.scenario.tier_basis, len(set(savings)) > 1]
        sentences.append(texts(template, months=_months(there, texts), calls=cheaper_at, saving=saving))
    return sentences


def _months(notices: Iterable[Notice], texts: Texts) -> str:
    return month_names(texts, (notice.month for notice in notices))

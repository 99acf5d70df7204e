"""What is in force in the place of the list prices, in sentences."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.inputs.own_prices import OwnPrices, changes_in_words
from pricing.book.what_if import WhatIf, items
from tests.dashboard.quotes import EN, ZH
from tests.pricing.books import face_fusion, sample

BOOK = face_fusion()
LICENSE, QPS, *_, LAST = items(BOOK)
NOTHING = WhatIf()


@pytest.mark.parametrize(
    ("own", "english", "chinese"),
    [
        (OwnPrices(), [], []),
        (
            OwnPrices(upload=sample("no-qps")),
            ["Another price list is in force."],
            ["当前采用上传的价目表。"],
        ),
        (
            OwnPrices(NOTHING.with_price(LICENSE, Decimal(18000)).with_discount(Decimal("12.50"), QPS, LAST)),
            [
                "Own list prices: License of one activity.",
                "12.5% off: 50 QPS for one day and one activity and A call (above 5,000,000).",
            ],
            [
                "自定刊例价：单个活动的技术授权。",
                "按刊例价减 12.5%：每日每活动 50 QPS 和每次调用（超过 500万）。",
            ],
        ),
        (
            OwnPrices(NOTHING.with_discount(Decimal(5), *items(BOOK))),
            ["5% off: everything."],
            ["按刊例价减 5%：所有项目。"],
        ),
        (
            OwnPrices(NOTHING.with_discount(Decimal(5), LICENSE).with_discount(Decimal(10), QPS)),
            ["5% off: License of one activity.", "10% off: 50 QPS for one day and one activity."],
            ["按刊例价减 5%：单个活动的技术授权。", "按刊例价减 10%：每日每活动 50 QPS。"],
        ),
    ],
)
def test_what_differs_is_said_with_its_items(own, english, chinese):
    base, changes = own.base(BOOK), own.changes(BOOK)
    assert changes_in_words(EN, base, changes) == english
    assert changes_in_words(ZH, base, changes) == chinese

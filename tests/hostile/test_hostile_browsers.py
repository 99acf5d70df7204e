"""What a browser says of itself may be any text: every page answers all the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.hostile.corpus import TEXTS

ROOT = Path(__file__).parents[2]
ZONES = [
    *("Etc/Unknown", "Asia/Beijing", "GMT+8", "undefined", "CST-8", "+08:00", "-0530", "UTC+08:00", "", " "),
    *("/etc/localtime", "/", "..", "../../etc/passwd", "Europe", "Asia/", "zone.tab", "leapseconds"),
    *("\0", "Asia/\0Tokyo", "a" * 5_000, "a/" * 500, "中国", "Asia/Tokyo\n", "Asia/Tokyo/Tokyo"),
]
BROWSERS = [
    {"timezone": "Etc/Unknown"},
    {"timezone": "/etc/localtime", "timezone_offset": -(2**31), "locale": "zh-\0", "is_embedded": True},
    {"timezone": "\0", "locale": "x" * 5_000, "url": "javascript:alert(1)", "theme": "dark"},
    {"locale": "\0", "url": "http://[", "timezone_offset": 2**31 - 1},
    {"locale": "", "url": "", "timezone": ""},
    {"timezone": "a" * 5_000, "url": "http://" + "x" * 100_000},
]


def day_of_browser() -> None:
    """Write what day it is where the browser is."""
    import streamlit as st  # noqa: PLC0415  only the body of this function is run

    from dashboard.screen.session import today  # noqa: PLC0415

    st.markdown(today().isoformat())


def days_at(zone: str | None, hours: int) -> tuple[str, set[str]]:
    """Return the day that the app takes it to be in ``zone``, and what day it is ``hours`` from UTC."""
    app = AppTest.from_function(day_of_browser)
    app.context = {"timezone": zone}
    before = datetime.now(UTC)
    app.run()
    assert not app.exception, zone
    days = {(moment + timedelta(hours=hours)).date().isoformat() for moment in (before, datetime.now(UTC))}
    return app.markdown[0].value, days


@pytest.mark.parametrize("zones", [[*ZONES, *TEXTS, None]], ids=["zones"])
def test_a_zone_that_is_none_is_taken_for_utc(zones: list[str | None]) -> None:
    for zone in zones:
        day, days = days_at(zone, 0)
        assert day in days, zone


@pytest.mark.parametrize(("zone", "hours"), [("Pacific/Kiritimati", 14), ("Pacific/Pago_Pago", -11)])
def test_a_zone_has_its_own_day(zone: str, hours: int) -> None:
    day, days = days_at(zone, hours)
    assert day in days


@pytest.mark.parametrize("says", BROWSERS, ids=range(len(BROWSERS)))
def test_the_first_page_answers(says: dict[str, object]) -> None:
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    app.context = says
    app.run()
    assert not app.exception
    assert app.header

"""The calendar file: read back by icalendar, and held against RFC 5545 line by line."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from dashboard.dates.calendar_file import calendar_file
from dashboard.dates.reminders import Reminder, reminders
from dashboard.questions.cash.values import cash_flow
from dashboard.tables.origin import NOT_LIST_PRICES, Origin
from tests.dashboard.cases import OFF
from tests.dashboard.quotes import EN, ZH, priced

START = date(2027, 1, 1)
MADE_AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
LINK = "http://localhost:8501/cash?calls=500000&start=2027-01"
QUOTED = priced(500_000, months=12, peak_qps=200, peak_days=40)
LINE = re.compile(r"[A-Z-]+(;[A-Z-]+=[A-Z-]+)*:.*", re.DOTALL)


def found(option_id="postpaid", texts=EN, quoted=QUOTED, start=START):
    option = quoted.option(option_id)
    return reminders(quoted, option, cash_flow(quoted, option, quoted.book, start), start, texts)


def origin(quoted=QUOTED, option_id="postpaid"):
    return Origin(quoted.book, quoted.scenario, LINK, date(2026, 11, 25), option_id)


def written(texts=EN, *, reminded=None, made_at=MADE_AT, of=None, option_id="postpaid"):
    reminded = found(option_id, texts) if reminded is None else reminded
    return calendar_file(reminded, of or origin(option_id=option_id), texts, made_at)


def events(content):
    return Calendar.from_ical(content).events


def strange(what):
    return [Reminder("purchase", START, START, what, what)]


@pytest.mark.parametrize("texts", [EN, ZH])
def test_every_reminder_is_an_event_on_its_days(texts):
    read = events(written(texts))
    reminded = found(texts=texts)
    assert len(read) == len(reminded) > 14
    for event, one in zip(read, reminded, strict=True):
        assert event.start == one.first
        assert event.end == one.last + timedelta(days=1)  # iCalendar's end is the day after
        assert type(event.start) is type(event.end) is date
        assert str(event["summary"]).startswith(one.what)
        assert str(event["description"]).startswith(one.details)


def test_the_dates_follow_from_the_price_list():
    dates = {str(event["summary"]).partition(":")[0]: event.start for event in events(written())}
    assert dates["Buy 1 license"] == date(2026, 12, 31)  # the upgrade for January 1 is ordered then
    assert dates["Last day to add or change materials"] == date(2027, 1, 6)
    assert dates["Settlement for January 2027"] == date(2027, 2, 1)
    assert dates["Settlement for December 2027"] == date(2028, 1, 1)
    assert dates["The freeze ends"] == date(2028, 2, 1)
    assert dates["Last day of 1 license"] == date(2027, 12, 30)
    assert dates["Order 150 QPS for January 1, 2027 to January 30, 2027"] == date(2026, 12, 31)
    assert dates["Order 150 QPS for January 31, 2027 to February 9, 2027"] == date(2027, 1, 10)


@pytest.mark.parametrize("texts", [EN, ZH])
def test_the_file_is_strictly_icalendar(texts):
    content = written(texts)
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\r\n") == content.count(b"\n") == content.count(b"\r")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no letter is cut in two
    unfolded = content.decode().replace("\r\n ", "").split("\r\n")
    assert all(LINE.fullmatch(line) for line in unfolded[:-1])
    opened = [line for line in unfolded if line.startswith(("BEGIN:", "END:"))]
    depth = 0
    for line in opened:
        depth += 1 if line.startswith("BEGIN:") else -1
        assert depth >= 0
    assert depth == 0
    Calendar.from_ical(content).validate()


@pytest.mark.parametrize("texts", [EN, ZH])
def test_required_properties_stand_once(texts):
    calendar = Calendar.from_ical(written(texts))
    assert str(calendar["version"]) == "2.0"
    assert calendar["prodid"]
    assert "method" not in calendar  # it would ask for an organizer (RFC 5546)
    for event in calendar.events:
        assert not event.errors
        for name in ("uid", "dtstamp", "dtstart", "dtend", "summary", "description", "url"):
            assert event[name]
            assert not isinstance(event[name], list)
        assert event["dtstamp"].dt == MADE_AT
        for alarm in event.walk("VALARM"):
            assert str(alarm["action"]) == "DISPLAY"
            assert alarm["description"]
            assert alarm["trigger"].dt < timedelta(0)


def test_uids_differ_and_stay():
    first = [str(event["uid"]) for event in events(written())]
    assert len(set(first)) == len(first)
    later = datetime(2027, 5, 1, tzinfo=UTC)
    own = replace(origin(), changes=(OFF,), link="http://elsewhere/", made_on=date(2027, 5, 1))
    assert [str(event["uid"]) for event in events(written(ZH, made_at=later, of=own))] == first
    other = priced(500_001, months=12, peak_qps=200, peak_days=40)
    content = calendar_file(found(quoted=other), origin(other), EN, MADE_AT)
    assert not {str(event["uid"]) for event in events(content)} & set(first)
    packs = [str(event["uid"]) for event in events(written(option_id="pack:5m"))]
    assert not set(packs) & set(first)


def test_alarms_ring_the_day_before_and_before_the_last_day_of_several():
    for event, one in zip(events(written()), found(), strict=True):
        alarms = event.alarms.times
        rings = sorted(alarm.trigger for alarm in alarms)
        if one.kind == "release":
            assert rings == []
            continue
        nine = timedelta(hours=9) - timedelta(days=1)
        midnights = {datetime.combine(day, datetime.min.time()) for day in (one.first, one.last)}
        assert [ring.replace(tzinfo=None) for ring in rings] == sorted(
            midnight + nine for midnight in midnights
        )


@pytest.mark.parametrize(
    "what",
    ["a, b; c \\ d\n e", "=HYPERLINK(1)", "<b>粗体</b>", "结束：END:VEVENT\r\nBEGIN:VEVENT", "人" * 300],
)
def test_any_text_comes_back_as_it_was(what):
    (event,) = events(written(reminded=strange(what)))
    assert str(event["summary"]).replace("\r\n", "\n") == what.replace("\r\n", "\n")


def test_the_description_says_where_the_figures_come_from():
    (event, *_) = events(written())
    lines = str(event["description"]).splitlines()
    assert "Option: Postpaid only" in lines
    assert "Price list: tencent-face-fusion" in lines
    assert f"Version: {QUOTED.book.version}" in lines
    assert "Made on: 2026-11-25" in lines
    assert f"Link: {LINK}" in lines
    assert str(event["url"]) == LINK
    own = written(of=replace(origin(), changes=(OFF,)))
    assert f"Prices: {NOT_LIST_PRICES}" in str(events(own)[0]["description"])


def test_without_an_address_there_is_no_link_to_follow():
    content = written(of=replace(origin(), link="?calls=5"))
    assert all("url" not in event for event in events(content))


def test_amounts_stand_in_the_summary():
    summaries = [str(event["summary"]) for event in events(written(ZH))]
    assert "结算2027年1月账单：3,990.00 元" in summaries
    assert "购买 1 个技术授权：20,000.00 元" in summaries

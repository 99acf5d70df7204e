"""The dates to remember as an iCalendar file (RFC 5545): all-day events that any calendar imports.

An event keeps its UID when the same plan is exported again, in another language, at other prices or on
another day: a calendar then updates it instead of showing it twice. Alarms ring at nine in the morning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from icalendar import TRANSP, Alarm, Calendar, Event

from dashboard.dates.reminders import Reminder
from dashboard.inputs.link import LANGUAGE_CODES
from dashboard.language.formats import money
from dashboard.language.names import product_name
from dashboard.language.texts import Texts
from dashboard.tables.origin import Origin
from pricing.quotes.as_json import scenario_object

PRODUCT: Final = "-//Face Fusion pricing dashboard//Reminders//"
DAY: Final = timedelta(days=1)
BEFORE_IT_BEGINS: Final = timedelta(hours=-15)
"""From the start of an all-day event back to nine in the morning of the day before."""

BEFORE_ITS_LAST_DAY: Final = timedelta(hours=-39)
"""From the end of an all-day event, the midnight after its last day, to that of the day before the last."""


def calendar_file(reminders: Sequence[Reminder], origin: Origin, texts: Texts, made_at: datetime) -> bytes:
    """Return the file with an event for each of the ``reminders``, of which there is at least one.

    ``origin`` names the option; ``made_at`` is the time, with its time zone, at which the file is made.
    """
    plan = f"{origin.book.id} {origin.option_id} {scenario_object(origin.scenario)}"
    codes = {language: code for code, language in LANGUAGE_CODES.items()}
    calendar = Calendar.new(
        prodid=PRODUCT + codes[texts.language].upper(),
        calscale="GREGORIAN",
        name=texts("{product}: dates to remember", product=product_name(texts, origin.book)),
        uid=_uid(plan),
    )
    told = "\n".join(
        texts("{what}: {amount}", what=heading, amount=cell) for heading, cell in origin.cells(texts).items()
    )
    for reminder in reminders:
        calendar.add_component(_event(reminder, plan, told, origin, texts, made_at))
    content: bytes = calendar.to_ical()
    return content


def _event(
    reminder: Reminder, plan: str, told: str, origin: Origin, texts: Texts, made_at: datetime
) -> Event:
    summary = reminder.what
    if reminder.amount is not None:
        amount = money(texts, reminder.amount, origin.book.currency)
        summary = texts("{what}: {amount}", what=summary, amount=amount)
    event = Event.new(
        uid=_uid(f"{plan} {reminder.kind} {reminder.first} {reminder.subject}"),
        stamp=made_at,
        start=reminder.first,
        end=reminder.last + DAY,  # the day after the last
        summary=summary,
        description=f"{reminder.details}\n\n{told}",
        transparency=TRANSP.TRANSPARENT,  # the day stays free
        url=origin.link if origin.link.startswith("http") else None,
    )
    for alarm in _alarms(reminder, summary):
        event.add_component(alarm)
    return event


def _alarms(reminder: Reminder, summary: str) -> Iterator[Alarm]:
    """Yield an alarm the day before, and for several days one the day before the last; none for a release."""
    if reminder.kind == "release":
        return
    yield _alarm(summary, BEFORE_IT_BEGINS)
    if reminder.last > reminder.first + DAY:
        yield _alarm(summary, BEFORE_ITS_LAST_DAY, RELATED="END")


def _alarm(summary: str, trigger: timedelta, **parameters: str) -> Alarm:
    alarm = Alarm.new(description=summary)
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", trigger, parameters=parameters)
    return alarm


def _uid(text: str) -> UUID:
    return uuid5(NAMESPACE_URL, text)

"""Reading a calendar as a calendar program does."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client
from icalendar import Calendar

from kinerja.dialogue.operations.feed import make_feed
from kinerja.organization.models import Employee
from tests.factories import NOON, actor

PAGE = "/dialog/kalender/"


def html(response: Any) -> str:
    return str(response.content.decode())


def address_of(person: Employee) -> str:
    return f"/kalender/{make_feed(by=actor(person, NOON), at=NOON)}.ics"


def written(person: Employee) -> bytes:
    """What a program without a session reads."""
    return bytes(Client().get(address_of(person)).content)


def events(text: bytes, title: str = "Dialog kinerja") -> list[Any]:
    """The entries of a calendar whose title begins so."""
    found = Calendar.from_ical(text.decode())
    assert isinstance(found, Calendar)
    return [one for one in found.events if str(one["summary"]).startswith(title)]


def component(found: Any) -> Any:
    """A part of a calendar, without the library's union of all kinds of values."""
    return found


def rings(event: Any) -> list[dt.timedelta]:
    return [alarm["trigger"].dt for alarm in event.walk("VALARM")]

"""Sessions and deadlines as calendar programs read them (RFC 5545), and invitations (RFC 5546).

Titles are neutral: a calendar stands open on desks and on phones that lie around. The library
writes what is rare and folds what is long; sessions, of which a superior has hundreds, are lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple, Protocol, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Alarm, Calendar, Event, Timezone, vCalAddress, vText
from icalendar.parser import Contentline

from kinerja.foundation import clock

PRODUCT = "-//Kinerja//Kalender kinerja//ID"
TITLE = "Dialog kinerja"
DAY = dt.timedelta(days=1)
#: how often programs should ask again
REFRESH = dt.timedelta(hours=1)
#: sessions that are still to come: only these ring a day before
COMING = {"PLANNED"}
LONGEST_LINE = 75
END = b"END:VCALENDAR\r\n"
#: a day before
RINGING = (
    "BEGIN:VALARM",
    "ACTION:DISPLAY",
    f"DESCRIPTION:{TITLE}",
    "TRIGGER:-P1D",
    "END:VALARM",
)


class Meets(Protocol):
    """A session as its calendar entry needs it."""

    @property
    def id(self) -> int: ...
    @property
    def starts_at(self) -> dt.datetime | None: ...
    @property
    def minutes(self) -> int: ...
    @property
    def place(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def sequence(self) -> int: ...


class Deadline(NamedTuple):
    """A day until which something is to be done."""

    key: str  # the stable part of its UID: "realisasi-12"
    day: dt.date
    title: str
    path: str
    is_done: bool


class Guest(NamedTuple):
    """Somebody of a session whose e-mail is known."""

    name: str
    address: str


def feed(sessions: Iterable[Meets], deadlines: Iterable[Deadline], *, at: dt.datetime) -> bytes:
    """Return the calendar of one person; what is done or called off does not ring."""
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Kinerja")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for deadline in deadlines:
        calendar.add_component(_deadline(deadline, at))
    zone, lines = clock.zone(), list[str]()
    for session in sessions:
        lines += _session(session, at, zone, rings=session.state in COMING)
    shell = calendar.to_ical().removesuffix(END)
    return bytes(shell) + "".join(f"{line}\r\n" for line in lines).encode() + END


def invitation(
    session: Meets, method: str, *, leader: Guest | None, employee: Guest | None, at: dt.datetime
) -> str:
    """Return what goes with a mail about a session: REQUEST or CANCEL.

    Both are named by e-mail only where it is known; without the leader's there is no organizer.
    """
    calendar = _calendar()
    calendar.add("method", method)
    lines = _session(session, at, clock.zone(), rings=method == "REQUEST")
    event = Event.from_ical("\r\n".join(lines))
    assert isinstance(event, Event)
    if method == "CANCEL":  # to a former leader also of a session that goes on without him
        event["status"] = vText("CANCELLED")
    if leader:
        event.add("organizer", _address(leader))
        event.add("attendee", _attendee(leader, "CHAIR", "ACCEPTED"))
        if employee:
            event.add("attendee", _attendee(employee, "REQ-PARTICIPANT", "NEEDS-ACTION"))
    calendar.add_component(event)
    return str(calendar.to_ical().decode())


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(_timezone(clock.zone().key))
    return calendar


@cache
def _timezone(key: str) -> Timezone:
    """Return a zone of Indonesia: it has no summer time, and reckoning it takes 20 ms."""
    zone = Timezone.from_tzinfo(ZoneInfo(key), key)
    zone.pop("COMMENT", None)  # says until when it was reckoned; the last offset holds on
    return zone


def _session(session: Meets, at: dt.datetime, zone: ZoneInfo, *, rings: bool) -> list[str]:
    """Return the entry of a session; its UID and SEQUENCE let programs follow its moves."""
    start = (session.starts_at or at).astimezone(zone)
    end = start + dt.timedelta(minutes=session.minutes)
    address = f"{settings.PUBLIC_URL}/dialog/{session.id}/"
    return [
        "BEGIN:VEVENT",
        _line(f"UID:dialog-{session.id}@{_host()}"),
        f"DTSTAMP:{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;TZID={zone.key}:{start:%Y%m%dT%H%M%S}",
        f"DTEND;TZID={zone.key}:{end:%Y%m%dT%H%M%S}",
        f"SUMMARY:{TITLE}",
        _line(f"DESCRIPTION:Buka di Kinerja: {address}"),
        _line(f"URL:{address}"),
        f"SEQUENCE:{session.sequence}",
        f"STATUS:{'CANCELLED' if session.state == 'CANCELED' else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        *([_line(f"LOCATION:{_escaped(session.place)}")] if session.place else []),
        *(RINGING if rings else ()),
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    """Return a typed text as a value: whatever ends a line in it does not end ours."""
    return str(vText("\n".join(text.splitlines())).to_ical().decode())


def _line(text: str) -> str:
    """Fold a line that is too long."""
    if len(text) <= LONGEST_LINE and text.isascii():
        return text
    return str(cast("Any", Contentline)(text).to_ical().decode())


def _host() -> str:
    return urlsplit(settings.PUBLIC_URL).hostname or "kinerja"


def _deadline(deadline: Deadline, at: dt.datetime) -> Event:
    """Return a deadline as a whole day that blocks nobody's time."""
    event = _event(f"batas-{deadline.key}", deadline.title, deadline.path, at)
    event.add("dtstart", deadline.day)
    event.add("dtend", deadline.day + DAY)
    event.add("transp", "TRANSPARENT")
    event.add("sequence", 0)
    if not deadline.is_done:
        event.add_component(_ringing(deadline.title))
    return event


def _event(key: str, title: str, path: str, at: dt.datetime) -> Event:
    address = f"{settings.PUBLIC_URL}{path}"
    event = Event()
    event.add("uid", f"{key}@{_host()}")
    event.add("dtstamp", at.astimezone(dt.UTC))
    event.add("summary", title)
    event.add("description", f"Buka di Kinerja: {address}")
    event.add("url", address)
    event.add("class", "PRIVATE")
    return event


def _ringing(title: str) -> Alarm:
    """Ring a day before."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -DAY)
    return alarm


def _address(guest: Guest) -> vCalAddress:
    address = vCalAddress(f"mailto:{guest.address}")
    address.params["CN"] = vText(guest.name)
    return address


def _attendee(guest: Guest, role: str, standing: str) -> vCalAddress:
    """Nobody reads answers to an invitation, so none is asked for."""
    address = _address(guest)
    address.params.update({"ROLE": role, "PARTSTAT": standing, "RSVP": "FALSE"})
    return address

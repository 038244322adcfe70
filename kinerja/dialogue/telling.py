"""Telling both of a session: what was planned, moved, canceled, and what waits for them.

The mail about a time carries it as an entry for the calendar (RFC 5546).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kinerja.dialogue import calendar
from kinerja.dialogue.calendar import Guest
from kinerja.dialogue.models import Series, Session
from kinerja.foundation.actor import Actor
from kinerja.notifications.operations import CalendarPart, notify
from kinerja.organization.models import Employee
from kinerja.ui.format import moment


def tell_planned(session: Session, by: Actor, at: dt.datetime) -> None:
    """Tell the other one of a new time; a session that is only recorded tells nobody to come."""
    if session.starts_at is None or session.starts_at <= at:
        return
    title = f"{_name(by)} menjadwalkan dialog kinerja"
    _tell(session, "planned", title, _when(session), by, at, "REQUEST")


def tell_moved(session: Session, by: Actor, at: dt.datetime) -> None:
    """Tell the other one of the new time or place."""
    _tell(session, "moved", "Dialog kinerja dipindahkan", _when(session), by, at, "REQUEST")


def tell_canceled(session: Session, by: Actor, at: dt.datetime) -> None:
    """Tell the other one that nobody needs to come."""
    body = "Butir agendanya tetap tersimpan untuk sesi berikutnya."
    _tell(session, "canceled", "Dialog kinerja dibatalkan", body, by, at, "CANCEL")


def tell_series(series: Series, sessions: list[Session], by: Actor, at: dt.datetime) -> None:
    """Tell once of all sessions that a new series begins with; the mail invites to the first."""
    if not sessions:
        return
    rhythm = Series.Rhythm(series.rhythm).label.lower()
    title = f"{_name(by)} membuat dialog kinerja rutin"
    body = f"Berlangsung {rhythm}. Pertama: {_when(sessions[0])}"
    _tell(sessions[0], "planned", title, body, by, at, "REQUEST")


def tell_asked(session: Session, by: Actor, at: dt.datetime) -> None:
    """Tell the superior that somebody would like to talk."""
    body = "Buka permintaannya, lalu tetapkan waktunya."
    _tell(session, "asked", f"{_name(by)} meminta sesi dialog", body, by, at)


def tell_held(session: Session, by: Actor, at: dt.datetime) -> None:
    """Ask both to confirm what was written."""
    body = "Baca catatan dan kesepakatannya, lalu setujui."
    _tell(session, "held", "Catatan dialog kinerja siap disetujui", body, by, at)


def tell_missed(session: Session, by: Actor, at: dt.datetime) -> None:
    """Tell the other one what was written down."""
    body = "Jadwalkan lagi bila masih perlu. Butir agendanya tetap tersimpan."
    _tell(session, "missed", "Sesi dialog dicatat tidak berlangsung", body, by, at)


def tell_taken_over(session: Session, former_id: int, by: Actor, at: dt.datetime) -> None:
    """Tell all three that the session follows the position to the new superior."""
    people = Employee.objects.in_bulk([session.employee_id, session.leader_id, former_id])
    title = f"Dialog kinerja dilanjutkan oleh {people[session.leader_id].full_name}"
    former = people.pop(former_id)
    both = list(people.values())
    for told, method in ((both, "REQUEST"), ([former], "CANCEL")):
        notify(
            _addresses(one for one in told if one.pk != by.employee_key),
            kind="dialogue.taken_over",
            title=title,
            body=_when(session),
            location=f"/dialog/{session.pk}/",
            at=at,
            calendar=_entry(session, both, method, at),
        )


def _tell(
    session: Session, kind: str, title: str, body: str, by: Actor, at: dt.datetime, method: str = ""
) -> None:
    both = list(Employee.objects.filter(pk__in=[session.employee_id, session.leader_id]))
    notify(
        _addresses(one for one in both if one.pk != by.employee_key),
        kind=f"dialogue.{kind}",
        title=title,
        body=body,
        location=f"/dialog/{session.pk}/",
        at=at,
        calendar=_entry(session, both, method, at),
    )


def _entry(
    session: Session, both: list[Employee], method: str, at: dt.datetime
) -> CalendarPart | None:
    """Return what the mail puts into a calendar, or takes out of it; nothing without a time."""
    if not method or session.starts_at is None:
        return None
    guests = {one.pk: Guest(one.full_name, one.email) for one in both if one.email}
    text = calendar.invitation(
        session,
        method,
        leader=guests.get(session.leader_id),
        employee=guests.get(session.employee_id),
        at=at,
    )
    return CalendarPart(method, text)


def _addresses(people: Iterable[Employee]) -> list[tuple[int, str | None]]:
    return [(one.user_id, one.email or None) for one in people]


def _name(by: Actor) -> str:
    return by.name or "Sistem"


def _when(session: Session) -> str:
    if session.starts_at is None:
        return ""
    place = f", {session.place}" if session.place else ""
    return f"{moment(session.starts_at)}{place}."

"""Sessions at a stage, each made by the operations."""

from __future__ import annotations

import datetime as dt

from kinerja.dialogue import operations
from kinerja.dialogue.models import AgendaItem, Agreement, Series, Session
from kinerja.dialogue.operations import Meeting
from kinerja.organization.models import Employee, Placement
from tests.factories import NOON, Town, actor

KIND = "UMPAN_BALIK"
DAY = dt.timedelta(days=1)


def post_of(employee: Employee) -> Placement:
    """The position of a person."""
    return Placement.objects.get(employee=employee)


def planned(
    post: Placement,
    leader: Employee,
    starts_at: dt.datetime,
    *,
    origin: tuple[str, int] | None = None,
    at: dt.datetime = NOON,
) -> Session:
    """A planned session of the position with this leader."""
    return operations.plan_session(
        placement=post,
        kind=KIND,
        meeting=Meeting(starts_at=starts_at, place="Ruang rapat"),
        leader=leader if origin else None,
        origin=origin,
        by=actor(leader, at),
        at=at,
    )


def asked(post: Placement, by: Employee) -> Session:
    """A session that the employee has asked for."""
    return operations.ask_for_session(
        placement=post, kind=KIND, reason="Beban kerja.", by=actor(by, NOON), at=NOON
    )


def written(session: Session, by: Employee, notes: str = "Loket tambahan membantu.") -> Session:
    """The session with notes."""
    held = Session.objects.get(pk=session.pk)
    return operations.save_notes(
        session=held, notes=notes, lock_no=held.lock_no, by=actor(by, NOON), at=NOON
    )


def held(session: Session, by: Employee) -> Session:
    """The session, held, with notes."""
    written(session, by)
    return operations.hold(session=session, by=actor(by, NOON), at=NOON)


def confirmed(session: Session, *both: Employee) -> Session:
    """The session, confirmed by both."""
    held(session, both[0])
    for one in both:
        operations.confirm(session=session, by=actor(one, NOON), at=NOON)
    return Session.objects.get(pk=session.pk)


def point(
    session: Session, by: Employee, title: str = "Enam kelurahan belum terhubung"
) -> AgendaItem:
    """A point on the agenda."""
    return operations.add_point(session=session, title=title, by=actor(by, NOON), at=NOON)


def agreed(
    session: Session,
    responsible: Employee,
    by: Employee,
    *,
    due_on: dt.date = dt.date(2026, 8, 20),
    text: str = "Susun jadwal loket cadangan",
) -> Agreement:
    """An agreement of the session."""
    return operations.agree(
        session=session,
        text=text,
        responsible=responsible,
        due_on=due_on,
        by=actor(by, NOON),
        at=NOON,
    )


def repeated(
    post: Placement,
    leader: Employee,
    rhythm: str = "MONTHLY",
    starts_at: dt.datetime = NOON + DAY,
) -> Series:
    """A running series."""
    return operations.plan_series(
        placement=post,
        kind=KIND,
        rhythm=rhythm,
        meeting=Meeting(starts_at=starts_at),
        by=actor(leader, NOON),
        at=NOON,
    )


def make_dialogue(town: Town) -> dict[str, int]:
    """One of everything that an address of this room names, of Andi and Budi, today."""
    post = post_of(town.andi)
    session = planned(post, town.budi, NOON)
    return {
        "session_id": session.pk,
        "item_id": point(session, town.andi).pk,
        "agreement_id": agreed(session, town.andi, town.budi).pk,
        "series_id": repeated(post, town.budi).pk,
    }

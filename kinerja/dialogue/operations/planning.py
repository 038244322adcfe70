"""Planning a session, moving it, calling it off."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.dialogue import access, telling
from kinerja.dialogue.models import Session, SessionMove
from kinerja.dialogue.operations import carrying, pairs, times
from kinerja.dialogue.operations.times import Meeting
from kinerja.dialogue.refusals import NotOneOfBoth
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.models import Employee, Placement

Origin = tuple[str, int]
NOT_LEADING = "Sesi dijadwalkan oleh yang memimpinnya. Anda bisa meminta sesi."


@transaction.atomic
def plan_session(
    *,
    placement: Placement,
    kind: str,
    meeting: Meeting,
    by: Actor,
    at: dt.datetime,
    leader: Employee | None = None,
    origin: Origin | None = None,
) -> Session:
    """Set a session of a position and its superior; with an origin also of another mentor.

    Law: PermenPANRB 6/2022 Ps. 3 (dialog kinerja yang intens).
    Points that wait come onto its agenda. A time up to 31 days back records what was.
    Raises NotPermitted, PostEnded, NoSuperior, NotOneOfBoth, TimeNotUsable, TimeTaken, LeaderTaken.
    """
    carrying.alone(placement.employee_id)
    post = pairs.locked_post(placement, on=pairs.city_day(at))
    leader_id = _leader(post, leader if origin else None, at=at)
    if by.employee_id != leader_id and not access.leads_team(by, pairs.placed(post)):
        raise NotPermitted(NOT_LEADING)
    times.must_fit(meeting, post.employee_id, leader_id, at=at)
    made = new_session(post, leader_id, kind, meeting, by=by, at=at, origin=origin)
    made.save()
    carrying.gather(made, at=at)
    changes = {"starts_at": meeting.starts_at.isoformat(), "leader": leader_id}
    pairs.record("planned", made, by=by, at=at, changes=changes)
    telling.tell_planned(made, by, at)
    return made


def _leader(post: Placement, mentor: Employee | None, *, at: dt.datetime) -> int:
    leader_id = mentor.pk if mentor else pairs.leader_of(post, on=pairs.city_day(at))
    if leader_id == post.employee_id:
        raise NotOneOfBoth("Dialog kinerja berlangsung antara dua orang.")
    return leader_id


def new_session(
    post: Placement,
    leader_id: int,
    kind: str,
    meeting: Meeting | None,
    *,
    by: Actor,
    at: dt.datetime,
    origin: Origin | None = None,
) -> Session:
    """Return a session, not saved yet: asked for as long as it has no time."""
    origin_kind, origin_id = origin or ("", None)
    return Session(
        employee_id=post.employee_id,
        placement_id=post.pk,
        unit_id=post.unit_id,
        leader_id=leader_id,
        kind=kind,
        origin_kind=origin_kind,
        origin_id=origin_id,
        state="PLANNED" if meeting else "REQUESTED",
        state_since=at,
        starts_at=meeting.starts_at if meeting else None,
        minutes=meeting.minutes if meeting else 30,
        place=meeting.place if meeting else "",
        made_by_id=by.employee_id or leader_id,
        made_at=at,
    )


@transaction.atomic
def move(*, session: Session, meeting: Meeting, reason: str, by: Actor, at: dt.datetime) -> Session:
    """Give a planned session another time or place; both may, both see how often.

    Raises NotPermitted, NotInThisState, TimeNotUsable, TimeTaken, LeaderTaken.
    """
    carrying.alone(session.employee_id)  # of two moves at once the second finds the first
    held = pairs.taken(session, by=by, at=at, among="PLANNED")
    times.must_fit(meeting, held.employee_id, held.leader_id, at=at, but=held.pk)
    before = held.starts_at
    held.starts_at, held.minutes, held.place = meeting.starts_at, meeting.minutes, meeting.place
    held.sequence += 1
    held.save()
    if before is not None and before != meeting.starts_at and by.employee_id is not None:
        SessionMove.objects.create(
            session=held,
            moved_from=before,
            moved_to=meeting.starts_at,
            moved_by_id=by.employee_id,
            at=at,
            reason=reason,
        )
    pairs.record("moved", held, by=by, at=at, changes={"to": meeting.starts_at.isoformat()})
    telling.tell_moved(held, by, at)
    return held


@transaction.atomic
def cancel(*, session: Session, reason: str, by: Actor, at: dt.datetime) -> Session:
    """Call a session off, or decline or withdraw a request; its points wait for the next one.

    Raises NotPermitted, NotInThisState.
    """
    carrying.alone(session.employee_id)
    held = pairs.taken(session, by=by, at=at, among="REQUESTED PLANNED")
    return call_off(held, reason=reason, by=by, at=at)


def call_off(held: Session, *, reason: str, by: Actor, at: dt.datetime) -> Session:
    """Cancel a locked session."""
    held.reason = reason or held.reason
    held.sequence += 1
    pairs.shift(held, "CANCELED", at=at)
    carrying.carry(held, at=at)
    pairs.record("canceled", held, by=by, at=at)
    telling.tell_canceled(held, by, at)
    return held

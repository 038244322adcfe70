"""The employee asks for a session; the superior sets its time."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.dialogue import access, telling
from kinerja.dialogue.models import Session
from kinerja.dialogue.operations import carrying, pairs, times
from kinerja.dialogue.operations.planning import NOT_LEADING, new_session
from kinerja.dialogue.operations.times import Meeting
from kinerja.dialogue.refusals import AlreadyAsked
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.models import Placement


@transaction.atomic
def ask_for_session(
    *, placement: Placement, kind: str, reason: str, by: Actor, at: dt.datetime
) -> Session:
    """Ask one's superior for a session; he sets the time.

    Law: PermenPANRB 6/2022 Ps. 3 (dialog kinerja yang intens).
    Raises NotPermitted, PostEnded, NoSuperior, AlreadyAsked.
    """
    on = pairs.city_day(at)
    post = pairs.locked_post(placement, on=on)
    if not access.may_ask(by, pairs.placed(post)):
        raise NotPermitted("Sesi diminta oleh pegawai sendiri.")
    leader_id = pairs.leader_of(post, on=on)
    if Session.objects.filter(employee_id=post.employee_id, state="REQUESTED").exists():
        raise AlreadyAsked
    made = new_session(post, leader_id, kind, None, by=by, at=at)
    made.reason = reason
    made.save()
    pairs.record("asked", made, by=by, at=at, changes={"leader": leader_id})
    telling.tell_asked(made, by, at)
    return made


@transaction.atomic
def accept(*, session: Session, meeting: Meeting, by: Actor, at: dt.datetime) -> Session:
    """Set the time of a session that was asked for.

    Raises NotPermitted, NotInThisState, TimeNotUsable, TimeTaken, LeaderTaken.
    """
    carrying.alone(session.employee_id)
    held = pairs.taken(session, by=by, at=at, among="REQUESTED")
    if not access.may_lead(by, held):
        raise NotPermitted(NOT_LEADING)
    times.must_fit(meeting, held.employee_id, held.leader_id, at=at)
    held.starts_at, held.minutes, held.place = meeting.starts_at, meeting.minutes, meeting.place
    pairs.shift(held, "PLANNED", at=at)
    carrying.gather(held, at=at)
    pairs.record(
        "planned", held, by=by, at=at, changes={"starts_at": meeting.starts_at.isoformat()}
    )
    telling.tell_planned(held, by, at)
    return held

"""Meetings of a case: when and where, and that they took place."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.counseling import access
from kinerja.counseling.models import Case, Meeting
from kinerja.counseling.operations.common import locked, record_by_counselor, tell
from kinerja.counseling.refusals import CaseMoved, MeetingEnded, MeetingNotYet
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted


@transaction.atomic
def plan_meeting(
    *, case: Case, starts_at: dt.datetime, place: str, by: Actor, at: dt.datetime
) -> Meeting:
    """Say when and where both meet. Raises NotPermitted, CaseMoved."""
    held = _open(case.pk, by)
    made = Meeting.objects.create(
        case=held,
        starts_at=starts_at,
        day=clock.local_date(starts_at),
        place=place,
        state=Meeting.State.PLANNED,
        state_since=at,
    )
    record_by_counselor("meeting_planned", held, by=by, at=at)
    tell(held.employee_id, held, at=at)
    return made


@transaction.atomic
def hold_meeting(*, meeting: Meeting, by: Actor, at: dt.datetime) -> None:
    """Note that it took place. Raises NotPermitted, CaseMoved, MeetingEnded, MeetingNotYet."""
    held = _open(meeting.case_id, by)
    if meeting.starts_at > at:
        raise MeetingNotYet
    _end(meeting, Meeting.State.HELD, at=at)
    record_by_counselor("meeting_held", held, by=by, at=at)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Actor, at: dt.datetime) -> None:
    """Note that it does not take place; the employee hears of it.

    Raises NotPermitted, CaseMoved, MeetingEnded.
    """
    held = _open(meeting.case_id, by)
    _end(meeting, Meeting.State.CANCELED, at=at)
    record_by_counselor("meeting_canceled", held, by=by, at=at)
    tell(held.employee_id, held, at=at)


def _open(case_id: int, by: Actor) -> Case:
    held = locked(case_id)
    if not access.is_counselor(by, held):
        raise NotPermitted("Pertemuan diatur oleh konselor.")
    if held.state != Case.State.OPEN:
        raise CaseMoved
    return held


def _end(meeting: Meeting, state: Meeting.State, *, at: dt.datetime) -> None:
    now = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if now.state != Meeting.State.PLANNED:
        raise MeetingEnded
    now.state, now.state_since = state, at
    now.save(update_fields=["state", "state_since"])

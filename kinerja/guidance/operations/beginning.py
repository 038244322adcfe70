"""A person begins a guidance: aim, mentor, days, and the sessions that carry it."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from django.db import transaction

from kinerja.cycles.queries import policy_on
from kinerja.dialogue.models import Series
from kinerja.dialogue.operations import Meeting, carrying, plan_session
from kinerja.dialogue.operations.times import fitting, start_of_occurrence
from kinerja.dialogue.refusals import TimeNotUsable, TimeTaken
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing
from kinerja.guidance.models import Guidance
from kinerja.guidance.operations import common
from kinerja.guidance.queries import mentors
from kinerja.guidance.refusals import (
    AlreadyRuns,
    DaysNotUsable,
    MentorIsSubordinate,
    NotAMentor,
    PostEnded,
    SessionNotFitting,
)
from kinerja.organization.models import Employee, Placement
from kinerja.ui.format import day as written_day

KIND = "TINDAK_LANJUT"
MONTHS_IN_A_YEAR = 12
LONGEST_MONTHS = 24
MOST_SESSIONS = 54
RUNS = {"guidance_one_at_a_time": AlreadyRuns()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is agreed at the beginning."""

    aim: str
    mentor: Employee
    ends_on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    """The first session, and how often it comes again ("" once only)."""

    first: Meeting
    rhythm: str = ""


def months_later(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later; the last one where the month is shorter."""
    whole = day.month - 1 + months
    year, month = day.year + whole // MONTHS_IN_A_YEAR, whole % MONTHS_IN_A_YEAR + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))


def proposed_end(on: dt.date) -> dt.date:
    """Return when a guidance that begins on a day would end by the city's rule."""
    return months_later(on, policy_on(on).coaching_duration_months)


@transaction.atomic
def begin(
    *,
    placement: Placement,
    terms: Terms,
    by: Actor,
    at: dt.datetime,
    sessions: Sessions | None = None,
) -> Guidance:
    """Begin a guidance: what was offered for the position, else one by hand.

    Law: PermenPANRB 6/2022, Lampiran (bimbingan kinerja): by the superior or another person.
    Raises NotPermitted, PostEnded, NotAMentor, MentorIsSubordinate, DaysNotUsable, AlreadyRuns,
    SessionNotFitting.
    """
    on = clock.local_date(at)
    carrying.alone(placement.employee_id)  # before the position, as sessions take them
    post = _locked_post(placement, by=by, on=on)
    _check(post, terms, on=on)
    with refusing(RUNS), transaction.atomic():
        held = _taken_up(post, terms, by=by, at=at)
    changes = {"mentor": terms.mentor.pk, "ends_on": terms.ends_on.isoformat()}
    common.record("begun", held, by=by, at=at, changes=changes)
    title = "Bimbingan kinerja dimulai. Baca tujuan dan jadwalnya."
    both = [held.employee_id, held.mentor_id]
    common.tell(both, held, kind="begun", title=title, by=by, at=at)
    if sessions is not None:
        plan_sessions(guidance=held, sessions=sessions, by=by, at=at)
    return held


def _locked_post(placement: Placement, *, by: Actor, on: dt.date) -> Placement:
    post = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if post.pk not in by.evaluates or post.employee_id == by.employee_id:
        raise NotPermitted(common.NOT_DECIDING)
    if post.held.upper is not None and post.held.upper <= on:
        raise PostEnded
    return post


def _check(post: Placement, terms: Terms, *, on: dt.date) -> None:
    if not on < terms.ends_on <= months_later(on, LONGEST_MONTHS):
        raise DaysNotUsable
    must_suit(terms.mentor.pk, post, on=on)


def must_suit(mentor_id: int, post: Placement, *, on: dt.date) -> None:
    """Refuse who is out of reach, or below the one who is guided.

    Raises NotAMentor, MentorIsSubordinate.
    """
    if mentor_id == post.employee_id or not mentors.is_near(mentor_id, post, on):
        raise NotAMentor
    if mentors.is_assessed_by(mentor_id, post.employee_id, on):
        raise MentorIsSubordinate


def _taken_up(post: Placement, terms: Terms, *, by: Actor, at: dt.datetime) -> Guidance:
    """Return the offer of this position, now running, or a new guidance."""
    waiting = Guidance.objects.select_for_update(of=("self",)).filter(
        placement=post, state=Guidance.State.OFFERED
    )
    values = {
        "mentor": terms.mentor,
        "aim": terms.aim,
        "starts_on": clock.local_date(at),
        "ends_on": terms.ends_on,
        "state": Guidance.State.RUNNING,
        "state_since": at,
        "decided_by_id": common.person(by),
    }
    held = waiting.first()
    if held is not None:
        common.write(held, **values)
        return held
    return Guidance.objects.create(
        employee_id=post.employee_id,
        placement=post,
        unit_id=post.unit_id,
        trigger=Guidance.Trigger.BY_HAND,
        **values,
    )


@transaction.atomic
def plan_sessions(
    *, guidance: Guidance, sessions: Sessions, by: Actor, at: dt.datetime
) -> list[int]:
    """Plan the sessions with the mentor, up to the last day of the guidance.

    The first is at its time or refused; a later one gives way to what either has then.
    Raises NotPermitted, NotInThisState, SessionNotFitting.
    """
    held = common.locked_running(guidance, by=by)
    assert held.mentor_id is not None
    first, *later = _meetings(sessions, ends_on=held.ends_on)
    made = [_plan(held, first, by=by, at=at)]
    for meeting in later:
        fits = fitting(meeting, held.employee_id, held.mentor_id)
        made += [_plan(held, fits, by=by, at=at)] if fits else []
    return made


def _meetings(sessions: Sessions, *, ends_on: dt.date | None) -> list[Meeting]:
    """Return when they meet; days off are moved to the next working day."""
    first = sessions.first
    if not sessions.rhythm:
        return [first]
    series = Series(rhythm=sessions.rhythm, first_at=first.starts_at)
    starts = [start_of_occurrence(series, no) for no in range(MOST_SESSIONS)]
    return [
        Meeting(starts_at=start, minutes=first.minutes, place=first.place)
        for no, start in enumerate(starts)
        if start is not None and (no == 0 or (ends_on and clock.local_date(start) <= ends_on))
    ]


def _plan(held: Guidance, meeting: Meeting, *, by: Actor, at: dt.datetime) -> int:
    try:
        made = plan_session(
            placement=held.placement,
            kind=KIND,
            meeting=meeting,
            leader=held.mentor,
            origin=("guidance", held.pk),
            by=by,
            at=at,
        )
    except (TimeTaken, TimeNotUsable) as refusal:
        when = written_day(meeting.starts_at)
        raise SessionNotFitting(f"Sesi {when} belum bisa dijadwalkan. {refusal.message}") from None
    return made.pk

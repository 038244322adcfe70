"""When a session is: what fits, what overlaps, and when the next of a series would be."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass, replace

from django.db.models import Q

from kinerja.cycles.models import Period
from kinerja.cycles.queries import holidays_between
from kinerja.dialogue.models import Series, Session
from kinerja.dialogue.refusals import LeaderTaken, TimeNotUsable, TimeTaken
from kinerja.foundation import clock
from kinerja.foundation.locks import Set, lock

OLDEST = dt.timedelta(days=31)
FARTHEST = dt.timedelta(days=366)
HORIZON = dt.timedelta(days=60)
LONGEST = dt.timedelta(hours=8)
FORTNIGHT = dt.timedelta(days=14)
ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5
DECEMBER = 12
MOST_MOVED = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """When and where: what planning, accepting and moving say."""

    starts_at: dt.datetime
    minutes: int = 30
    place: str = ""

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)


def must_fit(
    meeting: Meeting, employee_id: int, leader_id: int, *, at: dt.datetime, but: int = 0
) -> None:
    """Refuse a slip of the pen, and two sessions of one person at once, whichever part he has.

    Not by a constraint: what a new superior takes over may overlap what he has, and is his duty.
    Raises TimeNotUsable, TimeTaken, LeaderTaken.
    """
    if not at - OLDEST <= meeting.starts_at <= at + FARTHEST:
        raise TimeNotUsable
    both = alone_with_times_of(employee_id, leader_id)
    busy = _busy(meeting, both, but=but)
    if employee_id in busy:
        raise TimeTaken
    if leader_id in busy:
        raise LeaderTaken


def alone_with_times_of(*people: int) -> list[int]:
    """Be the only one who plans for these people; of two at once the second finds the first."""
    both = sorted(set(people))
    for person in both:
        lock(Set.MEETINGS, person)
    return both


def fitting(meeting: Meeting, *people: int) -> Meeting | None:
    """Return the meeting, on the next working day at the same hour on which these people are free.

    A session that comes again gives way as it does to a holiday. None where two weeks are full.
    """
    both = alone_with_times_of(*people)
    latest = meeting.starts_at + FORTNIGHT
    while meeting.starts_at < latest:
        if not _busy(meeting, both, but=0):
            return meeting
        start = _at_hour_of(meeting.starts_at, clock.local_date(meeting.starts_at) + ONE_DAY)
        meeting = replace(meeting, starts_at=start)
    return None


def _busy(meeting: Meeting, people: list[int], *, but: int) -> set[int]:
    """Return who of some people sits in another planned session then, and with whom."""
    others = Session.objects.filter(
        Q(employee_id__in=people) | Q(leader_id__in=people),
        state="PLANNED",
        starts_at__lt=meeting.ends_at,
        starts_at__gt=meeting.starts_at - LONGEST,
    ).exclude(pk=but)
    rows = others.values_list("starts_at", "minutes", "employee_id", "leader_id")
    return {
        person
        for start, minutes, *pair in rows
        if start is not None and start + dt.timedelta(minutes=minutes) > meeting.starts_at
        for person in pair
    }


def start_of_occurrence(series: Series, no: int) -> dt.datetime | None:
    """Return when occurrence `no` (the first is 0) of a series is; None: not known yet.

    A day off moves it to the next working day.
    """
    if no == 0:
        return series.first_at
    day = _day_of(series.rhythm, clock.local_date(series.first_at), no)
    if day is None:
        return None
    return _at_hour_of(series.first_at, day)


def _at_hour_of(first_at: dt.datetime, day: dt.date) -> dt.datetime:
    """Return the hour of a first time on a day, or on the next working one."""
    first = clock.local(first_at)
    working = _working(day, weekends=first.weekday() < SATURDAY)
    return dt.datetime.combine(working, first.time(), tzinfo=clock.zone()).astimezone(dt.UTC)


def _day_of(rhythm: str, first: dt.date, no: int) -> dt.date | None:
    if rhythm == Series.Rhythm.EVERY_TWO_WEEKS:
        return first + FORTNIGHT * no
    if rhythm == Series.Rhythm.MONTHLY:
        months = first.month - 1 + no
        year, month = first.year + months // DECEMBER, months % DECEMBER + 1
        return dt.date(year, month, min(first.day, monthrange(year, month)[1]))
    return _in_period(first, no)


def _in_period(first: dt.date, no: int) -> dt.date | None:
    """The same distance into the period that comes `no` periods later."""
    following = Period.objects.filter(held__endswith__gt=first).order_by("held")[: no + 1]
    periods = list(following)
    if len(periods) <= no or periods[0].held.lower > first:
        return None
    distance = first - periods[0].held.lower
    day: dt.date = periods[no].held.lower + distance
    last: dt.date = periods[no].held.upper - dt.timedelta(days=1)
    return min(day, last)


def _working(day: dt.date, *, weekends: bool) -> dt.date:
    """Return the day, or the next one that is no holiday (and no weekend)."""
    off = holidays_between(day, day + dt.timedelta(days=MOST_MOVED))
    for _ in range(MOST_MOVED):
        if day not in off and not (weekends and day.weekday() >= SATURDAY):
            break
        day += dt.timedelta(days=1)
    return day

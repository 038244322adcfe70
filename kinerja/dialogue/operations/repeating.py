"""Sessions that come again, also across a change of superior."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet

from kinerja.audit import operations as audit
from kinerja.dialogue import access, telling
from kinerja.dialogue.models import Series, Session
from kinerja.dialogue.operations import carrying, pairs, planning, times
from kinerja.dialogue.operations.times import Meeting
from kinerja.dialogue.refusals import SeriesEnded, SeriesRuns
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.one_by_one import one_by_one
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing
from kinerja.organization.models import Placement
from kinerja.organization.queries import evaluators

Moved = TypeVar("Moved", Series, Session)
MOST_AT_ONCE = 6
POST_ENDED = "Jabatan pegawai sudah berganti."
ENDED = "Sesi rutin diakhiri."


@transaction.atomic
def plan_series(
    *, placement: Placement, kind: str, rhythm: str, meeting: Meeting, by: Actor, at: dt.datetime
) -> Series:
    """Let sessions of a position and its superior come again; those of 60 days are made at once.

    Law: PermenPANRB 6/2022 Ps. 3 (dialog kinerja yang intens).
    Raises NotPermitted, PostEnded, NoSuperior, TimeNotUsable, TimeTaken, LeaderTaken, SeriesRuns.
    """
    on = clock.local_date(at)
    carrying.alone(placement.employee_id)
    post = pairs.locked_post(placement, on=on)
    leader_id = pairs.leader_of(post, on=on)
    if by.employee_id != leader_id:
        raise NotPermitted(planning.NOT_LEADING)
    times.must_fit(meeting, post.employee_id, leader_id, at=at)
    made = Series(
        employee_id=post.employee_id,
        placement=post,
        unit_id=post.unit_id,
        leader_id=leader_id,
        kind=kind,
        rhythm=rhythm,
        first_at=meeting.starts_at,
        minutes=meeting.minutes,
        place=meeting.place,
        made_by_id=by.employee_id,
        made_at=at,
    )
    with refusing({"dialogue_series_one_running": SeriesRuns()}):
        made.save()
    _record("begun", made, by=by, at=at)
    telling.tell_series(made, _make_occurrences(made, by=by, at=at), by, at)
    return made


def _make_occurrences(series: Series, *, by: Actor, at: dt.datetime) -> list[Session]:
    """Make the sessions of the next 60 days that are not there yet; what is past is left out.

    One that would fall together with another session of either gives way to the next free day.
    """
    last = series.sessions.aggregate(no=Max("occurrence"))["no"]
    no = 0 if last is None else last + 1
    made: list[Session] = []
    while len(made) < MOST_AT_ONCE:
        start = times.start_of_occurrence(series, no)
        if start is None or (no > 0 and start > at + times.HORIZON):
            break
        if start > at or no == 0:
            made += _occurrence(series, no, start, by=by, at=at)
        no += 1
    if made:
        carrying.gather(made[0], at=at)
    return made


def _occurrence(
    series: Series, no: int, start: dt.datetime, *, by: Actor, at: dt.datetime
) -> list[Session]:
    """Make one session, unless two weeks are full: the first was found to fit before."""
    wanted = Meeting(starts_at=start, minutes=series.minutes, place=series.place)
    meeting = times.fitting(wanted, series.employee_id, series.leader_id) if no else wanted
    if meeting is None:
        return []
    one = planning.new_session(
        series.placement, series.leader_id, series.kind, meeting, by=by, at=at
    )
    one.series, one.occurrence = series, no
    one.save()
    changes = {"starts_at": meeting.starts_at.isoformat(), "series": series.pk}
    pairs.record("planned", one, by=by, at=at, changes=changes)
    return [one]


@transaction.atomic
def end_series(*, series: Series, by: Actor, at: dt.datetime) -> Series:
    """End a series: what it has planned for later is called off, what was stays.

    Raises NotPermitted, SeriesEnded.
    """
    carrying.alone(series.employee_id)
    held = Series.objects.select_for_update(of=["self"]).get(pk=series.pk)
    if not access.may_settle(by, held):
        raise NotPermitted(pairs.NOT_YOURS)
    if held.ended_at is not None:
        raise SeriesEnded
    return _end(held, ENDED, by=by, at=at)


def _end(held: Series, reason: str, *, by: Actor, at: dt.datetime) -> Series:
    held.ended_at = at
    held.save(update_fields=["ended_at"])
    _record("ended", held, by=by, at=at)
    _call_off(held.sessions.filter(starts_at__gt=at), reason, by=by, at=at)
    return held


def _call_off(sessions: Iterable[Session], reason: str, *, by: Actor, at: dt.datetime) -> int:
    """Cancel what is still to come, the last first; their points wait in the end."""
    keys = [one.pk for one in sessions if one.state in access.COMING]
    locked = Session.objects.select_for_update(of=["self"]).filter(pk__in=keys)
    for one in locked.order_by(F("starts_at").desc(nulls_last=True), "-pk"):
        planning.call_off(one, reason=reason, by=by, at=at)
    return len(keys)


def extend_series(*, by: Actor, at: dt.datetime) -> dict[str, int]:
    """Nightly: end what belongs to ended positions, hand over to new superiors, plan ahead.

    The duty lies with the position (PP 30/2019 Ps. 59): a new superior finds the sessions that
    are planned. A session of a guidance stays with its mentor. Returns how many of each.
    """
    ended = one_by_one(
        _who_has_ended(at),
        lambda who: _end_of_posts(employee_id=who, by=by, at=at),
        name="dialogue.series.not_ended",
    )
    moved = _who_moves(at)
    handed = one_by_one(
        moved,
        lambda post: _hand_over(placement_id=post, leader_id=moved[post], by=by, at=at),
        name="dialogue.session.not_handed_over",
    )
    running = Series.objects.filter(ended_at=None).order_by("pk")
    made = one_by_one(
        list(running.values_list("pk", flat=True)),
        lambda key: _extend(series_id=key, by=by, at=at),
        name="dialogue.series.not_extended",
    )
    return {"ended": ended, "handed_over": handed, "made": made}


@transaction.atomic
def _extend(*, series_id: int, by: Actor, at: dt.datetime) -> int:
    carrying.alone(Series.objects.values_list("employee_id", flat=True).get(pk=series_id))
    running = Series.objects.select_for_update(of=["self"]).select_related("placement")
    held = running.filter(pk=series_id, ended_at=None).first()
    return len(_make_occurrences(held, by=by, at=at)) if held else 0


def _over(at: dt.datetime) -> Q:
    on = clock.local_date(at)
    return Q(placement__held__endswith__lte=on) | Q(employee__ended_on__lte=on)


def _who_has_ended(at: dt.datetime) -> list[int]:
    """The employees with something to come in a position that has ended."""
    series = Series.objects.filter(_over(at), ended_at=None).values_list("employee_id", flat=True)
    coming = Session.objects.filter(_over(at), state__in=access.COMING)
    return sorted({*series, *coming.values_list("employee_id", flat=True)})


@transaction.atomic
def _end_of_posts(*, employee_id: int, by: Actor, at: dt.datetime) -> int:
    """End the series and call off what is to come; returns how many sessions beside a series."""
    carrying.alone(employee_id)
    gone = Series.objects.filter(_over(at), employee_id=employee_id, ended_at=None)
    for one in gone.select_for_update(of=["self"]):
        _end(one, POST_ENDED, by=by, at=at)
    coming = Session.objects.filter(_over(at), employee_id=employee_id, state__in=access.COMING)
    return _call_off(coming, POST_ENDED, by=by, at=at)


def _who_moves(at: dt.datetime) -> dict[int, int]:
    """Return the positions with something to come whose evaluator is another now, and who."""
    pairs_now = {*_coming().values_list("placement_id", "leader_id")}
    pairs_now |= {*Series.objects.filter(ended_at=None).values_list("placement_id", "leader_id")}
    if not pairs_now:
        return {}
    lines = evaluators(clock.local_date(at))
    now = {line.placement_id: line.evaluator_id for line in lines if line.evaluator_id}
    return {
        post: now[post] for post, leader in sorted(pairs_now) if now.get(post, leader) != leader
    }


@transaction.atomic
def _hand_over(*, placement_id: int, leader_id: int, by: Actor, at: dt.datetime) -> int:
    """Give what is to come to whoever assesses the position now; returns how many sessions."""
    for series in _others(Series.objects.filter(ended_at=None), placement_id, leader_id):
        series.leader_id = leader_id
        series.save(update_fields=["leader"])
        _record("taken_over", series, by=by, at=at)
    handed = list(_others(_coming(), placement_id, leader_id))
    for session in handed:
        pairs.hand_over(session, leader_id=leader_id, by=by, at=at)
    return len(handed)


def _coming() -> QuerySet[Session]:
    return Session.objects.filter(state__in=access.COMING, origin_kind="")


def _others(found: QuerySet[Moved], placement_id: int, leader_id: int) -> QuerySet[Moved]:
    """Lock those of a position that somebody else leads."""
    rows = found.filter(placement_id=placement_id).exclude(leader_id=leader_id).order_by("pk")
    return rows.select_for_update(of=["self"])


def _record(act: str, series: Series, *, by: Actor, at: dt.datetime) -> None:
    audit.record(
        f"dialogue.series.{act}",
        subject=series,
        by=by,
        at=at,
        about=series.employee_id,
        unit=series.unit_id,
        changes={"rhythm": series.rhythm, "leader": series.leader_id},
    )

"""A case from the question to its end. Two people know of it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.counseling import access
from kinerja.counseling.models import Case, Referral
from kinerja.counseling.operations.common import (
    KIND,
    NEUTRAL,
    locked,
    record_by_counselor,
    record_without_person,
    tell,
)
from kinerja.counseling.queries.people import is_independent, still_counsels
from kinerja.counseling.refusals import AlreadyRunning, CaseMoved, CounselorStays, NotIndependent
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing
from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee, Placement
from kinerja.organization.queries import evaluator_of
from kinerja.organization.queries.people import main_post, posts_of
from kinerja.ui.format import url

State = Case.State
RUNNING = (State.REQUESTED, State.OPEN)
ONE_AT_A_TIME = {"counseling_case_one_at_a_time": AlreadyRunning()}


@transaction.atomic
def ask(*, counselor_id: int, occasion: str, by: Actor, at: dt.datetime) -> Case:
    """Ask an independent counselor for counseling.

    Law: PermenPANRB 6/2022, Lampiran (konseling kinerja).
    Raises NotPermitted, NotIndependent, AlreadyRunning.
    """
    if not access.may_ask(by) or by.employee_id is None:
        raise NotPermitted("Konseling diminta oleh pegawai untuk dirinya sendiri.")
    case = _begin(by.employee_id, counselor_id, occasion, at=at)
    record_without_person("asked", case, at=at)
    tell(counselor_id, case, at=at)
    return case


@transaction.atomic
def refer(
    *, placement: Placement, counselor_id: int, occasion: str, by: Actor, at: dt.datetime
) -> None:
    """Lead somebody whom one assesses here. Nothing comes back, not even whether one runs already.

    Law: PermenPANRB 6/2022, Lampiran (konseling kinerja).
    Raises NotPermitted, NotIndependent.
    """
    if not access.may_refer(by, placement.pk) or by.employee_id is None:
        raise NotPermitted(access.NOT_YOUR_TEAM)
    if by.employee_id in {placement.employee_id, counselor_id}:
        raise NotIndependent
    if not is_independent(counselor_id, placement.employee_id, clock.local_date(at)):
        raise NotIndependent
    Employee.objects.select_for_update().get(pk=placement.employee_id)
    running = Case.objects.select_for_update().filter(
        employee_id=placement.employee_id, state__in=RUNNING
    )
    case = running.first() or _begin(placement.employee_id, counselor_id, "", at=at)
    Referral.objects.create(case=case, referred_by_id=by.employee_id, occasion=occasion, made_at=at)
    record_without_person("referred", case, at=at)
    tell(case.counselor_id, case, at=at)
    tell(case.employee_id, case, at=at)


def _begin(employee_id: int, counselor_id: int, occasion: str, *, at: dt.datetime) -> Case:
    if not is_independent(counselor_id, employee_id, clock.local_date(at)):
        raise NotIndependent
    with refusing(ONE_AT_A_TIME), transaction.atomic():
        return Case.objects.create(
            employee_id=employee_id,
            counselor_id=counselor_id,
            occasion=occasion,
            state=State.REQUESTED,
            state_since=at,
            made_at=at,
        )


@transaction.atomic
def accept(*, case: Case, by: Actor, at: dt.datetime) -> None:
    """Take the case. Raises NotPermitted, CaseMoved, NotIndependent."""
    held = _held_by_counselor(case, by)
    if not access.may_counsel(by):
        raise NotPermitted(access.NOT_A_COUNSELOR)
    if not is_independent(held.counselor_id, held.employee_id, clock.local_date(at)):
        raise NotIndependent("Anda bukan konselor yang bebas untuk pegawai ini. Tolak permintaan.")
    _move(held, State.REQUESTED, State.OPEN, at=at)
    record_by_counselor("accepted", held, by=by, at=at)
    tell(held.employee_id, held, at=at)


@transaction.atomic
def decline(*, case: Case, by: Actor, at: dt.datetime) -> None:
    """Say that one cannot take it; the employee asks another. Raises NotPermitted, CaseMoved."""
    held = _held_by_counselor(case, by)
    _move(held, State.REQUESTED, State.WITHDRAWN, at=at)
    record_by_counselor("declined", held, by=by, at=at)
    tell(held.employee_id, held, at=at)


@transaction.atomic
def withdraw(*, case: Case, by: Actor, at: dt.datetime) -> None:
    """Take the question, or the referral, back. Raises NotPermitted, CaseMoved."""
    held = _held_by_employee(case, by)
    _move(held, State.REQUESTED, State.WITHDRAWN, at=at)
    record_without_person("withdrawn", held, at=at)
    tell(held.counselor_id, held, at=at)


@transaction.atomic
def close(
    *, case: Case, follow_up: Case.FollowUp, tell_evaluator: bool, by: Actor, at: dt.datetime
) -> None:
    """End the case with what follows; the employee sees it, and nobody else.

    Law: PermenPANRB 6/2022, Lampiran (tindak lanjut konseling kinerja).
    Raises NotPermitted, CaseMoved.
    """
    held = _held_by_counselor(case, by)
    held.follow_up = follow_up
    held.counselor_tells_at = at if tell_evaluator and follow_up != "TIDAK_ADA" else None
    _move(held, State.OPEN, State.CLOSED, "follow_up", "counselor_tells_at", at=at)
    record_by_counselor("closed", held, by=by, at=at)
    tell(held.employee_id, held, at=at)


@transaction.atomic
def end_without_counselor(*, case: Case, by: Actor, at: dt.datetime) -> None:
    """Let the employee end a case whose counselor has left, so that he may ask another.

    Raises NotPermitted, CaseMoved, CounselorStays.
    """
    held = _held_by_employee(case, by)
    if still_counsels(held.counselor_id, clock.local_date(at)):
        raise CounselorStays
    held.follow_up = Case.FollowUp.TIDAK_ADA
    _move(held, State.OPEN, State.CLOSED, "follow_up", at=at)
    record_without_person("ended", held, at=at)


@transaction.atomic
def agree_to_tell(*, case: Case, by: Actor, at: dt.datetime) -> None:
    """Let the evaluator hear what kind of follow-up there is; he does when both have said so.

    Raises NotPermitted, CaseMoved.
    """
    held = locked(case.pk)
    if access.is_counselor(by, held):
        held.counselor_tells_at = held.counselor_tells_at or at
    elif access.is_employee(by, held):
        held.employee_tells_at = held.employee_tells_at or at
    else:
        raise NotPermitted(access.NOT_YOURS)
    if held.state != State.CLOSED or held.follow_up == Case.FollowUp.TIDAK_ADA or held.told_at:
        raise CaseMoved
    if held.counselor_tells_at and held.employee_tells_at:
        held.told_at = at
        _tell_evaluator(held, at=at)
    held.save(update_fields=["counselor_tells_at", "employee_tells_at", "told_at"])
    if access.is_counselor(by, held):
        record_by_counselor("telling", held, by=by, at=at)
    else:
        record_without_person("telling", held, at=at)


def _tell_evaluator(case: Case, *, at: dt.datetime) -> None:
    """Tell the evaluator of today the kind alone; in the application, never by mail."""
    on = clock.local_date(at)
    post = main_post(posts_of(case.employee_id, on))
    line = evaluator_of(post.id, on) if post else None
    if line is None or line.evaluator_user_id is None:
        return
    name = Employee.objects.get(pk=case.employee_id).full_name
    notify(
        [(line.evaluator_user_id, None)],
        kind=KIND,
        title=NEUTRAL,
        body=f"Tindak lanjut yang disepakati dengan {name}: {case.get_follow_up_display()}.",
        location=url("notifications:notification_list"),
        at=at,
    )


def _held_by_counselor(case: Case, by: Actor) -> Case:
    held = locked(case.pk)
    if not access.is_counselor(by, held):
        raise NotPermitted(access.NOT_YOURS)
    return held


def _held_by_employee(case: Case, by: Actor) -> Case:
    held = locked(case.pk)
    if not access.is_employee(by, held):
        raise NotPermitted(access.NOT_YOURS)
    return held


def _move(case: Case, before: State, after: State, *more: str, at: dt.datetime) -> None:
    if case.state != before:
        raise CaseMoved
    case.state, case.state_since = after, at
    case.save(update_fields=["state", "state_since", *more])

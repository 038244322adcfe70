"""Making the slots: for a whole period at once, or the one that is missing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from kinerja.audit import operations as audit
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.cycles.queries import policy_on
from kinerja.evaluations import access
from kinerja.evaluations.models import Evaluation
from kinerja.evaluations.wording import period_title
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, WrongState
from kinerja.plans.models import Plan

OPEN_EVALUATIONS = (Path(__file__).parents[1] / "sql" / "open_evaluations.sql").read_text()


@transaction.atomic
def open_period(*, period: Period, by: Actor, at: dt.datetime) -> int:
    """Open the evaluations of a period for all agreed plans; returns how many are new.

    Law: PermenPANRB 6/2022 Ps. 5 (evaluasi kinerja periodik).
    """
    return _open([period.pk], by, at)


@transaction.atomic
def open_evaluations(*, year: PerformanceYear, by: Actor, at: dt.datetime) -> int:
    """Open the evaluations of all begun periods of an open year; returns how many are new."""
    return _open(list(year.periods.values_list("pk", flat=True)), by, at)


def _open(periods: list[int], by: Actor, at: dt.datetime) -> int:
    if not access.may_open_period(by):
        raise NotPermitted("Hanya pengelola kinerja kota membuka evaluasi satu periode.")
    given: dict[str, Any] = {
        "periods": periods,
        "replaces": policy_on(clock.local_date(at)).annual_replaces_last_period,
        "today": clock.local_date(at),
        "at": at,
        "via": by.via.value,
        "request": by.request_id,
        "user": by.user_id,
        "employee": by.employee_id,
        "capacity": by.capacity,
    }
    with connection.cursor() as cursor:
        cursor.execute(OPEN_EVALUATIONS, given)
        return int(cursor.rowcount)


@transaction.atomic
def start(*, plan: Plan, period: Period | None, by: Actor, at: dt.datetime) -> Evaluation:
    """Open the one evaluation of a plan that nobody has opened yet; the same one if they have.

    A period of None means the evaluation of the whole year. Raises NotPermitted, WrongState.
    """
    if not access.may_start(by, plan):
        raise NotPermitted("Hanya pegawai itu atau penilainya dapat memulai evaluasi ini.")
    if not plan.versions.filter(state="AGREED").exists():
        raise WrongState("SKP ini belum disepakati. Evaluasi dimulai setelah SKP disepakati.")
    _begun(plan, period, clock.local_date(at))
    evaluation, is_new = Evaluation.objects.get_or_create(
        plan=plan,
        period=period,
        defaults={
            "employee_id": plan.employee_id,
            "placement_id": plan.placement_id,
            "unit_id": plan.unit_id,
            "kind": "PERIODIC" if period else "ANNUAL",
            "state_since": at,
        },
    )
    if is_new:
        _record(evaluation, by, at)
    return evaluation


def _begun(plan: Plan, period: Period | None, today: dt.date) -> None:
    """Refuse an evaluation of a time that has not begun, or in which the plan did not hold."""
    if period is None:
        last = plan.held.upper - dt.timedelta(days=1)
        final = plan.year.periods.filter(held__contains=last).first()
        if final is None or final.held.lower > today:
            raise WrongState("Evaluasi tahunan dimulai pada periode terakhir SKP ini.")
        return
    if period.year_id != plan.year_id or not _overlap(plan, period):
        raise WrongState("SKP ini tidak berlaku pada periode itu.")
    last = plan.held.upper - dt.timedelta(days=1)
    is_last = period.held.lower <= last < period.held.upper
    if is_last and policy_on(today).annual_replaces_last_period:
        raise WrongState("Periode terakhir dinilai bersama evaluasi tahunan.")
    if period.held.lower > today:
        raise WrongState(f"{period_title(period.label)} belum dimulai. Tunggu sampai berjalan.")


def _overlap(plan: Plan, period: Period) -> bool:
    starts, ends = period.held.lower, period.held.upper
    return bool(plan.held.lower < ends and (plan.held.upper is None or starts < plan.held.upper))


def _record(evaluation: Evaluation, by: Actor, at: dt.datetime) -> None:
    audit.record(
        "evaluations.evaluation.opened",
        subject=evaluation,
        by=by,
        at=at,
        about=evaluation.employee_id,
        unit=evaluation.unit_id,
    )

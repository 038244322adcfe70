"""Saying what was reached, and that it is complete."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from kinerja.audit import operations as audit
from kinerja.cycles.models import Period
from kinerja.evidence import access
from kinerja.evidence.models import IndicatorSource, Provenance, Realization, RealizationReport
from kinerja.evidence.operations.refreshing import freeze_reported, refresh_sourced
from kinerja.evidence.refusals import (
    AlreadySent,
    NotComplete,
    NotOfThisPlan,
    PeriodClosed,
    PeriodNotBegun,
    PlanNotAgreed,
    StaleRealization,
    ValueFromSource,
)
from kinerja.evidence.sources import standing_indicators
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.locks import Set, lock_shared
from kinerja.foundation.reads import read, read_instances
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing
from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee
from kinerja.organization.queries import evaluator_of
from kinerja.plans.models import IndicatorContent, Plan, ResultContent
from regulation.citation import Citation
from regulation.instruments import PERMENPANRB_6_2022
from regulation.ruling import Reason

DOCUMENTING: Citation = PERMENPANRB_6_2022.article("5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What was reached: a number, a day or words, with a sentence about it."""

    value: Decimal | None = None
    value_date: dt.date | None = None
    value_text: str = ""
    note: str = ""


@transaction.atomic
def save_realization(
    *,
    plan: Plan,
    indicator_id: int,
    period: Period,
    reached: Reached,
    lock_no: int,
    by: Actor,
    at: dt.datetime,
) -> Realization:
    """Store what one indicator reached in one period; an autosave does the same.

    Law: PermenPANRB 6/2022 Ps. 5 (pendokumentasian kinerja).
    Raises NotPermitted, PlanNotAgreed, PeriodClosed, PeriodNotBegun, NotOfThisPlan,
    StaleRealization, ValueFromSource. A draft of its owner: the trail begins when the report is
    sent. Of an indicator with a source only the note is his.
    """
    must_be_open(plan, period, by=by, on=clock.local_date(at))
    must_be_indicator_of(plan, indicator_id)
    held = _locked.one(indicator_id, period.pk) or Realization(
        plan=plan, indicator_id=indicator_id, period=period
    )
    if _sourced.one(indicator_id, period.pk) is not None:
        reached = _only_note(held, reached)
    if held.lock_no and _says(held, reached):
        return held  # the autosave and the button sent the same: neither is in the other's way
    if held.lock_no != lock_no:
        raise StaleRealization
    held.value, held.value_date = reached.value, reached.value_date
    held.value_text, held.note = reached.value_text, reached.note
    held.updated_at, held.lock_no = at, lock_no + 1
    with refusing({"realization_once_per_period": StaleRealization()}):
        held.save()
    return held


class _Sourced(NamedTuple):
    id: int


@read(_Sourced)
def _sourced(indicator_id: int, period_id: int) -> QuerySet[IndicatorSource]:
    """The source from which the value comes, or with which it was frozen."""
    gave = Provenance.objects.filter(
        source=OuterRef("pk"), realization__period_id=period_id, frozen_at__isnull=False
    )
    rows = IndicatorSource.objects.filter(indicator_id=indicator_id)
    return rows.filter(Q(standing_indicators(), ended_at=None) | Exists(gave))


def _only_note(held: Realization, reached: Reached) -> Reached:
    """Keep the value that came by itself; the note is the employee's. Raises ValueFromSource."""
    if reached.value is not None or reached.value_date is not None or reached.value_text:
        raise ValueFromSource
    return replace(
        reached, value=held.value, value_date=held.value_date, value_text=held.value_text
    )


def _says(held: Realization, reached: Reached) -> bool:
    """Equal figures may be written differently: 12,50 and 12,5."""
    stored = (str(held.value), held.value_date, held.value_text, held.note)
    return stored == (str(reached.value), reached.value_date, reached.value_text, reached.note)


@read_instances(Realization)
def _locked(indicator_id: int, period_id: int) -> QuerySet[Realization]:
    rows = Realization.objects.select_for_update(of=["self"])
    return rows.filter(indicator_id=indicator_id, period_id=period_id)


@read_instances(Period)
def _now(period_id: int) -> QuerySet[Period]:
    return Period.objects.filter(pk=period_id)


def must_be_open(plan: Plan, period: Period, *, by: Actor, on: dt.date) -> None:
    """Refuse where the plan, the period or the person does not allow writing; hold the period."""
    if not access.may_report(by, plan):
        raise NotPermitted("Realisasi diisi oleh pegawai sendiri.")
    lock_shared(Set.PERIOD, period.pk)
    held = _now.one(period.pk)
    if held is None or held.year_id != plan.year_id:
        raise NotOfThisPlan
    if plan.state != Plan.State.AGREED:
        raise PlanNotAgreed
    if held.is_closed:
        raise PeriodClosed
    if held.held.lower > on:
        raise PeriodNotBegun


def must_be_indicator_of(plan: Plan, indicator_id: int) -> None:
    """Refuse an indicator that the agreed version does not name."""
    if not _planned(plan.pk, indicator_id):
        raise NotOfThisPlan


class _Planned(NamedTuple):
    indicator_id: int


@read(_Planned)
def _planned(plan_id: int, indicator_id: int) -> QuerySet[IndicatorContent]:
    return _agreed_indicators(plan_id).filter(indicator_id=indicator_id)


def agreed_indicators(plan: Plan) -> QuerySet[IndicatorContent]:
    """The indicators of the agreed version whose result still stands in it."""
    return _agreed_indicators(plan.pk)


def _agreed_indicators(plan_id: int) -> QuerySet[IndicatorContent]:
    standing = ResultContent.objects.filter(
        plan_version=OuterRef("plan_version"), result=OuterRef("indicator__result"), deleted_at=None
    )
    agreed = IndicatorContent.objects.filter(
        plan_version__plan_id=plan_id, plan_version__state="AGREED"
    )
    return agreed.filter(Exists(standing))


@transaction.atomic
def send_report(*, plan: Plan, period: Period, by: Actor, at: dt.datetime) -> RealizationReport:
    """Tell the evaluator that the realization of a period is complete; late is marked, not refused.

    What comes from a source is taken once more, then frozen; too few answers are no gap of his.
    Law: PermenPANRB 6/2022 Ps. 5 (pendokumentasian kinerja).
    Raises NotPermitted, PlanNotAgreed, PeriodClosed, PeriodNotBegun, NotComplete, AlreadySent.
    """
    on = clock.local_date(at)
    must_be_open(plan, period, by=by, on=on)
    refresh_sourced(plan_ids=[plan.pk], by=by, at=at)
    missing = _missing(plan, period)
    if missing:
        raise NotComplete(because=missing)
    report, is_new = RealizationReport.objects.get_or_create(
        plan=plan,
        period=period,
        defaults={"sent_at": at, "is_late": on > period.realization_due_on},
    )
    if not is_new:
        raise AlreadySent
    audit.record(
        "evidence.report.sent",
        subject=report,
        by=by,
        at=at,
        about=plan.employee_id,
        unit=plan.unit_id,
        changes={"plan": plan.pk, "period": period.pk, "is_late": report.is_late},
    )
    freeze_reported(plan_id=plan.pk, period_id=period.pk, at=at)
    tell_evaluator(
        plan,
        kind="evidence.report",
        title=f"{by.name} mengirim realisasi",
        body=f"Realisasi {period.spoken} siap Anda baca.",
        location=f"/progres/{plan.pk}/{period.pk}/",
        at=at,
    )
    return report


def _missing(plan: Plan, period: Period) -> list[Reason]:
    filled = Realization.objects.filter(plan=plan, period=period).exclude(
        value=None, value_date=None, value_text="", provenance=None
    )
    empty = agreed_indicators(plan).exclude(indicator__in=filled.values("indicator"))
    return [
        Reason(DOCUMENTING, row.text, code="REALIZATION_MISSING", where=str(row.indicator_id))
        for row in empty.order_by("position", "pk")
    ]


def tell_evaluator(
    plan: Plan, *, kind: str, title: str, body: str, location: str, at: dt.datetime
) -> None:
    """Tell whoever answers for the position of a plan today; nobody where there is none."""
    line = evaluator_of(plan.placement_id, clock.local_date(at))
    if line is None or line.evaluator_id is None:
        return
    evaluator = Employee.objects.get(pk=line.evaluator_id)
    notify(
        [(evaluator.user_id, evaluator.email or None)],
        kind=kind,
        title=title,
        body=body,
        location=location,
        at=at,
    )

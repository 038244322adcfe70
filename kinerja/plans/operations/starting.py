"""Beginning a plan."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation.actor import Actor
from kinerja.foundation.clock import local_date
from kinerja.foundation.fields import days
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing
from kinerja.organization.models import (
    Employee,
    JobGroup,
    Kind,
    Placement,
    PlacementKind,
    UnitPeriod,
)
from kinerja.plans import access
from kinerja.plans.models import BehaviorContent, Plan, PlanVersion
from kinerja.plans.operations.copying import agreed_version_of, copy_content
from kinerja.plans.refusals import (
    NoPlacement,
    NoPlanNeeded,
    PlanExists,
    YearNotOpen,
)
from regulation.behavior import CoreValue


@transaction.atomic
def start_plan(
    *,
    employee: Employee,
    year: PerformanceYear,
    by: Actor,
    at: dt.datetime,
    copy_from: Plan | None = None,
) -> Plan:
    """Begin a plan for today's position; with `copy_from` in the words of an earlier one.

    Law: PermenPANRB 6/2022 Ps. 5; PermenPANRB 6/2022, Lampiran (formulir SKP).
    Raises NotPermitted, NoPlanNeeded, YearNotOpen, NoPlacement, NothingToCopy, PlanExists.
    """
    year = PerformanceYear.objects.select_for_update(of=("self",), no_key=True).get(pk=year.pk)
    if not access.may_start(by, employee.pk):
        raise NotPermitted("Setiap pegawai menyusun SKP-nya sendiri.")
    if employee.kind == Kind.PEJABAT_NEGARA:
        raise NoPlanNeeded
    if year.state != PerformanceYear.State.OPEN:
        raise YearNotOpen
    placement = _placement_of(employee, local_date(at))
    plan = _insert(placement, year, at)
    version = PlanVersion.objects.create(plan=plan)
    BehaviorContent.objects.bulk_create(
        BehaviorContent(plan_version=version, core_value=value.value) for value in CoreValue
    )
    if copy_from is not None:
        copy_content(source=agreed_version_of(copy_from, by), into=version)
    audit.record(
        "plans.plan.started",
        subject=plan,
        by=by,
        at=at,
        about=plan.employee_id,
        unit=plan.unit_id,
        changes={"year": year.year, "copied_from": copy_from.pk if copy_from else None},
    )
    return plan


def _placement_of(employee: Employee, on: dt.date) -> Placement:
    held = Placement.objects.filter(
        employee=employee, kind=PlacementKind.DEFINITIF, held__contains=on
    ).first()
    if held is None:
        raise NoPlacement
    return held


def _insert(placement: Placement, year: PerformanceYear, at: dt.datetime) -> Plan:
    starts = max(year.held.lower, placement.held.lower)
    ends = min(day for day in (year.held.upper, placement.held.upper) if day)
    with refusing({"plan_one_at_a_time_per_employee": PlanExists()}):
        return Plan.objects.create(
            employee_id=placement.employee_id,
            placement=placement,
            unit_id=placement.unit_id,
            year=year,
            held=days(starts, ends),
            model=model_of(placement, local_date(at)),
            state_since=at,
        )


def model_of(placement: Placement, on: dt.date) -> str:
    """Return which of the two forms a position uses.

    Law: PermenPANRB 6/2022, Lampiran (formulir SKP): one form for JPT and heads of independent
    units, one for all others.
    """
    if placement.job_group == JobGroup.JPT:
        return Plan.Model.JPT
    independent = UnitPeriod.objects.on(on).filter(unit=placement.unit_id, is_independent=True)
    if placement.is_head and independent.exists():
        return Plan.Model.JPT
    return Plan.Model.JA_JF

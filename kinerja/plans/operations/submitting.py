"""Handing a plan to the evaluator."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation.actor import Actor
from kinerja.foundation.clock import local_date
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.queries import Line, evaluator_of
from kinerja.plans import access, messages
from kinerja.plans.models import Plan, PlanVersion
from kinerja.plans.operations.holding import hold_newest, refuse_unless_editable
from kinerja.plans.queries import content_of
from kinerja.plans.refusals import NoEvaluator, PlanNotReady


@transaction.atomic
def submit_plan(*, plan: Plan, by: Actor, at: dt.datetime) -> PlanVersion:
    """Hand the draft to the evaluator for agreement.

    Law: PermenPANRB 6/2022 Ps. 5; what it must contain: `regulation.plan.lawful_plan`.
    Raises NotPermitted, NotEditable, PlanNotReady, NoEvaluator.
    """
    version = hold_newest(plan)
    if not access.may_submit(by, version.plan) or by.employee_id is None:
        raise NotPermitted("Hanya pemilik SKP yang dapat mengajukannya.")
    refuse_unless_editable(version)
    _refuse_incomplete(version)
    line = _line(version.plan, local_date(at))
    version.state = PlanVersion.State.SUBMITTED
    version.submitted_at = at
    version.submitted_by_id = by.employee_id
    version.save(update_fields=["state", "submitted_at", "submitted_by"])
    standing = move_plan(version, Plan.State.SUBMITTED, at)
    audit.record(
        "plans.plan.submitted",
        subject=version,
        by=by,
        at=at,
        about=version.plan.employee_id,
        unit=version.plan.unit_id,
        changes={"plan": version.plan_id, "state": standing, "evaluator": line.evaluator_id},
    )
    messages.ask_evaluator(version=version, line=line, name=by.name, at=at)
    return version


def move_plan(version: PlanVersion, state: Plan.State, at: dt.datetime) -> str:
    """Let the plan follow its first version; from the first agreement on it stays agreed."""
    plan = version.plan
    if plan.state != Plan.State.AGREED:
        plan.state, plan.state_since = state, at
        plan.save(update_fields=["state", "state_since"])
    return plan.state


def _refuse_incomplete(version: PlanVersion) -> None:
    plan = version.plan
    ruling = content_of(version.pk).ruling(model=plan.model, approach=plan.approach)
    if not ruling.outcome:
        raise PlanNotReady(because=ruling.because)


def _line(plan: Plan, on: dt.date) -> Line:
    line = evaluator_of(plan.placement_id, on)
    if line is None or line.evaluator_id is None:
        raise NoEvaluator
    return line

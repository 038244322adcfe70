"""The evaluator agrees, or returns with notes."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation.actor import Actor
from kinerja.foundation.clock import local_date
from kinerja.foundation.refusals import NotPermitted
from kinerja.plans import access, messages, parties
from kinerja.plans.models import Plan, PlanVersion
from kinerja.plans.operations.holding import hold_newest
from kinerja.plans.operations.submitting import move_plan
from kinerja.plans.refusals import NotesMissing, NotSubmitted


@transaction.atomic
def agree_plan(*, plan: Plan, by: Actor, at: dt.datetime) -> PlanVersion:
    """Agree the submitted version; names, ranks and posts are kept as they are today.

    Law: PermenPANRB 6/2022 Ps. 5; PP 30/2019 Ps. 59 (pejabat penilai kinerja).
    Raises NotPermitted, NotSubmitted.
    """
    version = _hold_submitted(plan, by)
    signed = parties.parties_on(version.plan, local_date(at), signer=by.employee_id)
    PlanVersion.objects.filter(plan_id=version.plan_id, state=PlanVersion.State.AGREED).update(
        state=PlanVersion.State.SUPERSEDED
    )
    version.state = PlanVersion.State.AGREED
    version.agreed_at = at
    version.agreed_by_id = by.employee_id
    version.capacity = signed["evaluator"]["title"]
    version.parties = dict(signed)
    version.save(update_fields=["state", "agreed_at", "agreed_by", "capacity", "parties"])
    standing = move_plan(version, Plan.State.AGREED, at)
    _record("plans.plan.agreed", version, standing, by, at)
    messages.tell_agreed(version=version, at=at)
    return version


@transaction.atomic
def return_plan(*, plan: Plan, notes: str, by: Actor, at: dt.datetime) -> PlanVersion:
    """Give the submitted version back with notes; its words can be changed again.

    Law: PermenPANRB 6/2022, Lampiran (penetapan dan klarifikasi ekspektasi).
    Raises NotPermitted, NotSubmitted, NotesMissing.
    """
    version = _hold_submitted(plan, by)
    if not notes.strip():
        raise NotesMissing
    version.state = PlanVersion.State.RETURNED
    version.returned_at = at
    version.returned_by_id = by.employee_id
    version.return_notes = notes.strip()
    version.save(update_fields=["state", "returned_at", "returned_by", "return_notes"])
    standing = move_plan(version, Plan.State.RETURNED, at)
    _record("plans.plan.returned", version, standing, by, at)
    messages.tell_returned(version=version, at=at)
    return version


def _hold_submitted(plan: Plan, by: Actor) -> PlanVersion:
    version = hold_newest(plan)
    if not access.may_review(by, version.plan) or by.employee_id is None:
        raise NotPermitted("Hanya penilai langsung yang dapat menyetujui atau mengembalikan SKP.")
    if version.state != PlanVersion.State.SUBMITTED or version.plan.state == Plan.State.CLOSED:
        raise NotSubmitted
    return version


def _record(action: str, version: PlanVersion, standing: str, by: Actor, at: dt.datetime) -> None:
    audit.record(
        action,
        subject=version,
        by=by,
        at=at,
        about=version.plan.employee_id,
        unit=version.plan.unit_id,
        changes={"plan": version.plan_id, "version": version.no, "state": standing},
    )

"""An occasion becomes an offer: nobody is told but the evaluator, and nothing begins by itself."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q

from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.guidance import access
from kinerja.guidance.models import Guidance
from kinerja.guidance.operations import common
from kinerja.guidance.refusals import NotInThisState
from kinerja.organization.models import Employee, Placement

State = Guidance.State


@transaction.atomic
def offer(
    *,
    placement: Placement,
    evaluation_id: int,
    occasion: str,
    suggests_counseling: bool,
    by: Actor,
    at: dt.datetime,
) -> Guidance | None:
    """Suggest a guidance to the evaluator; None where one runs or waits, or was offered before.

    Law: PermenPANRB 6/2022, Lampiran (bimbingan kinerja). `occasion` names the evaluation, never
    its predikat. The system suggests; a person begins or declines.
    """
    if not by.is_system:
        raise NotPermitted("Usul bimbingan dibuat oleh sistem; penilai langsung memulainya.")
    Employee.objects.select_for_update(no_key=True).get(pk=placement.employee_id)
    now = Q(employee_id=placement.employee_id, state__in=[State.OFFERED, State.RUNNING])
    if Guidance.objects.filter(now | Q(evaluation_id=evaluation_id)).exists():
        return None
    made = Guidance.objects.create(
        employee_id=placement.employee_id,
        placement=placement,
        unit_id=placement.unit_id,
        trigger=Guidance.Trigger.LOW_GRADE,
        evaluation_id=evaluation_id,
        occasion=occasion,
        suggests_counseling=suggests_counseling,
        state=State.OFFERED,
        state_since=at,
    )
    changes = {"evaluation": evaluation_id}
    common.record("offered", made, by=by, at=at, changes=changes, is_told=False)
    evaluator = common.evaluator_on(placement.pk, clock.local_date(at))
    title = "Ada usul bimbingan kinerja. Baca, lalu putuskan."
    common.tell([evaluator], made, kind="offered", title=title, by=by, at=at)
    return made


@transaction.atomic
def decline(*, guidance: Guidance, reason: str, by: Actor, at: dt.datetime) -> Guidance:
    """Do not begin what was offered, and say why; the employee is not told.

    Raises NotPermitted, NotInThisState.
    """
    held = common.locked(guidance)
    if not access.may_decide(by, held):
        raise NotPermitted(common.NOT_DECIDING)
    if held.state != State.OFFERED:
        raise NotInThisState
    decided_by = common.person(by)
    common.write(
        held, state=State.DECLINED, state_since=at, decided_by_id=decided_by, reason=reason
    )
    common.record("declined", held, by=by, at=at, is_told=False)
    return held

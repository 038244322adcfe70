"""An occasion becomes an offer: nobody is told but the evaluator, and nothing begins by itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

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
BY_SYSTEM = "Usul bimbingan dibuat oleh sistem; penilai langsung memulainya."


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
    its predikat. The system suggests; a person begins or declines. What was withdrawn after a
    correction is offered again where another correction takes that back.
    """
    if not by.is_system:
        raise NotPermitted(BY_SYSTEM)
    Employee.objects.select_for_update(no_key=True).get(pk=placement.employee_id)
    if _is_known(placement.employee_id, evaluation_id):
        return None
    waits = {"suggests_counseling": suggests_counseling, "state": State.OFFERED, "state_since": at}
    made = Guidance.objects.select_for_update().filter(evaluation_id=evaluation_id).first()
    if made is not None:
        common.write(made, **waits)
    else:
        made = _new(placement, evaluation_id, occasion, waits)
    _say("offered", made, "Ada usul bimbingan kinerja. Baca, lalu putuskan.", by=by, at=at)
    return made


def _is_known(employee_id: int, evaluation_id: int) -> bool:
    """Tell whether one runs or waits, or this evaluation has given one that was not withdrawn."""
    now = Q(employee_id=employee_id, state__in=[State.OFFERED, State.RUNNING])
    before = Q(evaluation_id=evaluation_id) & ~Q(state=State.LAPSED)
    return Guidance.objects.filter(now | before).exists()


def _new(
    placement: Placement, evaluation_id: int, occasion: str, waits: dict[str, Any]
) -> Guidance:
    return Guidance.objects.create(
        employee_id=placement.employee_id,
        placement=placement,
        unit_id=placement.unit_id,
        trigger=Guidance.Trigger.LOW_GRADE,
        evaluation_id=evaluation_id,
        occasion=occasion,
        **waits,
    )


@transaction.atomic
def withdraw(*, evaluation_id: int, by: Actor, at: dt.datetime) -> Guidance | None:
    """Take back what was offered after an evaluation whose corrected result suggests nothing.

    Law: PermenPANRB 6/2022, Lampiran (bimbingan kinerja).
    What somebody has begun or declined stays: that was a person's decision. None where nothing
    waits. Raises NotPermitted.
    """
    if not by.is_system:
        raise NotPermitted(BY_SYSTEM)
    waiting = Guidance.objects.select_for_update(of=("self",))
    held = waiting.filter(evaluation_id=evaluation_id, state=State.OFFERED).first()
    if held is None:
        return None
    common.write(held, state=State.LAPSED, state_since=at)
    title = "Satu usul bimbingan ditarik karena hasilnya sudah dikoreksi."
    body = "Anda tidak perlu memutuskan apa-apa lagi. Pegawai tidak diberi tahu."
    _say("withdrawn", held, title, by=by, at=at, body=body)
    return held


def _say(
    act: str, guidance: Guidance, title: str, *, by: Actor, at: dt.datetime, body: str = ""
) -> None:
    """Write it into the trail that the employee does not read, and tell the evaluator alone."""
    changes = {"evaluation": guidance.evaluation_id}
    common.record(act, guidance, by=by, at=at, changes=changes, is_told=False)
    evaluator = common.evaluator_on(guidance.placement_id, clock.local_date(at))
    common.tell([evaluator], guidance, kind=act, title=title, body=body, by=by, at=at)


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

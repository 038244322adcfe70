"""Somebody else guides: a mentor may move or fall ill while a guidance runs."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.dialogue.models import Session
from kinerja.dialogue.operations import carrying, pairs
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.guidance import access
from kinerja.guidance.models import Guidance, MentorChange
from kinerja.guidance.operations import common
from kinerja.guidance.operations.beginning import must_suit
from kinerja.guidance.refusals import NotInThisState, SameMentor
from kinerja.organization.models import Employee


@transaction.atomic
def change_mentor(
    *, guidance: Guidance, mentor: Employee, reason: str, by: Actor, at: dt.datetime
) -> MentorChange:
    """Let somebody else guide from now on; what is planned goes on with the new mentor.

    Law: PermenPANRB 6/2022, Lampiran (bimbingan kinerja): by the superior or another person.
    A session that has begun stays with whoever led it.
    Raises NotPermitted, NotInThisState, SameMentor, NotAMentor, MentorIsSubordinate.
    """
    held = _locked(guidance, by=by)
    former_id = held.mentor_id
    assert former_id is not None
    if mentor.pk == former_id:
        raise SameMentor
    must_suit(mentor.pk, held.placement, on=common.city_day(at))
    made = MentorChange.objects.create(
        guidance=held,
        former_id=former_id,
        mentor=mentor,
        reason=reason,
        changed_by_id=common.person(by),
        at=at,
    )
    common.write(held, mentor_id=mentor.pk)
    changes = {"from": former_id, "to": mentor.pk}
    common.record("mentor_changed", held, by=by, at=at, changes=changes)
    _hand_over_sessions(held, mentor.pk, by=by, at=at)
    _tell(held, former_id, by=by, at=at)
    return made


def _locked(guidance: Guidance, *, by: Actor) -> Guidance:
    held = common.locked(guidance)
    if not access.may_decide(by, held):
        raise NotPermitted(common.NOT_CHANGING)
    if held.state != Guidance.State.RUNNING:
        raise NotInThisState
    return held


def _hand_over_sessions(held: Guidance, mentor_id: int, *, by: Actor, at: dt.datetime) -> None:
    carrying.alone(held.employee_id)
    coming = Session.objects.select_for_update(of=("self",)).filter(
        origin_kind="guidance", origin_id=held.pk, state="PLANNED", starts_at__gt=at
    )
    for session in coming.order_by("starts_at", "pk"):
        pairs.hand_over(session, leader_id=mentor_id, by=by, at=at)


def _tell(held: Guidance, former_id: int, *, by: Actor, at: dt.datetime) -> None:
    title = "Pembimbing Anda berganti. Baca siapa yang melanjutkan."
    common.tell([held.employee_id], held, kind="mentor_changed", title=title, by=by, at=at)
    title = "Anda melanjutkan satu bimbingan kinerja. Baca tujuan dan jadwalnya."
    common.tell([held.mentor_id], held, kind="mentor_changed", title=title, by=by, at=at)
    title = "Bimbingan yang Anda dampingi dilanjutkan orang lain."
    body = "Sesi yang akan datang sudah dialihkan. Anda tidak perlu melakukan apa-apa."
    common.tell([former_id], held, kind="mentor_changed", title=title, body=body, by=by, at=at)

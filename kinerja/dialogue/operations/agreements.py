"""What was agreed: made in a session, open until it is done or dropped."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.dialogue import access
from kinerja.dialogue.models import Agreement, Confirmation, Session
from kinerja.dialogue.operations import pairs
from kinerja.dialogue.refusals import (
    AgreementEnded,
    AlreadyConfirmed,
    DueNotUsable,
    NotOneOfBoth,
)
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.models import Employee

FARTHEST = dt.timedelta(days=731)


@transaction.atomic
def agree(
    *,
    session: Session,
    text: str,
    responsible: Employee,
    due_on: dt.date,
    by: Actor,
    at: dt.datetime,
) -> Agreement:
    """Write down who does what by when; both see it until it is done.

    Raises NotPermitted, NotInThisState, AlreadyConfirmed, NotOneOfBoth, DueNotUsable.
    """
    held = pairs.taken(session, by=by, at=at, among="PLANNED HELD")
    if Confirmation.objects.filter(session=held).exists():
        raise AlreadyConfirmed
    if responsible.pk not in {held.employee_id, held.leader_id}:
        raise NotOneOfBoth
    today = clock.local_date(at)
    earliest = min(today, clock.local_date(held.starts_at or at))
    if not earliest <= due_on <= today + FARTHEST:
        raise DueNotUsable
    made = Agreement.objects.create(
        session=held,
        employee_id=held.employee_id,
        placement_id=held.placement_id,
        unit_id=held.unit_id,
        leader_id=held.leader_id,
        responsible=responsible,
        text=text,
        due_on=due_on,
        state_since=at,
        made_by_id=by.employee_id or held.leader_id,
        made_at=at,
    )
    changes = {"session": held.pk, "responsible": responsible.pk, "due_on": due_on.isoformat()}
    _record("made", made, by=by, at=at, changes=changes)
    return made


@transaction.atomic
def finish(*, agreement: Agreement, outcome: str, by: Actor, at: dt.datetime) -> Agreement:
    """Say that it is done. Raises NotPermitted, AgreementEnded."""
    return _end(agreement, "DONE", outcome, by=by, at=at)


@transaction.atomic
def drop(*, agreement: Agreement, outcome: str, by: Actor, at: dt.datetime) -> Agreement:
    """Say that it will not be done, and why. Raises NotPermitted, AgreementEnded."""
    return _end(agreement, "DROPPED", outcome, by=by, at=at)


@transaction.atomic
def reopen(*, agreement: Agreement, by: Actor, at: dt.datetime) -> Agreement:
    """Say that it is not done after all. Raises NotPermitted, AgreementEnded."""
    held = _taken(agreement, by=by, among="DONE")
    held.ended_by_id = None
    return _shift(held, "OPEN", by=by, at=at)


def _end(
    agreement: Agreement, state: str, outcome: str, *, by: Actor, at: dt.datetime
) -> Agreement:
    held = _taken(agreement, by=by, among="OPEN")
    held.outcome, held.ended_by_id = outcome, by.employee_id
    return _shift(held, state, by=by, at=at)


def _taken(agreement: Agreement, *, by: Actor, among: str) -> Agreement:
    held = Agreement.objects.select_for_update(of=["self"]).get(pk=agreement.pk)
    if by.employee_id is None or not access.may_settle(by, held):
        raise NotPermitted("Kesepakatan ini milik pegawai dan yang memimpin dialognya.")
    if held.state != among:
        raise AgreementEnded
    return held


def _shift(held: Agreement, state: str, *, by: Actor, at: dt.datetime) -> Agreement:
    held.state, held.state_since = state, at
    held.save()
    _record(state.lower(), held, by=by, at=at, changes={"state": state})
    return held


def _record(
    act: str, agreement: Agreement, *, by: Actor, at: dt.datetime, changes: dict[str, object]
) -> None:
    audit.record(
        f"dialogue.agreement.{act}",
        subject=agreement,
        by=by,
        at=at,
        about=agreement.employee_id,
        unit=agreement.unit_id,
        changes=changes,
    )

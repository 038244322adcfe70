"""A session took place or did not; both confirm what was written."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.dialogue import telling
from kinerja.dialogue.models import Confirmation, Session
from kinerja.dialogue.operations import carrying, pairs
from kinerja.dialogue.refusals import AlreadyConfirmed, NothingWritten, NotOneOfBoth, NotYet
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing
from kinerja.organization.models import Employee


@transaction.atomic
def hold(*, session: Session, by: Actor, at: dt.datetime) -> Session:
    """Say that the session took place; what nobody came to goes along to the next one.

    Law: PermenPANRB 6/2022 Ps. 3. Without notes or an agreement it would say nothing.
    Raises NotPermitted, NotInThisState, NotYet, NothingWritten.
    """
    carrying.alone(session.employee_id)
    held = pairs.taken(session, by=by, at=at, among="PLANNED")
    if held.starts_at is not None and clock.local_date(held.starts_at) > clock.local_date(at):
        raise NotYet
    must_say_something(held)
    pairs.shift(held, "HELD", at=at)
    carried = carrying.carry(held, at=at)
    pairs.record("held", held, by=by, at=at, changes={"carried": carried})
    telling.tell_held(held, by, at)
    return held


def must_say_something(session: Session) -> None:
    """Refuse a session without a word. Raises NothingWritten."""
    if not session.notes.strip() and not session.agreements.exists():
        raise NothingWritten


@transaction.atomic
def miss(
    *, session: Session, missed_by: Employee, reason: str, by: Actor, at: dt.datetime
) -> Session:
    """Write down that one of both did not come; the points wait for the next session.

    Raises NotPermitted, NotInThisState, NotYet, NotOneOfBoth.
    """
    carrying.alone(session.employee_id)
    held = pairs.taken(session, by=by, at=at, among="PLANNED")
    if missed_by.pk not in {held.employee_id, held.leader_id}:
        raise NotOneOfBoth
    if held.starts_at is not None and held.starts_at > at:
        raise NotYet
    held.missed_by, held.reason = missed_by, reason
    pairs.shift(held, "MISSED", at=at)
    carrying.carry(held, at=at)
    pairs.record("missed", held, by=by, at=at, changes={"missed_by": missed_by.pk})
    telling.tell_missed(held, by, at)
    return held


@transaction.atomic
def confirm(*, session: Session, by: Actor, at: dt.datetime) -> Session:
    """Say: this is what we spoke about. The second of both confirms the session.

    Raises NotPermitted, NotInThisState, NothingWritten, AlreadyConfirmed.
    """
    held = pairs.taken(session, by=by, at=at, among="HELD")
    if by.employee_id is None or by.real_user_id is not None:
        raise NotPermitted(pairs.NOT_YOURS)
    must_say_something(held)
    with refusing({"dialogue_confirmation_once_each": AlreadyConfirmed()}):
        Confirmation.objects.create(session=held, person_id=by.employee_id, at=at)
    pairs.record("confirmed", held, by=by, at=at)
    both = Confirmation.objects.filter(
        session=held, person_id__in=[held.employee_id, held.leader_id]
    )
    if both.count() == len({held.employee_id, held.leader_id}):
        pairs.shift(held, "CONFIRMED", at=at)
    return held

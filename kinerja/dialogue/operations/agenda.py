"""The shared agenda: both put points on it beforehand, one row each."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.dialogue import access
from kinerja.dialogue.models import AgendaItem, Session
from kinerja.dialogue.operations import carrying, pairs
from kinerja.dialogue.refusals import AlreadyOnAgenda, NotInThisState, PointGone, StalePoint
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing
from kinerja.organization.models import Employee, Placement

OPEN_ONCE = "dialogue_agenda_item_open_once"


class _Thing(NamedTuple):
    """What a point is about: a thing of any room."""

    subject_kind: str
    subject_id: int
    subject_label: str


@transaction.atomic
def add_point(*, session: Session, title: str, by: Actor, at: dt.datetime) -> AgendaItem:
    """Put a point on the agenda of a session that is still to come.

    Raises NotPermitted, NotInThisState.
    """
    held = pairs.taken(session, by=by, at=at, among="REQUESTED PLANNED")
    made = AgendaItem.objects.create(
        session=held,
        employee_id=held.employee_id,
        placement_id=held.placement_id,
        author_id=by.employee_id or held.leader_id,
        title=title,
        added_at=at,
    )
    _record("added", made, held.unit_id, by=by, at=at)
    return made


@transaction.atomic
def put_on_agenda(
    *,
    employee: Employee,
    placement: Placement,
    title: str,
    subject_kind: str,
    subject_id: int,
    subject_label: str,
    by: Actor,
    at: dt.datetime,
) -> AgendaItem:
    """Put a thing onto the agenda of the next session; without one it waits.

    A second click finds the first point. The caller has asked whether `by` may see the thing.
    Raises NotPermitted.
    """
    if by.employee_id is None or not _may_put(employee.pk, placement.pk, by):
        raise NotPermitted("Agenda ini milik pegawai dan yang memimpin dialognya.")
    carrying.alone(employee.pk)
    thing = _Thing(subject_kind, subject_id, subject_label)
    there = _open_about(employee, thing)
    if there is not None:
        return there
    made = AgendaItem(
        session=_next_for(employee.pk, placement.pk, thing, by=by, at=at),
        employee=employee,
        placement=placement,
        author_id=by.employee_id,
        title=title,
        added_at=at,
        **thing._asdict(),
    )
    with refusing({OPEN_ONCE: AlreadyOnAgenda()}):
        made.save()
    _record("added", made, placement.unit_id, by=by, at=at)
    return made


def _open_about(employee: Employee, thing: _Thing) -> AgendaItem | None:
    return AgendaItem.objects.filter(
        employee=employee,
        subject_kind=thing.subject_kind,
        subject_id=thing.subject_id,
        discussed_at=None,
        removed_at=None,
    ).first()


def _may_put(employee_id: int, placement_id: int, by: Actor) -> bool:
    if by.employee_id == employee_id or placement_id in by.evaluates:
        return True
    led = Session.objects.filter(employee_id=employee_id, placement_id=placement_id)
    return led.filter(leader_id=by.employee_key, state="PLANNED").exists()


def _next_for(
    employee_id: int, placement_id: int, thing: _Thing, *, by: Actor, at: dt.datetime
) -> Session | None:
    is_of_its_own = thing.subject_kind in carrying.OWN_SESSIONS
    origin = (thing.subject_kind, thing.subject_id) if is_of_its_own else ("", None)
    position = None if by.employee_id == employee_id else placement_id
    return carrying.next_session(employee_id, at=at, origin=origin, placement_id=position)


@transaction.atomic
def edit_point(
    *, item: AgendaItem, title: str, lock_no: int, by: Actor, at: dt.datetime
) -> AgendaItem:
    """Word a point anew; both may. Raises NotPermitted, PointGone, StalePoint."""
    held, _ = _open(item, by=by, at=at)
    if held.title == title:
        return held
    if held.lock_no != lock_no:
        raise StalePoint
    held.title, held.lock_no = title, lock_no + 1
    held.save(update_fields=["title", "lock_no"])
    return held


@transaction.atomic
def remove_point(*, item: AgendaItem, by: Actor, at: dt.datetime) -> None:
    """Take a point away that one has put there oneself. Raises NotPermitted, PointGone."""
    held, session = _open(item, by=by, at=at)
    if not may_remove(by, held, session):
        raise NotPermitted("Butir agenda dihapus oleh yang menambahkannya.")
    held.removed_at = at
    held.lock_no += 1
    held.save(update_fields=["removed_at", "lock_no"])
    _record("removed", held, None, by=by, at=at)


def may_remove(by: Actor, item: AgendaItem, session: Session | None) -> bool:
    """Say who takes a point away; a waiting one only its author."""
    if session is None:
        return by.employee_id == item.author_id
    return access.may_remove(by, item.author_id, session)


@transaction.atomic
def mark_discussed(*, item: AgendaItem, discussed: bool, by: Actor, at: dt.datetime) -> AgendaItem:
    """Tick a point in its session, or take the tick away again.

    Raises NotPermitted, PointGone, NotInThisState, AlreadyOnAgenda.
    """
    held = _locked(item)
    if held.session is None:
        raise PointGone
    pairs.taken(held.session, by=by, at=at, among="PLANNED")
    if (held.discussed_at is not None) == discussed:
        return held
    held.discussed_at = at if discussed else None
    with refusing({OPEN_ONCE: AlreadyOnAgenda()}), transaction.atomic():
        held.save(update_fields=["discussed_at"])
    return held


def _locked(item: AgendaItem) -> AgendaItem:
    """Lock the point's session first, as all others do, then the point. Raises PointGone."""
    if item.session_id is not None:
        Session.objects.select_for_update(of=["self"]).get(pk=item.session_id)
    rows = AgendaItem.objects.select_for_update(of=["self"]).select_related("session")
    held = rows.get(pk=item.pk)
    if held.removed_at is not None or held.session_id != item.session_id:
        raise PointGone
    return held


def _open(item: AgendaItem, *, by: Actor, at: dt.datetime) -> tuple[AgendaItem, Session | None]:
    """Lock a point that is neither discussed nor gone, for somebody who may word it."""
    held = _locked(item)
    if held.discussed_at is not None:
        raise PointGone
    if held.session is None:
        if by.employee_id != held.employee_id and held.placement_id not in by.evaluates:
            raise NotPermitted(pairs.NOT_YOURS)
        return held, None
    try:
        return held, pairs.taken(held.session, by=by, at=at, among="REQUESTED PLANNED")
    except NotInThisState as moved_on:
        raise PointGone from moved_on


def _record(act: str, item: AgendaItem, unit_id: int | None, *, by: Actor, at: dt.datetime) -> None:
    audit.record(
        f"dialogue.point.{act}",
        subject=item,
        by=by,
        at=at,
        about=item.employee_id,
        unit=unit_id,
        changes={"session": item.session_id, "kind": item.subject_kind},
    )

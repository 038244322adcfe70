"""The two of a session: who leads it, who may act, and what the trail says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Q

from kinerja.audit import operations as audit
from kinerja.dialogue import access, telling
from kinerja.dialogue.models import Session
from kinerja.dialogue.refusals import NoSuperior, NotInThisState, PostEnded
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.models import Placement, RoleGrant, UnitPeriod
from kinerja.organization.queries import evaluator_of

NOT_YOURS = "Sesi ini milik pegawai dan yang memimpinnya."


def taken(session: Session, *, by: Actor, at: dt.datetime, among: str = "") -> Session:
    """Lock a session for one of both; a new superior takes over what is still to come.

    `among`: the states, by spaces, in which the act is possible. Raises NotPermitted,
    NotInThisState.
    """
    held = Session.objects.select_for_update(of=["self"]).get(pk=session.pk)
    if not access.may_take_part(by, held):
        raise NotPermitted(NOT_YOURS)
    if among and held.state not in among.split():
        raise NotInThisState
    if access.takes_over(by, held) and by.employee_id is not None:
        hand_over(held, leader_id=by.employee_id, by=by, at=at)
    return held


def hand_over(session: Session, *, leader_id: int, by: Actor, at: dt.datetime) -> None:
    """Give a coming session to whoever assesses the position now; tell all three."""
    former_id, session.leader_id = session.leader_id, leader_id
    session.sequence += 1
    session.save(update_fields=["leader", "sequence"])
    record("taken_over", session, by=by, at=at, changes={"from": former_id, "to": leader_id})
    telling.tell_taken_over(session, former_id, by, at)


class Placed(NamedTuple):
    """A position as `access` asks about it."""

    employee_id: int
    placement_id: int


def placed(post: Placement) -> Placed:
    """Return what of a position decides who may act."""
    return Placed(post.employee_id, post.pk)


def locked_post(placement: Placement, *, on: dt.date) -> Placement:
    """Lock the position, so that what is planned in it is planned one after the other.

    Raises PostEnded.
    """
    post = Placement.objects.select_for_update(of=["self"]).get(pk=placement.pk)
    if post.held.upper is not None and post.held.upper <= on:
        raise PostEnded
    return post


def leader_of(post: Placement, *, on: dt.date) -> int:
    """Return who assesses the position today. Raises NoSuperior, which says whom to ask."""
    line = evaluator_of(post.pk, on)
    if line is None or line.evaluator_id is None:
        raise NoSuperior(_whom_to_ask(post, on))
    return line.evaluator_id


def _whom_to_ask(post: Placement, on: dt.date) -> str | None:
    periods = UnitPeriod.objects.filter(unit_id=post.unit_id, valid__contains=on)
    path = periods.values_list("path", flat=True).first() or ""
    above = [int(key) for key in path.split("/") if key]
    grants = RoleGrant.objects.filter(
        Q(role=Role.PENGELOLA_KOTA) | Q(role=Role.PENGELOLA_OPD, unit_id__in=above),
        held__contains=on,
    ).select_related("user__employee")
    people = [one.user.employee for one in grants.order_by("-role", "pk") if _is_person(one)]
    if not people:
        return None
    return (
        f"Posisi ini belum punya pejabat penilai. Hubungi {people[0].full_name}, pengelola kinerja."
    )


def _is_person(one: RoleGrant) -> bool:
    return getattr(one.user, "employee", None) is not None


def record(
    act: str,
    session: Session,
    *,
    by: Actor,
    at: dt.datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Write an act on a session into the trail: ids, times and states only."""
    audit.record(
        f"dialogue.session.{act}",
        subject=session,
        by=by,
        at=at,
        about=session.employee_id,
        unit=session.unit_id,
        changes=changes,
    )


def shift(session: Session, state: str, *, at: dt.datetime) -> None:
    """Set the next state; what else changed is saved with it."""
    session.state = state
    session.state_since = at
    session.save()


def city_day(at: dt.datetime) -> dt.date:
    """The day of the city at a moment."""
    return clock.local_date(at)

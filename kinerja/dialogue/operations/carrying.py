"""Points that nobody came to wait, and come onto the agenda of the next session."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from kinerja.dialogue.models import AgendaItem, Session
from kinerja.foundation import clock
from kinerja.foundation.locks import Set, lock

#: subjects that belong to the sessions of their own origin
OWN_SESSIONS = ("guidance",)


def alone(employee_id: int) -> None:
    """Be the only one who moves this employee's points until the transaction ends.

    Otherwise a point could come onto a session at the moment in which it is held, and stay there.
    """
    lock(Set.AGENDA, employee_id)


def next_session(
    employee_id: int,
    *,
    at: dt.datetime,
    origin: tuple[str, int | None] = ("", None),
    but: int = 0,
    placement_id: int | None = None,
) -> Session | None:
    """Return the next planned session of the same origin; today's counts all day.

    `placement_id`: of this position only, for what somebody else than the employee has put.
    """
    kind, key = origin
    coming = Session.objects.filter(
        employee_id=employee_id,
        state="PLANNED",
        origin_kind=kind,
        starts_at__gte=clock.start_of(clock.local_date(at)),
    )
    if key is not None:
        coming = coming.filter(origin_id=key)
    if placement_id is not None:
        coming = coming.filter(placement_id=placement_id)
    return coming.exclude(pk=but).order_by("starts_at", "pk").first()


def waiting_for(session: Session) -> QuerySet[AgendaItem]:
    """Return the waiting points that belong to sessions of this origin and position.

    What others put stays with the position; what the employee put goes with him.
    """
    waiting = AgendaItem.objects.filter(
        Q(placement_id=session.placement_id) | Q(author_id=session.employee_id),
        employee_id=session.employee_id,
        session=None,
        discussed_at=None,
        removed_at=None,
    )
    if not session.origin_kind:
        carried = Q(carried_from=None) | Q(carried_from__origin_kind="")
        return waiting.filter(carried).exclude(subject_kind__in=OWN_SESSIONS)
    of_subject = Q(subject_kind=session.origin_kind, subject_id=session.origin_id)
    of_session = Q(
        carried_from__origin_kind=session.origin_kind, carried_from__origin_id=session.origin_id
    )
    return waiting.filter(of_subject | of_session)


def gather(session: Session, *, at: dt.datetime) -> int:
    """Put the waiting points onto a new session, unless it only records what was."""
    if session.starts_at is None or clock.local_date(session.starts_at) < clock.local_date(at):
        return 0
    keys = list(waiting_for(session).values_list("pk", flat=True))
    chosen = AgendaItem.objects.filter(pk__in=keys)
    return chosen.update(session=session, placement_id=session.placement_id)


def carry(session: Session, *, at: dt.datetime) -> int:
    """Take the undiscussed points of a session along: to the next one, or let them wait.

    What others put stays with the position; what the employee put goes with him.
    """
    left = AgendaItem.objects.filter(session=session, discussed_at=None, removed_at=None)
    own = Q(author_id=session.employee_id)
    of_others = _carry(session, left.exclude(own), session.placement_id, at=at)
    return of_others + _carry(session, left.filter(own), None, at=at)


def _carry(
    session: Session, left: QuerySet[AgendaItem], placement_id: int | None, *, at: dt.datetime
) -> int:
    target = next_session(
        session.employee_id,
        at=at,
        origin=(session.origin_kind, session.origin_id),
        but=session.pk,
        placement_id=placement_id,
    )
    there = (target or session).placement_id
    return left.update(session=target, carried_from=session, placement_id=there)

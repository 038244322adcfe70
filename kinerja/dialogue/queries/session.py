"""One session with its agenda, its agreements and what came before."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from kinerja.coaching.models import Feedback
from kinerja.dialogue.models import (
    AgendaItem,
    Agreement,
    Confirmation,
    PrivateNote,
    Session,
    SessionMove,
)
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.organization.models.people import full_name
from kinerja.plans.models import Plan

EARLIER = 5
MOST = 60


def name_columns(prefix: str, who: str) -> dict[str, F]:
    """The three parts of a person's name, as columns of a row."""
    return {
        f"{prefix}_front": F(f"{who}__title_front"),
        f"{prefix}_name": F(f"{who}__name"),
        f"{prefix}_back": F(f"{who}__title_back"),
    }


class SessionHead(NamedTuple):
    """A session as its page shows it."""

    id: int
    state: str
    state_since: dt.datetime
    kind: str
    starts_at: dt.datetime | None
    minutes: int
    place: str
    reason: str
    notes: str
    lock_no: int
    employee_id: int
    leader_id: int
    placement_id: int
    unit_id: int
    origin_kind: str
    origin_id: int | None
    series_id: int | None
    rhythm: str | None
    series_ended_at: dt.datetime | None
    missed_by_id: int | None
    made_by_id: int
    post: str
    employee_front: str
    employee_name: str
    employee_back: str
    leader_front: str
    leader_name: str
    leader_back: str

    @property
    def employee(self) -> str:
        return full_name(self.employee_front, self.employee_name, self.employee_back)

    @property
    def leader(self) -> str:
        return full_name(self.leader_front, self.leader_name, self.leader_back)

    @property
    def ends_at(self) -> dt.datetime | None:
        return self.starts_at and self.starts_at + dt.timedelta(minutes=self.minutes)

    def name_of(self, person_id: int | None) -> str:
        return self.employee if person_id == self.employee_id else self.leader


@read(SessionHead)
def head_of(actor: Actor, session_id: int) -> QuerySet[Session]:
    """Return a session that the actor may see."""
    return (
        Session.objects.visible_to(actor)
        .filter(pk=session_id)
        .annotate(
            rhythm=F("series__rhythm"),
            series_ended_at=F("series__ended_at"),
            post=F("placement__title"),
            **name_columns("employee", "employee"),
            **name_columns("leader", "leader"),
        )
    )


class PointRow(NamedTuple):
    """A point of the agenda; `session_id` differs when it was taken along."""

    id: int
    session_id: int | None
    title: str
    author_id: int
    author_front: str
    author_name: str
    author_back: str
    subject_kind: str
    subject_id: int | None
    subject_label: str
    discussed_at: dt.datetime | None
    carried_at: dt.datetime | None
    lock_no: int

    @property
    def author(self) -> str:
        return full_name(self.author_front, self.author_name, self.author_back)


def _points(found: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    return (
        found.filter(removed_at=None)
        .annotate(carried_at=F("carried_from__starts_at"), **name_columns("author", "author"))
        .order_by("pk")
    )


@read(PointRow)
def points_of(session_id: int) -> QuerySet[AgendaItem]:
    """Return the agenda of a session, and what was taken along from it."""
    found = AgendaItem.objects.filter(Q(session_id=session_id) | Q(carried_from_id=session_id))
    return _points(found)


@read(PointRow)
def waiting_points(actor: Actor) -> QuerySet[AgendaItem]:
    """Return one's own points that wait for the next session."""
    own = AgendaItem.objects.filter(Q(employee_id=actor.employee_key), session=None)
    return _points(own.filter(discussed_at=None))[:MOST]


class AgreementRow(NamedTuple):
    """What was agreed, with whom."""

    id: int
    session_id: int
    session_at: dt.datetime | None
    text: str
    due_on: dt.date
    state: str
    state_since: dt.datetime
    outcome: str
    employee_id: int
    leader_id: int
    placement_id: int
    responsible_id: int
    employee_front: str
    employee_name: str
    employee_back: str
    responsible_front: str
    responsible_name: str
    responsible_back: str

    @property
    def responsible(self) -> str:
        return full_name(self.responsible_front, self.responsible_name, self.responsible_back)

    @property
    def employee(self) -> str:
        return full_name(self.employee_front, self.employee_name, self.employee_back)


def _agreements(found: QuerySet[Agreement]) -> QuerySet[Agreement]:
    return found.annotate(
        session_at=F("session__starts_at"),
        **name_columns("employee", "employee"),
        **name_columns("responsible", "responsible"),
    ).order_by("due_on", "pk")


@read(AgreementRow)
def agreements_of(
    actor: Actor, employee_id: int, session_id: int, since: dt.datetime
) -> QuerySet[Agreement]:
    """Return what was agreed here, what is still open from before, and what ended lately."""
    seen = Agreement.objects.visible_to(actor).filter(employee_id=employee_id)
    wanted = Q(session_id=session_id) | Q(state="OPEN") | Q(state_since__gte=since)
    return _agreements(seen.filter(wanted))[:MOST]


@read(AgreementRow)
def open_agreements(actor: Actor) -> QuerySet[Agreement]:
    """Return the open agreements of one's own sessions, the next due first."""
    both = Q(employee_id=actor.employee_key) | Q(leader_id=actor.employee_key)
    return _agreements(Agreement.objects.filter(both, state="OPEN"))[:MOST]


@read(AgreementRow)
def agreement_of(actor: Actor, agreement_id: int) -> QuerySet[Agreement]:
    """Return an agreement that the actor may see."""
    return _agreements(Agreement.objects.visible_to(actor).filter(pk=agreement_id))


class NoteRow(NamedTuple):
    """One's own private note."""

    text: str
    lock_no: int
    updated_at: dt.datetime


@read(NoteRow)
def private_note_of(actor: Actor, session_id: int) -> QuerySet[PrivateNote]:
    """Return the actor's own note of a session."""
    return PrivateNote.objects.visible_to(actor).filter(session_id=session_id)


class ConfirmationRow(NamedTuple):
    person_id: int
    at: dt.datetime


@read(ConfirmationRow)
def confirmations_of(session_id: int) -> QuerySet[Confirmation]:
    """Return who has confirmed a session, and when."""
    return Confirmation.objects.filter(session_id=session_id).order_by("pk")


class MoveRow(NamedTuple):
    moved_from: dt.datetime
    moved_to: dt.datetime
    moved_by_id: int
    at: dt.datetime
    reason: str


@read(MoveRow)
def moves_of(session_id: int) -> QuerySet[SessionMove]:
    """Return how often a session was moved."""
    return SessionMove.objects.filter(session_id=session_id).order_by("pk")


class EarlierRow(NamedTuple):
    """A session before this one."""

    id: int
    starts_at: dt.datetime
    agreed: int
    done: int


@read(EarlierRow)
def earlier_than(
    actor: Actor, employee_id: int, session_id: int, before: dt.datetime
) -> QuerySet[Session]:
    """Return the sessions that took place before, the newest first."""
    seen = Session.objects.visible_to(actor).filter(
        employee_id=employee_id, state__in=["HELD", "CONFIRMED"], starts_at__lte=before
    )
    return (
        seen.exclude(pk=session_id)
        .annotate(
            agreed=Count("agreements"),
            done=Count("agreements", filter=Q(agreements__state="DONE")),
        )
        .order_by("-starts_at", "-pk")[:EARLIER]
    )


class PreparedRow(NamedTuple):
    """What helps to prepare: the plan, and how much feedback there was lately."""

    plan_id: int
    lately: int | None


@read(PreparedRow)
def prepared_for(
    actor: Actor, employee_id: int, placement_id: int, since: dt.datetime
) -> QuerySet[Plan]:
    """Return the newest plan of the position that the actor may see."""
    lately = Feedback.objects.visible_to(actor).filter(
        employee_id=OuterRef("employee_id"), given_at__gte=since, covered_at=None
    )
    counted: Any = lately.order_by().values("employee_id").annotate(n=Count("pk")).values("n")
    return (
        Plan.objects.visible_to(actor)
        .filter(employee_id=employee_id, placement_id=placement_id)
        .annotate(plan_id=F("id"), lately=Subquery(counted))
        .order_by("-held")[:1]
    )

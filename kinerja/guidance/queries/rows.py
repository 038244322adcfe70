"""Lists of guidances, and one guidance with its sessions and competences."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import Coalesce, RowNumber

from kinerja.dialogue.models import Session
from kinerja.dialogue.queries.session import name_columns
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.guidance.models import (
    CompetenceRating,
    Guidance,
    MentorChange,
    Statement,
    StatementAnswers,
)
from kinerja.organization.models.people import full_name

PAGE = 25
MOST = 200
#: what only the evaluator and those above know of
OFFERS = ["OFFERED", "DECLINED", "LAPSED"]


class GuidanceRow(NamedTuple):
    """One guidance of a list."""

    id: int
    state: str
    state_since: dt.datetime
    occasion: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    employee_id: int
    mentor_id: int | None
    employee_front: str
    employee_name: str
    employee_back: str
    mentor_front: str | None
    mentor_name: str | None
    mentor_back: str | None
    all_rows: int

    @property
    def employee(self) -> str:
        return full_name(self.employee_front, self.employee_name, self.employee_back)

    @property
    def mentor(self) -> str:
        return full_name(self.mentor_front or "", self.mentor_name or "", self.mentor_back or "")


def _page(found: QuerySet[Guidance], after: int, until: int) -> QuerySet[Any, Any]:
    """Return a page, what runs first, then the newest."""
    order = [F("ends_over").asc(), F("state_since").desc(), F("id").desc()]
    rows = found.annotate(
        ends_over=Q(state__in=["FINISHED", "STOPPED", "DECLINED", "LAPSED"]),
        all_rows=Window(Count("pk")),
        **name_columns("employee", "employee"),
        **name_columns("mentor", "mentor"),
    )
    numbered = rows.annotate(row_no=Window(RowNumber(), order_by=order))
    return numbered.filter(row_no__gt=after, row_no__lte=until).order_by("row_no")


@read(GuidanceRow)
def own_guidances(actor: Actor, after: int, until: int) -> QuerySet[Any, Any]:
    """Return those in which one is guided, guides, or has guided."""
    mine = (
        Q(employee_id=actor.employee_key)
        | Q(mentor_id=actor.employee_key)
        | Q(pk__in=Guidance.objects.formerly_led_by(actor.employee_key).values("pk"))
    )
    return _page(Guidance.objects.visible_to(actor).filter(mine), after, until)


@read(GuidanceRow)
def team_guidances(actor: Actor, after: int, until: int) -> QuerySet[Any, Any]:
    """Return those of one's team and units that have begun, whoever guides."""
    return _page(_of_others(actor).exclude(state__in=OFFERS), after, until)


@read(GuidanceRow)
def offered_guidances(actor: Actor, after: int, until: int) -> QuerySet[Any, Any]:
    """Return what was offered for one's team and units, declined and withdrawn ones last."""
    return _page(_of_others(actor).filter(state__in=OFFERS), after, until)


def _of_others(actor: Actor) -> QuerySet[Guidance]:
    at_posts = Q(placement_id__any=actor.evaluates) | Q(unit_id__any=actor.units_headed)
    return Guidance.objects.visible_to(actor).filter(at_posts, ~Q(employee_id=actor.employee_key))


class AnswersRow(NamedTuple):
    """What was answered about a mentor whom one assesses."""

    guidance_id: int
    sent_at: dt.datetime
    employee_front: str
    employee_name: str
    employee_back: str
    mentor_front: str
    mentor_name: str
    mentor_back: str
    all_rows: int

    @property
    def employee(self) -> str:
        return full_name(self.employee_front, self.employee_name, self.employee_back)

    @property
    def mentor(self) -> str:
        return full_name(self.mentor_front, self.mentor_name, self.mentor_back)


def _answered_about(column: str) -> Coalesce:
    """A column of who guided when answers were sent: the first who left later, or today's."""
    left = MentorChange.objects.filter(
        guidance_id=OuterRef("guidance_id"), at__gt=OuterRef("sent_at")
    ).order_by("at", "id")
    return Coalesce(
        Subquery(left.values(f"former__{column}")[:1]), F(f"guidance__mentor__{column}")
    )


def _mentor_columns() -> dict[str, Coalesce]:
    names = (("front", "title_front"), ("name", "name"), ("back", "title_back"))
    return {f"mentor_{key}": _answered_about(column) for key, column in names}


@read(AnswersRow)
def answers_for(actor: Actor, after: int, until: int) -> QuerySet[Any, Any]:
    """Return the answers that one reads as the superior of a mentor."""
    rows = StatementAnswers.objects.filter(Q(superior_id=actor.employee_key)).annotate(
        all_rows=Window(Count("pk")),
        row_no=Window(RowNumber(), order_by=[F("sent_at").desc(), F("id").desc()]),
        **name_columns("employee", "employee"),
        **_mentor_columns(),
    )
    return rows.filter(row_no__gt=after, row_no__lte=until).order_by("row_no")


class AnsweredRow(NamedTuple):
    """Whom answers are about."""

    mentor_front: str
    mentor_name: str
    mentor_back: str

    @property
    def mentor(self) -> str:
        return full_name(self.mentor_front, self.mentor_name, self.mentor_back)


@read(AnsweredRow)
def answered_about(answers_id: int) -> QuerySet[StatementAnswers]:
    """Return the mentor whom answers are about, who may guide no more."""
    return StatementAnswers.objects.filter(pk=answers_id).annotate(**_mentor_columns())


class Head(NamedTuple):
    """A guidance as its page shows it."""

    id: int
    state: str
    state_since: dt.datetime
    trigger: str
    evaluation_id: int | None
    occasion: str
    suggests_counseling: bool
    aim: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    reason: str
    outcome: str
    result: str
    employee_id: int
    mentor_id: int | None
    placement_id: int
    unit_id: int
    post: str
    employee_front: str
    employee_name: str
    employee_back: str
    mentor_front: str | None
    mentor_name: str | None
    mentor_back: str | None
    decider_front: str | None
    decider_name: str | None
    decider_back: str | None

    @property
    def employee(self) -> str:
        return full_name(self.employee_front, self.employee_name, self.employee_back)

    @property
    def mentor(self) -> str:
        return full_name(self.mentor_front or "", self.mentor_name or "", self.mentor_back or "")

    @property
    def decider(self) -> str:
        return full_name(self.decider_front or "", self.decider_name or "", self.decider_back or "")


@read(Head)
def head_of(actor: Actor, guidance_id: int) -> QuerySet[Guidance]:
    """Return one guidance to who may know of it."""
    return (
        Guidance.objects.visible_to(actor)
        .filter(pk=guidance_id)
        .annotate(
            post=F("placement__title"),
            **name_columns("employee", "employee"),
            **name_columns("mentor", "mentor"),
            **name_columns("decider", "decided_by"),
        )
    )


class SessionRow(NamedTuple):
    """One session of a guidance."""

    id: int
    state: str
    leader_id: int
    starts_at: dt.datetime | None
    place: str


@read(SessionRow)
def sessions_of(guidance_id: int) -> QuerySet[Session]:
    """Return the sessions of a guidance, the earliest first."""
    return Session.objects.filter(origin_kind="guidance", origin_id=guidance_id).order_by(
        "starts_at", "id"
    )[:MOST]


class MentorChangeRow(NamedTuple):
    """Who guided until when, and why somebody else does now."""

    at: dt.datetime
    reason: str
    former_id: int
    former_front: str
    former_name: str
    former_back: str

    @property
    def former(self) -> str:
        return full_name(self.former_front, self.former_name, self.former_back)


@read(MentorChangeRow)
def mentor_changes_of(guidance_id: int) -> QuerySet[MentorChange]:
    """Return who guided before, the newest first."""
    return (
        MentorChange.objects.filter(guidance_id=guidance_id)
        .annotate(**name_columns("former", "former"))
        .order_by("-at", "-id")[:MOST]
    )


class CompetenceRow(NamedTuple):
    """One line of format B.1.9."""

    id: int
    name: str
    value: int
    reason: str
    rated_at: dt.datetime
    rater_front: str
    rater_name: str
    rater_back: str

    @property
    def rater(self) -> str:
        return full_name(self.rater_front, self.rater_name, self.rater_back)


@read(CompetenceRow)
def ratings_of(guidance_id: int) -> QuerySet[CompetenceRating]:
    """Return all that was rated in a guidance, competence by competence, the oldest first."""
    return (
        CompetenceRating.objects.filter(guidance_id=guidance_id)
        .annotate(**name_columns("rater", "rated_by"))
        .order_by("name", "rated_at", "id")[:MOST]
    )


class Competence(NamedTuple):
    """A competence over time: the newest rating counts, the earlier ones stay."""

    name: str
    newest: CompetenceRow
    earlier: list[CompetenceRow]


def competences_of(guidance_id: int, until: dt.datetime | None = None) -> list[Competence]:
    """Return each competence with its ratings, up to a moment if one is given."""
    by_name: dict[str, list[CompetenceRow]] = {}
    for row in ratings_of(guidance_id):
        if until is None or row.rated_at <= until:
            by_name.setdefault(row.name, []).append(row)
    return [Competence(name, rows[-1], rows[:-1]) for name, rows in by_name.items()]


class StatementRow(NamedTuple):
    """The wording of a statement."""

    no: int
    text: str
    is_verified: bool


@read(StatementRow)
def statements(first: int) -> QuerySet[Statement]:
    """Return the nine statements from a number on."""
    return Statement.objects.filter(no__gte=first).order_by("no")

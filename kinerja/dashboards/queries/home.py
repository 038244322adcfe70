"""Beranda: what waits from every room in one statement, and how one's own plan stands."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from kinerja.anonymous import tasks as anonymous
from kinerja.coaching import tasks as coaching
from kinerja.coaching.models import Feedback
from kinerja.counseling import tasks as counseling
from kinerja.cycles.models import Period
from kinerja.dialogue import tasks as dialogue
from kinerja.evaluations import tasks as evaluations
from kinerja.evidence import tasks as evidence
from kinerja.evidence.queries import IndicatorView, period_view
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.foundation.tasks import ME, TaskKind, TaskRow
from kinerja.growth import tasks as growth
from kinerja.guidance import tasks as guidance
from kinerja.improvements import tasks as improvements
from kinerja.organization.models.people import full_name
from kinerja.plans import tasks as plans
from kinerja.plans.models import PlanVersion

KINDS: dict[str, TaskKind] = (
    plans.KINDS
    | evidence.KINDS
    | coaching.KINDS
    | evaluations.KINDS
    | anonymous.KINDS
    | dialogue.KINDS
    | guidance.KINDS
    | growth.KINDS
    | counseling.KINDS
    | improvements.KINDS
)


@read(TaskRow, one_plan=True)
def tasks_of(actor: Actor, on: dt.date) -> QuerySet[Any, Any]:
    """Return everything that waits for the actor, or that the actor waits for."""
    own: QuerySet[Any, Any] = plans.tasks(actor)
    everything = own.union(
        evidence.tasks(actor, on),
        coaching.tasks(actor),
        evaluations.tasks(actor),
        anonymous.tasks(actor, on),
        dialogue.tasks(actor, on),
        guidance.tasks(actor, on),
        growth.tasks(actor, on),
        counseling.tasks(actor, on),
        improvements.tasks(actor, on),
        all=True,
    )
    return everything.order_by("due", "since", "object_id")


class Task(NamedTuple):
    """One row as the page shows it."""

    row: TaskRow
    kind: TaskKind

    @property
    def title(self) -> str:
        return self.kind.title.format(about=self.row.about)


def sorted_tasks(actor: Actor, on: dt.date) -> tuple[list[Task], list[Task]]:
    """Return what the actor must do, and what waits for others."""
    found = [Task(row, KINDS[row.task]) for row in tasks_of(actor, on)]
    mine = [task for task in found if task.row.waits_on == ME]
    return mine, [task for task in found if task.row.waits_on != ME]


class Standing(NamedTuple):
    """One's own plan on a day, with its newest version."""

    plan_id: int
    placement_id: int
    plan_state: str
    version_id: int
    version_state: str
    year_no: int
    plans_due_on: dt.date


@read(Standing)
def standing_of(actor: Actor, on: dt.date) -> QuerySet[PlanVersion]:
    """Return the actor's plan of a day, the newest version first."""
    return (
        PlanVersion.objects.filter(plan__employee_id=actor.employee_key, plan__held__contains=on)
        .annotate(
            placement_id=F("plan__placement_id"),
            plan_state=F("plan__state"),
            version_id=F("id"),
            version_state=F("state"),
            year_no=F("plan__year__year"),
            plans_due_on=F("plan__year__plans_due_on"),
        )
        .order_by("-no")
    )


def progress_of(standing: Standing, period: Period) -> list[IndicatorView]:
    """Return the indicators of an agreed plan as they stand in a period."""
    results = period_view(plan_id=standing.plan_id, version_id=standing.version_id, period=period)
    return [indicator for result in results for indicator in result.indicators]


class FeedbackRow(NamedTuple):
    """The newest feedback one has received."""

    text: str
    label: str
    given_at: dt.datetime
    front: str
    name: str
    back: str

    @property
    def author(self) -> str:
        return full_name(self.front, self.name, self.back)


@read(FeedbackRow)
def newest_feedback(actor: Actor) -> QuerySet[Feedback]:
    """Return what was last said about the actor's work."""
    return (
        Feedback.objects.filter(employee_id=actor.employee_key, covered_at=None)
        .exclude(author_role=Feedback.AuthorRole.DIRI)
        .annotate(
            front=F("author__title_front"), name=F("author__name"), back=F("author__title_back")
        )
        .order_by("-given_at", "-id")[:1]
    )

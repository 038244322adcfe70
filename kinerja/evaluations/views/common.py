"""What the screens of an evaluation share."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404
from django.urls import NoReverseMatch

from kinerja.evaluations.models import Evaluation
from kinerja.foundation.actor import Actor
from kinerja.foundation.fields import last_day
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.reads import read_instances
from kinerja.plans.models import PlanVersion
from kinerja.ui.format import until, url, weekday

RELATED = (
    "plan__year",
    "period",
    "employee",
    "placement",
    "current_version",
    "self_evaluation",
    "evaluationdraft",
)


@read_instances(Evaluation)
def _found(actor: Actor, evaluation_id: int) -> QuerySet[Evaluation]:
    agreed = PlanVersion.objects.filter(plan_id=OuterRef("plan_id"), state="AGREED")
    return (
        Evaluation.objects.visible_to(actor)
        .filter(pk=evaluation_id)
        .select_related(*RELATED)
        .annotate(agreed_id=Subquery(agreed.values("pk")[:1]))
    )


def found(request: ActorRequest, evaluation_id: int) -> Evaluation:
    """Return an evaluation with all that its pages name; 404 if the person may not know of it."""
    evaluation = _found.one(request.actor, evaluation_id)
    if evaluation is None:
        raise Http404
    return evaluation


def agreed_version(evaluation: Any) -> int:
    """Return the plan version that is judged; without one there is nothing to look at."""
    if evaluation.agreed_id is None:
        raise Http404
    return int(evaluation.agreed_id)


def due_of(evaluation: Evaluation) -> Any:
    """Return the day until which it should be decided; days mark, they never lock."""
    period = evaluation.period
    return period.evaluation_due_on if period else evaluation.plan.year.annual_due_on


def last_day_of(evaluation: Evaluation) -> dt.date:
    """Return the last day that is judged: that of the period or year, or of the plan before it."""
    judged = (evaluation.period or evaluation.plan.year).held
    ends = [last_day(held) for held in (judged, evaluation.plan.held)]
    return min(day for day in ends if day is not None)


def due_words(evaluation: Evaluation) -> tuple[str, str]:
    """Return the day with its weekday, and how far away it is."""
    due = due_of(evaluation)
    return weekday(due), until(due)


def evidence_url(evidence_id: int) -> str:
    """Return where a file of evidence is read; "" where no page shows it."""
    try:
        return url("evidence:file", evidence_id)
    except NoReverseMatch:
        return ""

"""The rows that an evaluation looks at, each read written once by the ORM."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject

from kinerja.coaching.models import Feedback as FeedbackRow
from kinerja.evidence.models import EvidenceUse, Realization
from kinerja.foundation.reads import read
from kinerja.plans.models import BehaviorContent, IndicatorContent, Result, ResultContent

INDICATOR = "indicator"


class LineRow(NamedTuple):
    """One indicator of one result, with what was reported and shown up to the period."""

    result_id: int
    kind: str
    text: str
    perspective: str
    assigned_front: str | None
    assigned_name: str | None
    assigned_back: str | None
    parent_text: str | None
    no_parent_reason: str
    plan_version_id: int


class IndicatorRow(NamedTuple):
    """One indicator with its realizations (of all periods up to this one) and its evidence."""

    result: int
    indicator_id: int
    aspect: str
    text: str
    target: Decimal | None
    target_date: dt.date | None
    target_text: str
    unit: str
    direction: str
    accumulation: str
    reported: list[dict[str, Any]]
    evidence: list[dict[str, Any]]


@read(LineRow)
def results_of(version: int) -> QuerySet[ResultContent]:
    """The results of a version in the order of the form."""
    superior = (
        ResultContent.objects.filter(
            result_id=OuterRef("parent_result_id"), plan_version__state__in=["AGREED", "SUPERSEDED"]
        )
        .order_by("-plan_version__no")
        .values("text")[:1]
    )
    return (
        ResultContent.objects.filter(plan_version_id=version, deleted_at=None)
        .annotate(
            assigned_front=F("assigned_by__title_front"),
            assigned_name=F("assigned_by__name"),
            assigned_back=F("assigned_by__title_back"),
            parent_text=superior,
        )
        .order_by("-kind", "position", "id")
    )


@read(IndicatorRow)
def indicators_of(version: int, since: dt.date, through: dt.date) -> QuerySet[IndicatorContent]:
    """The indicators of a version; realizations up to `through`, evidence from `since` on."""
    return (
        IndicatorContent.objects.filter(plan_version_id=version)
        .annotate(
            result=F("indicator__result_id"),
            reported=ArraySubquery(_reported(through)),
            evidence=ArraySubquery(_shown(since, through)),
        )
        .order_by("position", "id")
    )


def _reported(through: dt.date) -> QuerySet[Realization, Any]:
    """What was reported of an indicator, oldest first."""
    return (
        Realization.objects.filter(
            indicator_id=OuterRef("indicator_id"), period__held__startswith__lte=through
        )
        .order_by("period__held")
        .values(
            json=JSONObject(
                starts="period__held__startswith",
                value=Cast("value", TextField()),
                day="value_date",
                text="value_text",
                note="note",
                label="provenance__label",
                n="provenance__n",
                low=Cast("provenance__low", TextField()),
                high=Cast("provenance__high", TextField()),
                basis="provenance__basis",
            )
        )
    )


def _shown(since: dt.date, through: dt.date) -> QuerySet[EvidenceUse, Any]:
    """The evidence of an indicator in a stretch of periods."""
    return (
        EvidenceUse.objects.filter(
            subject_kind=INDICATOR,
            subject_id=OuterRef("indicator_id"),
            period__held__startswith__lte=through,
            period__held__startswith__gte=since,
        )
        .order_by("id")
        .values(
            json=JSONObject(
                id="evidence_id",
                name="evidence__name",
                kind="evidence__kind",
                link="evidence__link",
            )
        )
    )


class ResultId(NamedTuple):
    """A result of a plan, whatever the version."""

    id: int


@read(ResultId)
def result_ids(plan: int) -> QuerySet[Result]:
    """The results that a form about a plan may name."""
    return Result.objects.filter(plan_id=plan).order_by("id")


class BehaviorRow(NamedTuple):
    """What is expected of a core value."""

    core_value: str
    expectation: str


@read(BehaviorRow)
def behaviors_of(version: int) -> QuerySet[BehaviorContent]:
    """The core values of a version with the superior's expectation."""
    return BehaviorContent.objects.filter(plan_version_id=version)


class FeedbackLine(NamedTuple):
    """One piece of feedback with its author."""

    result_id: int | None
    core_value: str
    text: str
    kind: str
    given_at: dt.datetime
    author_role: str
    spoken_by: str
    front: str
    author_name: str
    back: str


@read(FeedbackLine)
def feedback_of(plan: int, since: dt.datetime, before: dt.datetime) -> QuerySet[FeedbackRow]:
    """What was said about a plan in a stretch of time, oldest first.

    Words for the receiver alone and covered words never stand beside an evaluation.
    """
    return (
        FeedbackRow.objects.filter(
            plan_id=plan, given_at__gte=since, given_at__lt=before, covered_at=None
        )
        .exclude(visibility=FeedbackRow.Visibility.RECEIVER)
        .annotate(
            front=F("author__title_front"),
            author_name=F("author__name"),
            back=F("author__title_back"),
        )
        .order_by("given_at", "id")
    )

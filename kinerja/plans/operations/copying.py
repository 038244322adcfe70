"""Taking the words of one version into another."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.foundation.actor import Actor
from kinerja.plans import access
from kinerja.plans.models import (
    AnnexLine,
    BehaviorContent,
    Indicator,
    IndicatorContent,
    Plan,
    PlanVersion,
    Result,
    ResultContent,
)
from kinerja.plans.operations.holding import count_change, hold_own_draft
from kinerja.plans.refusals import NotEmpty, NothingToCopy


@transaction.atomic
def copy_plan(*, plan: Plan, source: Plan, by: Actor, at: dt.datetime) -> None:
    """Fill one's own empty draft with the words of one's own earlier, agreed plan.

    Raises NotPermitted, NotEditable, NotEmpty, NothingToCopy.
    """
    version = hold_own_draft(plan, by)
    if ResultContent.objects.filter(plan_version=version, deleted_at=None).exists():
        raise NotEmpty
    copy_content(source=agreed_version_of(source, by), into=version)
    count_change(version)


def agreed_version_of(source: Plan, by: Actor) -> PlanVersion:
    """Return what may be copied of an earlier plan. Raises NothingToCopy."""
    agreed = PlanVersion.objects.filter(plan=source, state=PlanVersion.State.AGREED).first()
    if agreed is None or not access.may_copy_from(by, source):
        raise NothingToCopy
    return agreed


@transaction.atomic
def copy_content(*, source: PlanVersion, into: PlanVersion) -> None:
    """Copy an earlier year's version into a new, empty one.

    Results and indicators become new ones. What belongs to its year stays behind: the superior's
    results, who assigned the work, and targets that are days.
    """
    results = _copy_results(source, into)
    _copy_indicators(source, into, results)
    for row in BehaviorContent.objects.filter(plan_version=source).exclude(expectation=""):
        into.behaviors.filter(core_value=row.core_value).update(expectation=row.expectation)
    AnnexLine.objects.filter(plan_version=into).delete()
    AnnexLine.objects.bulk_create(
        AnnexLine(plan_version=into, part=row.part, text=row.text, position=row.position)
        for row in AnnexLine.objects.filter(plan_version=source).order_by("position", "pk")
    )


def _copy_results(source: PlanVersion, into: PlanVersion) -> dict[int, Result]:
    rows = list(
        ResultContent.objects.filter(plan_version=source, deleted_at=None).order_by(
            "position", "pk"
        )
    )
    new = Result.objects.bulk_create(Result(plan_id=into.plan_id) for _ in rows)
    ResultContent.objects.bulk_create(
        ResultContent(
            result=result,
            plan_version=into,
            kind=row.kind,
            text=row.text,
            perspective=row.perspective,
            position=row.position,
        )
        for result, row in zip(new, rows, strict=True)
    )
    return {row.result_id: result for row, result in zip(rows, new, strict=True)}


def _copy_indicators(source: PlanVersion, into: PlanVersion, results: dict[int, Result]) -> None:
    rows = list(
        IndicatorContent.objects.filter(plan_version=source, indicator__result_id__in=list(results))
        .select_related("indicator")
        .order_by("position", "pk")
    )
    new = Indicator.objects.bulk_create(
        Indicator(result=results[row.indicator.result_id]) for row in rows
    )
    IndicatorContent.objects.bulk_create(
        IndicatorContent(
            indicator=indicator,
            plan_version=into,
            aspect=row.aspect,
            text=row.text,
            target=row.target,
            target_text=row.target_text,
            unit=row.unit,
            direction=row.direction,
            accumulation=row.accumulation,
            position=row.position,
        )
        for indicator, row in zip(new, rows, strict=True)
    )

"""A plan as its owner drafts it and as the superior reviews it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kinerja.plans.models import IndicatorContent, Plan
from tests.pages.people import Examples, Stop, boss_of


def draft(examples: Examples) -> Iterator[Stop]:
    plan = examples.drafted
    yield plan.employee.user, [f"/skp/{plan.pk}/susun/"]


def review(examples: Examples) -> Iterator[Stop]:
    plan = examples.submitted
    yield boss_of(plan.placement), [f"/skp/{plan.pk}/tinjau/", "/capaian/"]


def delete(examples: Examples) -> Iterator[Stop]:
    """Take parts of a draft away, and say that the evaluator named there is the wrong one."""
    plan = examples.drafted
    wrong = reverse("organization:wrong_evaluator", args=[plan.employee_id])
    yield plan.employee.user, [*deletions_of(plan), wrong]


def deletions_of(plan: Plan) -> list[str]:
    """Where the owner of a draft confirms that a result or an indicator goes."""
    line = IndicatorContent.objects.filter(plan_version__plan=plan).order_by("pk")[0]
    result, indicator = line.indicator.result_id, line.indicator_id
    return [
        reverse("plans:result_delete", args=[plan.pk, result]),
        reverse("plans:indicator_delete", args=[plan.pk, result, indicator]),
    ]

"""An evaluation as the employee writes and reads it, and as the evaluator rates and decides."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.evaluations.models import Evaluation, EvaluationDraft
from kinerja.foundation import clock
from kinerja.organization.models import Employee
from tests.pages.people import Examples, Stop, boss_of


def read_the_result(examples: Examples) -> Iterator[Stop]:
    evaluation = examples.delivered
    yield evaluation.employee.user, ["/", f"/evaluasi/{evaluation.pk}/mengapa/"]


def assess_oneself(examples: Examples) -> Iterator[Stop]:
    evaluation = examples.fresh
    places = [f"/evaluasi/{evaluation.pk}/diri/", f"/skp/{evaluation.plan_id}/"]
    yield evaluation.employee.user, places


def rate(examples: Examples) -> Iterator[Stop]:
    """Go through the rating as the evaluator; what decides opens once both ratings stand."""
    evaluation = examples.waiting
    boss = boss_of(evaluation.placement)
    yield boss, [f"/evaluasi/{evaluation.pk}/nilai/", "/penilaian/"]
    judge_in_draft(evaluation)
    yield boss, [f"/evaluasi/{evaluation.pk}/tetapkan/", "/tim/"]


def read_a_decision(examples: Examples) -> Iterator[Stop]:
    evaluation = examples.decided
    yield boss_of(evaluation.placement), [f"/evaluasi/{evaluation.pk}/mengapa/"]


def judge_in_draft(evaluation: Evaluation) -> None:
    """Let both ratings stand in the evaluator's draft, so that he may look at the decision."""
    author = Employee.objects.get(user=boss_of(evaluation.placement))
    ratings = {"result_rating": "SESUAI", "behavior_rating": "SESUAI"}
    EvaluationDraft.objects.update_or_create(
        evaluation=evaluation, defaults={"author": author, "updated_at": clock.now(), **ratings}
    )

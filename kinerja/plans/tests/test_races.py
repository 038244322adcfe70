"""Two people at once: who comes second waits, and is told."""

from __future__ import annotations

from django.db import transaction

from kinerja.plans import operations
from kinerja.plans.models import Plan, ResultContent
from kinerja.plans.queries import content_of
from kinerja.plans.refusals import NotEditable, NotSubmitted
from kinerja.plans.values import ResultValues
from tests.factories import NOON, actor, make_town
from tests.plan_factories import first_result, make_submitted, make_year, version_of
from tests.threads import in_thread


def test_a_save_that_meets_an_agreement_waits_and_is_refused(own_database: str) -> None:
    town = make_town()
    plan = make_submitted(town.andi, make_year())
    budi, andi = actor(town.budi, NOON), actor(town.andi, NOON)
    result = first_result(plan)
    view = content_of(version_of(plan).pk).results[0]
    base = view.base(version_of(plan).lock_no)
    told: list[str] = []

    with transaction.atomic():
        operations.return_plan(plan=plan, notes="Perbaiki", by=budi, at=NOON)
        thread = in_thread(
            lambda: operations.save_result(
                plan=Plan.objects.get(pk=plan.pk), result_id=result,
                values=ResultValues(text="Diperbaiki", no_parent_reason="khas"), indicators={},
                base=base, by=andi, at=NOON,
            ),
            told,
        )  # fmt: skip
        thread.join(0.5)
        assert told == []
    thread.join()

    assert told == ["done"]
    assert ResultContent.objects.get(result_id=result).text == "Diperbaiki"
    operations.submit_plan(plan=plan, by=andi, at=NOON)
    with transaction.atomic():
        operations.agree_plan(plan=plan, by=budi, at=NOON)
        thread = in_thread(
            lambda: operations.delete_result(
                plan=Plan.objects.get(pk=plan.pk), result_id=result, by=andi, at=NOON
            ),
            told,
        )
        thread.join(0.5)
    thread.join()
    assert told == ["done", NotEditable.code]


def test_of_two_verdicts_the_second_is_refused(own_database: str) -> None:
    town = make_town()
    plan = make_submitted(town.andi, make_year())
    budi = actor(town.budi, NOON)
    told: list[str] = []

    with transaction.atomic():
        operations.agree_plan(plan=plan, by=budi, at=NOON)
        thread = in_thread(
            lambda: operations.return_plan(
                plan=Plan.objects.get(pk=plan.pk), notes="Tunggu", by=budi, at=NOON
            ),
            told,
        )
        thread.join(0.5)
        assert told == []
    thread.join()

    assert told == [NotSubmitted.code]
    assert version_of(plan).state == "AGREED"

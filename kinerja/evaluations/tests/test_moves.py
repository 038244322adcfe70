"""Lawful moves of an evaluation, and what the database refuses of its slot."""

from __future__ import annotations

from itertools import product

import pytest
from django.db import IntegrityError, transaction

from kinerja.evaluations import operations
from kinerja.evaluations.models import (
    Evaluation,
)
from kinerja.evaluations.tests.stage import (
    NOW,
    Stage,
    decide,
    make_plan,
    put,
)
from tests.factories import actor

pytestmark = pytest.mark.django_db
STATES = Evaluation.State.values
LEGAL = {
    ("OPEN", "SELF_SENT"),
    ("OPEN", "DECIDED"),
    ("SELF_SENT", "DECIDED"),
    ("DECIDED", "DELIVERED"),
    ("DELIVERED", "RECEIVED"),
    ("OPEN", "NOT_RATED"),
    ("SELF_SENT", "NOT_RATED"),
    ("NOT_RATED", "OPEN"),
}


@pytest.mark.parametrize(("before", "after"), list(product(STATES, STATES)))
def test_the_database_lets_an_evaluation_move_lawfully_only(
    stage: Stage, before: str, after: str
) -> None:
    aside = None if before in {"DECIDED", "DELIVERED", "RECEIVED"} else decide_aside(stage)
    version = put(stage, before).current_version_id or aside
    rows = Evaluation.objects.filter(pk=stage.evaluation.pk)
    values = {
        "state": after,
        "current_version_id": version,
        "not_rated_reason": "CUTI" if after == "NOT_RATED" else "",
    }
    if before == after or (before, after) in LEGAL:
        assert rows.update(**values) == 1
        return
    with pytest.raises(IntegrityError, match="is no legal move"):
        rows.update(**values)


def decide_aside(stage: Stage) -> int | None:
    """Return a version of this evaluation without moving it."""
    with transaction.atomic():
        version = decide(stage)
        made = {
            field.attname: getattr(version, field.attname)
            for field in version._meta.concrete_fields
            if not field.primary_key
        }
        transaction.set_rollback(True)
    return type(version).objects.create(**made).pk


def test_a_slot_begins_open(stage: Stage) -> None:
    evaluation = stage.fresh()
    evaluation.pk, evaluation.period = None, None
    evaluation.kind, evaluation.state = "ANNUAL", "SELF_SENT"

    with pytest.raises(IntegrityError, match="no legal move"):
        evaluation.save(force_insert=True)


def test_a_version_of_another_evaluation_never_stands(stage: Stage) -> None:
    other = make_plan(stage.town.dewi, stage.year, agreed_by=stage.town.budi)
    theirs = operations.start(
        plan=other, period=stage.period, by=actor(stage.town.budi, NOW), at=NOW
    )
    version = decide(stage)

    with pytest.raises(IntegrityError, match="current version of another evaluation"):
        Evaluation.objects.filter(pk=theirs.pk).update(
            state="DECIDED", current_version_id=version.pk
        )


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"kind": "ANNUAL"}, "evaluation_annual_iff_no_period"),
        ({"state": "LOST"}, "evaluation_state_known"),
        ({"state": "NOT_RATED"}, "evaluation_not_rated_with_reason"),
        ({"not_rated_reason": "CUTI"}, "evaluation_not_rated_with_reason"),
        ({"state": "DECIDED"}, "evaluation_decided_has_version"),
    ],
)
def test_the_database_keeps_each_rule_of_the_slot(
    stage: Stage, values: dict[str, str], name: str
) -> None:
    with pytest.raises(IntegrityError, match=name):
        Evaluation.objects.filter(pk=stage.evaluation.pk).update(**values)


def test_there_is_one_evaluation_a_period_and_one_a_year(stage: Stage) -> None:
    for period in (stage.period, None):
        twin = Evaluation(
            plan=stage.plan,
            employee=stage.plan.employee,
            placement=stage.plan.placement,
            unit=stage.plan.unit,
            period=period,
            kind="PERIODIC" if period else "ANNUAL",
            state_since=NOW,
        )
        if period is None:
            twin.save(force_insert=True)
            twin.pk = None
        with (
            pytest.raises(IntegrityError, match="evaluation_once_per_period"),
            transaction.atomic(),
        ):
            twin.save(force_insert=True)

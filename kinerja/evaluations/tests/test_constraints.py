"""What the database refuses whatever the code does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError

from kinerja.evaluations.models import (
    AnnualOutcome,
    EvaluationDraft,
    EvaluationEvent,
    EvaluationVersion,
    OrganizationRating,
)
from kinerja.evaluations.tests.stage import NOW, Stage, decide

pytestmark = pytest.mark.django_db


def again(stage: Stage, **changed: Any) -> EvaluationVersion:
    """Copy the decided version with something wrong."""
    version = decide(stage)
    version.pk, version.no = None, 2
    for name, value in changed.items():
        setattr(version, name, value)
    version.save(force_insert=True)
    return version


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"no": 1}, "evaluation_version_no_once"),
        ({"cause": "WHIM"}, "evaluation_version_cause_known"),
        ({"cause": "CORRECTION", "cause_reason": ""}, "evaluation_version_change_has_reason"),
        ({"rule_set": "peraturan-lain"}, "evaluation_version_grade_lawful"),
        ({"result_rating": None}, "result_rating"),
    ],
)
def test_a_version_keeps_its_rules(stage: Stage, changed: dict[str, Any], name: str) -> None:
    with pytest.raises(IntegrityError, match=name):
        again(stage, **changed)


def test_an_event_is_of_a_known_kind(stage: Stage) -> None:
    version = decide(stage)
    with pytest.raises(IntegrityError, match="evaluation_event_kind_known"):
        EvaluationEvent.objects.create(version=version, kind="LOST", at=NOW)


@pytest.mark.parametrize("column", ["result_rating", "behavior_rating"])
def test_a_draft_holds_known_ratings(stage: Stage, column: str) -> None:
    with pytest.raises(IntegrityError, match="evaluation_draft_ratings_known"):
        EvaluationDraft.objects.create(
            evaluation=stage.evaluation, author=stage.town.budi, updated_at=NOW, **{column: "BAIK"}
        )


def outcome(stage: Stage) -> AnnualOutcome:
    version = stage.fresh().current_version or decide(stage)
    return AnnualOutcome.objects.create(
        employee=stage.town.andi,
        year=stage.year,
        evaluation_version=version,
        chosen_by=stage.town.budi,
        reason="Satu-satunya",
    )


def test_a_person_has_one_outcome_a_year(stage: Stage) -> None:
    outcome(stage)
    with pytest.raises(IntegrityError, match="annual_outcome_one_per_year"):
        outcome(stage)


def rated(stage: Stage, **changed: Any) -> OrganizationRating:
    values: dict[str, Any] = {
        "unit": stage.town.office,
        "year": stage.year,
        "period": None,
        "value": "BAIK",
        "source": "Rapat",
        "set_at": NOW,
        "set_by": stage.town.secretary,
    }
    return OrganizationRating.objects.create(**values | changed)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"value": "HEBAT"}, "organization_rating_known"),
        ({"source": ""}, "organization_rating_has_source"),
    ],
)
def test_an_organisations_rating_keeps_its_rules(
    stage: Stage, changed: dict[str, str], name: str
) -> None:
    with pytest.raises(IntegrityError, match=name):
        rated(stage, **changed)


@pytest.mark.parametrize("period", [True, False], ids=["period", "year"])
def test_an_organisation_is_rated_once(stage: Stage, period: Any) -> None:
    make: Callable[[], OrganizationRating] = lambda: rated(  # noqa: E731
        stage, period=stage.period if period else None
    )
    make()
    with pytest.raises(IntegrityError, match="organization_rating_once"):
        make()

"""From a decision to its two official sheets."""

from __future__ import annotations

import datetime as dt

import pytest

from kinerja.documents.operations import Outdated
from kinerja.documents.tests.paper import words
from kinerja.evaluations.documents import evaluation_filename, issue_document, issue_evaluation
from kinerja.evaluations.frozen import Inputs
from kinerja.evaluations.models import Evaluation, EvaluationVersion
from kinerja.evaluations.tests import samples
from kinerja.foundation.actor import Actor
from kinerja.foundation.canonical import digest
from kinerja.plans.models import PlanVersion
from kinerja.plans.tests import test_issue_plan as plans
from tests.factories import NOON

pytestmark = pytest.mark.django_db
BY = Actor(user_id=1, employee_id=1)
town = plans.town
year = plans.year
version = plans.version


@pytest.fixture
def decided(version: PlanVersion) -> EvaluationVersion:
    plans.agree(version)
    plan = version.plan
    evaluation = Evaluation.objects.create(
        plan=plan,
        employee_id=plan.employee_id,
        placement_id=plan.placement_id,
        unit_id=plan.unit_id,
        kind="ANNUAL",
        state_since=NOON,
    )
    return decide(evaluation, version, samples.inputs())


def decide(evaluation: Evaluation, version: PlanVersion, inputs: Inputs) -> EvaluationVersion:
    made = EvaluationVersion.objects.create(
        evaluation=evaluation,
        no=evaluation.versions.count() + 1,
        plan_version=version,
        decided_by_id=evaluation.employee_id,
        capacity="Kepala Bidang",
        decided_at=NOON,
        result_rating=inputs["result_rating"]["value"],
        behavior_rating=inputs["behavior_rating"]["value"],
        grade=inputs["grade"],
        rule_set=inputs["rule_set"],
        reasons={},
        because=[],
        inputs=inputs,
        inputs_digest=digest(inputs),
        cause="FIRST" if evaluation.current_version is None else "REPLACED",
    )
    evaluation.current_version = made
    evaluation.state = "DECIDED"
    evaluation.save()
    return made


def test_both_sheets_come_from_the_frozen_inputs_alone(decided: EvaluationVersion) -> None:
    form = issue_evaluation(version=decided, by=BY, at=NOON)
    document = issue_document(version=decided, by=BY, at=NOON)

    assert (form.kind, document.kind) == ("EVALUATION", "EVALUATION_DOCUMENT")
    assert form.number.startswith("EKP-2026-")
    assert document.number.startswith("DEK-2026-")
    for issued in (form, document):
        printed = words(bytes(issued.pdf))
        assert "Sari Wulandari, S.Kom." in printed
        assert "PREDIKAT KINERJA PEGAWAI" in printed
    assert evaluation_filename(form) == f"{form.number}-v1.pdf"


def test_each_sheet_is_issued_once(decided: EvaluationVersion) -> None:
    first = issue_evaluation(version=decided, by=BY, at=NOON)
    again = issue_evaluation(version=decided, by=BY, at=NOON + dt.timedelta(days=40))

    assert again.pk == first.pk


def test_a_new_decision_is_the_next_version_of_the_same_number(
    decided: EvaluationVersion, version: PlanVersion
) -> None:
    first = issue_evaluation(version=decided, by=BY, at=NOON)
    inputs = samples.inputs()
    inputs["notes"] = "Catatan yang lain."
    newer = decide(decided.evaluation, version, inputs)

    second = issue_evaluation(version=newer, by=BY, at=NOON)

    assert (second.number, second.version) == (first.number, 2)
    with pytest.raises(Outdated):
        issue_document_of_old(decided, newer)


def issue_document_of_old(old: EvaluationVersion, newer: EvaluationVersion) -> None:
    issue_document(version=newer, by=BY, at=NOON)
    issue_document(version=old, by=BY, at=NOON)


def test_the_stored_inputs_print_as_the_living_ones(decided: EvaluationVersion) -> None:
    stored = EvaluationVersion.objects.get(pk=decided.pk)

    assert stored.inputs == samples.inputs()
    assert bytes(stored.inputs_digest) == digest(stored.inputs)


def test_people_who_move_on_stay_as_they_were_on_paper(decided: EvaluationVersion) -> None:
    employee = decided.evaluation.employee
    employee.name = "Nama yang baru"
    employee.save()

    printed = words(bytes(issue_document(version=decided, by=BY, at=NOON).pdf))

    assert "Nama yang baru" not in printed

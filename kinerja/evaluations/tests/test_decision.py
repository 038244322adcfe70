"""Deciding: the table, the reasons, the frozen inputs, and who may."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.cycles.models import PolicyValue
from kinerja.evaluations import operations
from kinerja.evaluations.models import (
    AnnualOutcome,
    EvaluationDraft,
    EvaluationVersion,
    GradeRule,
    OrganizationRating,
)
from kinerja.evaluations.operations import Judgement, NotReady
from kinerja.evaluations.tests.stage import (
    NOW,
    Stage,
    decide,
    deliver,
    judged,
    make_plan,
    make_stage,
    send_self,
)
from kinerja.foundation.canonical import digest
from kinerja.foundation.fields import days
from kinerja.foundation.refusals import NotPermitted, Refusal, Stale, WrongState
from regulation.grade import GRADE_TABLE, RULE_SET, Grade, Rating
from tests.factories import Town, actor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("ratings", "grade"), GRADE_TABLE.items())
def test_it_gives_the_predikat_of_each_lawful_cell(
    stage: Stage, ratings: tuple[Rating, Rating], grade: Grade
) -> None:
    version = decide(stage, judgement=judged(*ratings))

    assert version.grade == grade.value
    assert stage.fresh().state == "DECIDED"
    assert stage.fresh().current_version_id == version.pk


@pytest.mark.parametrize(
    ("result", "behavior", "grade"),
    [
        (result, behavior, grade)
        for (result, behavior), lawful in GRADE_TABLE.items()
        for grade in Grade
        if grade is not lawful
    ],
)
def test_the_database_refuses_each_unlawful_cell(
    stage: Stage, result: str, behavior: str, grade: str
) -> None:
    version = decide(stage)
    version.pk, version.no = None, 2
    version.result_rating, version.behavior_rating, version.grade = result, behavior, grade

    with pytest.raises(IntegrityError, match="evaluation_version_grade_lawful"):
        version.save(force_insert=True)


def test_the_table_of_the_database_is_that_of_the_law() -> None:
    stored = set(GradeRule.objects.values_list("result_rating", "behavior_rating", "grade"))

    assert stored == {(*ratings, grade) for ratings, grade in GRADE_TABLE.items()}
    assert set(GradeRule.objects.values_list("rule_set", flat=True)) == {RULE_SET}


def test_nobody_adds_a_cell_to_the_table() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        GradeRule.objects.create(
            rule_set=RULE_SET, result_rating="DI_BAWAH", behavior_rating="DI_BAWAH", grade="BAIK"
        )


@pytest.mark.parametrize("act", ["update", "delete"])
def test_a_version_and_its_events_never_change(stage: Stage, act: str) -> None:
    version = decide(stage)
    deliver(stage)
    for rows in (EvaluationVersion.objects.filter(pk=version.pk), version.events.all()):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            rows._raw_delete(rows.db) if act == "delete" else rows.update(
                **{_text_of(rows): "lain"}
            )


def _text_of(rows: object) -> str:
    return "cause_reason" if "EvaluationVersion" in repr(rows) else "note"


@pytest.mark.parametrize(
    "judgement",
    [
        Judgement(result_rating="", behavior_rating="SESUAI"),
        Judgement(result_rating="SESUAI", behavior_rating=""),
        Judgement(result_rating="HEBAT", behavior_rating="SESUAI"),
        Judgement(result_rating="DI_ATAS", behavior_rating="SESUAI", result_reason="  "),
        Judgement(result_rating="SESUAI", behavior_rating="DI_BAWAH"),
    ],
)
def test_it_needs_two_ratings_and_a_reason_unless_as_expected(
    stage: Stage, judgement: Judgement
) -> None:
    with pytest.raises(NotReady) as refused:
        decide(stage, judgement=judgement)

    assert len(refused.value.because) == 1
    assert stage.fresh().state == "OPEN"


def test_as_expected_needs_no_reason(stage: Stage) -> None:
    version = decide(stage, judgement=Judgement(result_rating="SESUAI", behavior_rating="SESUAI"))

    assert version.reasons == {"result": "", "behavior": "", "recommendation": ""}


def test_it_freezes_all_that_was_known(stage: Stage) -> None:
    send_self(stage)
    version = decide(stage, judgement=judged("DI_ATAS", "SESUAI"))

    inputs = EvaluationVersion.objects.get(pk=version.pk).inputs
    lines = [line for result in inputs["results"] for line in result["indicators"]]
    assert [line["target"] for line in lines] == [
        "95%",
        "40 aduan",
        "Pedoman berlaku di semua loket",
    ]
    assert [line["realization"] for line in lines] == ["97%", "27 aduan", "Pedoman berlaku"]
    assert lines[1]["progress"] == "67,5%"
    assert lines[2]["progress"] is None
    assert len(lines[0]["evidence_ids"]) == 1
    assert inputs["results"][0]["self_note"] == (
        "Tercapai: Tercapai 97 persen\nBantuan yang dibutuhkan: Cadangan server"
    )
    assert inputs["results"][0]["feedback"][0]["author"] == "Budi Hartono"
    assert inputs["behaviors"][0]["feedback"][0]["text"] == "Ramah kepada warga"
    assert inputs["parties"]["employee"]["name"] == "Andi Pratama"
    assert inputs["parties"]["superior"]["name"] == "Sari Kusuma"
    assert inputs["period"] == {
        "label": "TRIWULAN II",
        "starts": "2026-04-01",
        "ends": "2026-06-30",
    }
    assert inputs["result_rating"] == {"value": "DI_ATAS", "reason": "Bukti lengkap"}
    assert inputs["decided_on"] == "2026-08-03"


def test_the_digest_is_that_of_the_stored_inputs(stage: Stage) -> None:
    stored = EvaluationVersion.objects.get(pk=decide(stage).pk)

    assert bytes(stored.inputs_digest) == digest(stored.inputs)


def test_a_missing_self_evaluation_is_said_and_locks_nothing(stage: Stage) -> None:
    assert decide(stage).inputs["self_evaluation"] is None


def test_an_unsent_self_evaluation_stays_with_its_owner(stage: Stage) -> None:
    operations.save_self_evaluation(
        evaluation=stage.evaluation,
        content={"results": {}, "summary": "belum selesai"},
        lock_no=0,
        by=actor(stage.town.andi, NOW),
        at=NOW,
    )

    assert "belum selesai" not in str(decide(stage).inputs)


def test_the_audit_tells_no_rating(stage: Stage) -> None:
    decide(stage, judgement=judged("DI_BAWAH", "DI_BAWAH"))

    event = AuditEvent.objects.get(action="evaluations.evaluation.decided")
    assert event.about_employee_id == stage.town.andi.pk
    assert "DI_BAWAH" not in str(event.changes)
    assert event.changes == {"version": 1, "cause": "FIRST", "plan_version": 1}


def test_a_decision_deletes_the_draft(stage: Stage) -> None:
    save_draft(stage)
    decide(stage)

    assert not EvaluationDraft.objects.exists()


def save_draft(stage: Stage, lock_no: int = 0) -> None:
    operations.save_draft(
        evaluation=stage.evaluation,
        result_rating="DI_ATAS",
        behavior_rating="",
        notes={},
        lock_no=lock_no,
        by=actor(stage.town.budi, NOW),
        at=NOW,
    )


@pytest.mark.parametrize(
    "who", ["andi", "dewi", "sari", "secretary", "stranger", "city_manager", "auditor", "mayor"]
)
def test_only_the_evaluator_decides(stage: Stage, who: str) -> None:
    by = actor(getattr(stage.town, who), NOW)

    with pytest.raises(NotPermitted):
        operations.decide(
            evaluation=stage.evaluation, judgement=judged(), seen_version=0, by=by, at=NOW
        )


def test_nobody_rates_himself(stage: Stage) -> None:
    plan = make_plan(stage.town.budi, stage.year, agreed_by=stage.town.sari)
    budi = actor(stage.town.budi, NOW)
    evaluation = operations.start(plan=plan, period=stage.period, by=budi, at=NOW)

    with pytest.raises(NotPermitted):
        operations.decide(
            evaluation=evaluation, judgement=judged(), seen_version=0, by=budi, at=NOW
        )


def test_before_delivery_a_new_decision_replaces(stage: Stage) -> None:
    decide(stage)
    second = decide(stage, seen=1, judgement=judged("DI_ATAS", "DI_ATAS"))

    assert (second.no, second.cause) == (2, "REPLACED")
    assert stage.fresh().current_version_id == second.pk


def test_after_delivery_a_new_decision_is_a_correction_with_a_reason(stage: Stage) -> None:
    decide(stage)
    deliver(stage)
    with pytest.raises(NotReady):
        decide(stage, seen=1)

    second = decide(stage, seen=1, correction_reason="Bukti menyusul")

    assert (second.no, second.cause, second.cause_reason) == (2, "CORRECTION", "Bukti menyusul")
    assert stage.fresh().state == "DECIDED"


def test_a_correction_not_yet_delivered_stays_a_correction(stage: Stage) -> None:
    decide(stage)
    deliver(stage)
    decide(stage, seen=1, correction_reason="Bukti menyusul")

    assert decide(stage, seen=2, correction_reason="Salah ketik").cause == "CORRECTION"


def test_it_refuses_a_decision_over_one_that_was_not_seen(stage: Stage) -> None:
    decide(stage)

    with pytest.raises(Stale):
        decide(stage, seen=0)


def test_a_closed_period_refuses_the_first_decision_but_not_a_correction(stage: Stage) -> None:
    stage.year.periods.filter(pk=stage.period.pk).update(closed_at=NOW)
    with pytest.raises(WrongState):
        decide(stage)
    stage.year.periods.filter(pk=stage.period.pk).update(closed_at=None)
    decide(stage)
    deliver(stage)
    stage.year.periods.filter(pk=stage.period.pk).update(closed_at=NOW)

    assert decide(stage, seen=1, correction_reason="Bukti menyusul").cause == "CORRECTION"


def require_organization_rating() -> None:
    PolicyValue.objects.create(
        parameter="require_organization_rating",
        value="ya",
        valid_from=dt.date(2026, 1, 1),
        source="Perwal 1/2026",
        reason="Urutan penilaian",
        set_at=NOW,
        set_by_id=None,
    )


def rate_unit(stage: Stage, value: str = "BAIK") -> OrganizationRating:
    return operations.rate_organization(
        unit=stage.town.office,
        year=stage.year,
        period=stage.period,
        value=value,
        source="Rapat evaluasi",
        lock_no=0,
        by=actor(stage.town.secretary, NOW),
        at=NOW,
    )


def test_the_organisation_comes_first_where_the_city_says_so(stage: Stage) -> None:
    require_organization_rating()
    with pytest.raises(NotReady, match="Bidang Pelayanan Pendaftaran Penduduk"):
        decide(stage)
    rate_unit(stage)

    version = decide(stage)

    assert version.organization_rating == "BAIK"
    assert version.inputs["organization_rating"] == {
        "unit": "Dinas Kependudukan dan Pencatatan Sipil",
        "value": "BAIK",
        "source": "Rapat evaluasi",
        "set_by": "Rahmat Santoso",
    }


def annual(stage: Stage, **more: str) -> Stage:
    at = dt.datetime(2026, 12, 1, 5, tzinfo=dt.UTC)
    evaluation = operations.start(
        plan=stage.plan, period=None, by=actor(stage.town.budi, at), at=at
    )
    return Stage(stage.town, stage.year, stage.period, stage.plan, evaluation)


def test_the_annual_decision_is_the_outcome_of_the_year(stage: Stage) -> None:
    year = annual(stage)
    decide(year)
    version = decide(year, seen=1)

    outcome = AnnualOutcome.objects.get()
    assert outcome.evaluation_version_id == version.pk
    assert outcome.employee_id == stage.town.andi.pk
    assert version.inputs["period"]["label"] == "TAHUNAN"


def test_of_two_plans_the_one_of_the_last_day_counts_until_somebody_chooses(town: Town) -> None:
    stage = make_stage(town)
    early = make_plan(
        town.dewi,
        stage.year,
        agreed_by=town.budi,
        held=days(dt.date(2026, 1, 1), dt.date(2026, 6, 1)),
    )
    late = make_plan(
        town.dewi,
        stage.year,
        agreed_by=town.budi,
        held=days(dt.date(2026, 6, 1), dt.date(2027, 1, 1)),
    )
    at = dt.datetime(2026, 12, 1, 5, tzinfo=dt.UTC)
    first, last = (
        Stage(town, stage.year, stage.period, plan, operations.start(
            plan=plan, period=None, by=actor(town.budi, at), at=at))
        for plan in (early, late)
    )  # fmt: skip
    decide(first)
    assert not AnnualOutcome.objects.exists()
    version = decide(last)
    assert AnnualOutcome.objects.get().evaluation_version_id == version.pk

    budi = actor(town.budi, at)
    with pytest.raises(Refusal):
        operations.choose_outcome(evaluation=first.evaluation, reason=" ", by=budi, at=at)
    with pytest.raises(NotPermitted):
        operations.choose_outcome(
            evaluation=first.evaluation, reason="x", by=actor(town.dewi, at), at=at
        )
    operations.choose_outcome(evaluation=first.evaluation, reason="Lebih lama", by=budi, at=at)
    assert AnnualOutcome.objects.get().evaluation_version_id == first.fresh().current_version_id
    decide(last, seen=1)
    assert AnnualOutcome.objects.get().reason == "Lebih lama"


def test_only_an_annual_decision_can_be_chosen(stage: Stage) -> None:
    decide(stage)

    with pytest.raises(WrongState):
        operations.choose_outcome(
            evaluation=stage.evaluation, reason="x", by=actor(stage.town.budi, NOW), at=NOW
        )

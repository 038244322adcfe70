"""Slots, the employee's words, handing over, exemptions; lawful moves in the database."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.cycles.models import Period
from kinerja.evaluations import jobs, operations
from kinerja.evaluations.models import (
    Evaluation,
    EvaluationDraft,
    EvaluationEvent,
    SelfEvaluation,
)
from kinerja.evaluations.operations.delivery import ImpossibleDay
from kinerja.evaluations.operations.self_evaluation import NothingWritten
from kinerja.evaluations.tests.stage import (
    MACHINE,
    NOW,
    Stage,
    decide,
    deliver,
    make_plan,
    make_stage,
    make_year,
    send_self,
)
from kinerja.foundation import clock
from kinerja.foundation.fields import days
from kinerja.foundation.refusals import NotPermitted, Refusal, Stale, WrongState
from kinerja.notifications.models import Notification
from kinerja.organization.models import Employee
from tests.factories import Town, actor, make_line

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


@pytest.fixture
def stage(town: Town) -> Stage:
    return make_stage(town)


def put(stage: Stage, state: str) -> Evaluation:
    """Walk the evaluation to a state by lawful acts."""
    budi, andi = actor(stage.town.budi, NOW), actor(stage.town.andi, NOW)
    evaluation = stage.evaluation
    if state == "SELF_SENT":
        send_self(stage)
    if state in {"DECIDED", "DELIVERED", "RECEIVED"}:
        decide(stage)
    if state in {"DELIVERED", "RECEIVED"}:
        deliver(stage)
    if state == "RECEIVED":
        operations.receive(evaluation=evaluation, by=andi, at=NOW)
    if state == "NOT_RATED":
        operations.mark_not_rated(evaluation=evaluation, reason="CUTI", by=budi, at=NOW)
    return stage.fresh()


# --- the database


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


# --- slots


def test_opening_a_period_makes_a_slot_for_each_agreed_plan_once(town: Town) -> None:
    year = make_year()
    for person in (town.andi, town.dewi):
        make_plan(person, year, agreed_by=town.budi)
    make_plan(town.budi, year, agreed_by=town.sari, agreed=False)
    period = year.periods.get(no=3)
    kota = actor(town.city_manager, NOW)

    assert operations.open_period(period=period, by=kota, at=NOW) == 2
    assert operations.open_period(period=period, by=kota, at=NOW) == 0
    assert set(Evaluation.objects.values_list("employee_id", "kind")) == {
        (town.andi.pk, "PERIODIC"),
        (town.dewi.pk, "PERIODIC"),
    }
    told = AuditEvent.objects.filter(action="evaluations.evaluation.opened")
    assert set(told.values_list("about_employee_id", "user_id")) == {
        (town.andi.pk, town.city_manager.user_id),
        (town.dewi.pk, town.city_manager.user_id),
    }


def test_the_audit_of_opening_proves_its_digest(town: Town) -> None:
    from kinerja.foundation.canonical import digest

    year = make_year()
    make_plan(town.andi, year, agreed_by=town.budi)
    operations.open_evaluations(year=year, by=MACHINE, at=NOW)

    event = AuditEvent.objects.filter(action="evaluations.evaluation.opened")[0]
    assert bytes(event.changes_digest) == digest(None, bytes(event.salt))


def test_a_period_that_has_not_begun_stays_shut(town: Town) -> None:
    year = make_year()
    make_plan(town.andi, year, agreed_by=town.budi)

    assert operations.open_period(period=year.periods.get(no=4), by=MACHINE, at=NOW) == 0
    assert operations.open_evaluations(year=year, by=MACHINE, at=NOW) == 3


def test_the_annual_slot_comes_with_the_last_period_of_the_plan(town: Town) -> None:
    year = make_year()
    short = days(dt.date(2026, 1, 1), dt.date(2026, 6, 1))
    plan = make_plan(town.andi, year, agreed_by=town.budi, held=short)
    make_plan(town.dewi, year, agreed_by=town.budi)
    operations.open_evaluations(year=year, by=MACHINE, at=NOW)

    annual = Evaluation.objects.filter(kind="ANNUAL")
    assert list(annual.values_list("plan_id", flat=True)) == [plan.pk]
    assert plan.evaluations.filter(kind="PERIODIC").count() == 2


@pytest.mark.parametrize("who", ["andi", "budi", "mayor", "office_manager", "auditor"])
def test_only_the_citys_pengelola_opens_a_period(stage: Stage, who: str) -> None:
    with pytest.raises(NotPermitted):
        operations.open_period(period=stage.period, by=actor(getattr(stage.town, who), NOW), at=NOW)


def test_the_job_opens_all_begun_periods(town: Town) -> None:
    make_plan(town.andi, make_year(), agreed_by=town.budi)
    with clock.fixed(NOW):
        assert jobs.open_begun(0) == 3
        assert jobs.open_begun(0) == 0


def test_starting_twice_gives_the_same_slot(stage: Stage) -> None:
    again = operations.start(
        plan=stage.plan, period=stage.period, by=actor(stage.town.budi, NOW), at=NOW
    )

    assert again.pk == stage.evaluation.pk


def test_a_slot_needs_an_agreed_plan_a_begun_period_and_the_right_person(stage: Stage) -> None:
    town, year = stage.town, stage.year
    budi = actor(town.budi, NOW)
    draft = make_plan(town.dewi, year, agreed_by=town.budi, agreed=False)
    fourth = year.periods.get(no=4)
    foreign = make_year(2027).periods.get(no=1)
    for plan, period, by, refusal in (
        (draft, stage.period, budi, WrongState),
        (stage.plan, fourth, budi, WrongState),
        (stage.plan, foreign, budi, WrongState),
        (stage.plan, None, budi, WrongState),
        (stage.plan, stage.period, actor(town.dewi, NOW), NotPermitted),
    ):
        with pytest.raises(refusal):
            operations.start(plan=plan, period=period, by=by, at=NOW)


# --- the employee's words


def save(stage: Stage, lock_no: int = 0, who: str = "andi", window: str = "") -> SelfEvaluation:
    return operations.save_self_evaluation(
        evaluation=stage.evaluation,
        content={"results": {}, "summary": "Catatan", "window": window},
        lock_no=lock_no,
        by=actor(getattr(stage.town, who), NOW),
        at=NOW,
    )


def test_drafts_are_kept_and_not_audited(stage: Stage) -> None:
    before = AuditEvent.objects.count()

    assert save(stage).lock_no == 1
    assert save(stage, 1).lock_no == 2
    assert AuditEvent.objects.count() == before


def test_another_window_is_refused_but_ones_own_autosave_is_not(stage: Stage) -> None:
    save(stage, window="a")
    with pytest.raises(Stale):
        save(stage, window="b")

    assert save(stage, window="a").lock_no == 2


@pytest.mark.parametrize("who", ["budi", "dewi", "sari", "city_manager", "auditor"])
def test_only_the_employee_writes(stage: Stage, who: str) -> None:
    with pytest.raises(NotPermitted):
        save(stage, who=who)


def test_sending_locks_and_tells_the_evaluator(stage: Stage) -> None:
    send_self(stage)

    assert stage.fresh().state == "SELF_SENT"
    note = Notification.objects.get(user=stage.town.budi.user)
    assert note.title == "Andi Pratama mengirim evaluasi Triwulan II 2026."
    with pytest.raises(WrongState):
        save(stage, 1)


def test_an_empty_self_evaluation_is_not_sent(stage: Stage) -> None:
    with pytest.raises(NothingWritten):
        operations.send_self_evaluation(
            evaluation=stage.evaluation,
            content={"results": {"1": {"reached": " "}}, "summary": ""},
            lock_no=0,
            by=actor(stage.town.andi, NOW),
            at=NOW,
        )
    assert not SelfEvaluation.objects.exists()


def test_a_closed_period_takes_no_words(stage: Stage) -> None:
    Period.objects.filter(pk=stage.period.pk).update(closed_at=NOW)

    with pytest.raises(WrongState, match="ditutup"):
        save(stage)


# --- the evaluator's draft


def rate(stage: Stage, by: Employee, lock_no: int = 0, window: str = "") -> EvaluationDraft:
    return operations.save_draft(
        evaluation=stage.evaluation,
        result_rating="SESUAI",
        behavior_rating="",
        notes={"window": window},
        lock_no=lock_no,
        by=actor(by, NOW),
        at=NOW,
    )


def test_the_draft_has_a_number_and_a_window(stage: Stage) -> None:
    rate(stage, stage.town.budi, window="a")
    with pytest.raises(Stale):
        rate(stage, stage.town.budi, window="b")

    assert rate(stage, stage.town.budi, window="a").lock_no == 2
    assert rate(stage, stage.town.budi, 2, window="b").lock_no == 3


def test_a_new_evaluator_begins_anew(stage: Stage) -> None:
    rate(stage, stage.town.budi)
    make_line(stage.plan.placement, stage.town.sari)

    draft = rate(stage, stage.town.sari)

    assert (draft.author_id, draft.lock_no) == (stage.town.sari.pk, 1)
    with pytest.raises(NotPermitted):
        rate(stage, stage.town.budi)


def test_who_is_not_rated_is_not_drafted(stage: Stage) -> None:
    put(stage, "NOT_RATED")
    with pytest.raises(WrongState):
        rate(stage, stage.town.budi)
    with pytest.raises(WrongState):
        decide(stage)


# --- handing over


def test_delivery_tells_the_employee_without_any_rating(stage: Stage) -> None:
    put(stage, "DELIVERED")

    note = Notification.objects.get(user=stage.town.andi.user)
    assert note.location == f"/evaluasi/{stage.evaluation.pk}/mengapa/"
    for word in ("Baik", "ekspektasi", "predikat"):
        assert word not in note.title + note.body


def test_the_receipt_is_the_employees(stage: Stage) -> None:
    put(stage, "DELIVERED")
    for who in ("budi", "dewi", "sari"):
        with pytest.raises(NotPermitted):
            operations.receive(
                evaluation=stage.evaluation, by=actor(getattr(stage.town, who), NOW), at=NOW
            )

    event = operations.receive(
        evaluation=stage.evaluation, by=actor(stage.town.andi, NOW), at=NOW, note="Dibaca"
    )

    assert (event.kind, event.note) == ("RECEIVED", "Dibaca")
    assert stage.fresh().state == "RECEIVED"


@pytest.mark.parametrize("state", ["OPEN", "SELF_SENT", "DECIDED", "RECEIVED", "NOT_RATED"])
def test_only_what_was_delivered_is_received(stage: Stage, state: str) -> None:
    put(stage, state)
    budi, andi = actor(stage.town.budi, NOW), actor(stage.town.andi, NOW)
    at = {"evaluation": stage.evaluation, "at": NOW}
    with pytest.raises(WrongState):
        operations.receive(by=andi, **at)
    with pytest.raises(WrongState):
        operations.record_paper_receipt(by=budi, received_on=clock.local_date(NOW), **at)
    with pytest.raises(WrongState):
        operations.record_refused_receipt(by=budi, note="Menolak", **at)


@pytest.mark.parametrize("state", ["OPEN", "SELF_SENT", "DELIVERED", "RECEIVED", "NOT_RATED"])
def test_only_what_was_decided_is_delivered(stage: Stage, state: str) -> None:
    put(stage, state)
    with pytest.raises(WrongState):
        deliver(stage)


def test_a_receipt_on_paper_counts_from_its_day(stage: Stage) -> None:
    put(stage, "DELIVERED")
    later = NOW + dt.timedelta(days=5)
    day = clock.local_date(NOW) + dt.timedelta(days=2)
    budi = actor(stage.town.budi, later)
    for wrong in (day - dt.timedelta(days=9), day + dt.timedelta(days=9)):
        with pytest.raises(ImpossibleDay):
            operations.record_paper_receipt(
                evaluation=stage.evaluation, received_on=wrong, by=budi, at=later
            )

    event = operations.record_paper_receipt(
        evaluation=stage.evaluation, received_on=day, by=budi, at=later, note="Map biru"
    )

    assert clock.local_date(event.at) == day
    assert stage.fresh().state == "RECEIVED"


def test_paper_of_the_day_of_delivery_comes_after_it(stage: Stage) -> None:
    put(stage, "DELIVERED")
    event = operations.record_paper_receipt(
        evaluation=stage.evaluation,
        received_on=clock.local_date(NOW),
        by=actor(stage.town.budi, NOW),
        at=NOW,
    )

    assert event.at == NOW


def test_a_refused_receipt_is_told_and_starts_no_clock(stage: Stage) -> None:
    put(stage, "DELIVERED")
    budi = actor(stage.town.budi, NOW)
    with pytest.raises(Refusal):
        operations.record_refused_receipt(evaluation=stage.evaluation, note="  ", by=budi, at=NOW)
    operations.record_refused_receipt(
        evaluation=stage.evaluation, note="Disaksikan Dewi", by=budi, at=NOW
    )

    assert stage.fresh().state == "DELIVERED"
    assert EvaluationEvent.objects.filter(kind="RECEIPT_REFUSED").count() == 1


@pytest.mark.parametrize("who", ["andi", "dewi", "sari", "stranger", "city_manager"])
def test_only_the_evaluator_hands_over_and_records(stage: Stage, who: str) -> None:
    put(stage, "DECIDED")
    by = actor(getattr(stage.town, who), NOW)
    with pytest.raises(NotPermitted):
        operations.deliver(evaluation=stage.evaluation, by=by, at=NOW)
    deliver(stage)
    with pytest.raises(NotPermitted):
        operations.record_refused_receipt(evaluation=stage.evaluation, note="x", by=by, at=NOW)
    with pytest.raises(NotPermitted):
        operations.record_paper_receipt(
            evaluation=stage.evaluation, received_on=clock.local_date(NOW), by=by, at=NOW
        )


# --- exemption


def test_nobody_is_rated_and_back(stage: Stage) -> None:
    send_self(stage)
    rate(stage, stage.town.budi)
    unit = actor(stage.town.office_manager, NOW)
    operations.mark_not_rated(evaluation=stage.evaluation, reason="CUTI", by=unit, at=NOW)
    assert stage.fresh().not_rated_reason == "CUTI"
    assert not EvaluationDraft.objects.exists()

    operations.reopen(evaluation=stage.evaluation, by=actor(stage.town.budi, NOW), at=NOW)

    assert (stage.fresh().state, stage.fresh().not_rated_reason) == ("SELF_SENT", "")


def test_an_exemption_needs_reason_state_and_right(stage: Stage) -> None:
    budi = actor(stage.town.budi, NOW)
    evaluation = stage.evaluation
    with pytest.raises(Refusal):
        operations.mark_not_rated(evaluation=evaluation, reason="MALAS", by=budi, at=NOW)
    with pytest.raises(NotPermitted):
        operations.mark_not_rated(
            evaluation=evaluation, reason="CUTI", by=actor(stage.town.andi, NOW), at=NOW
        )
    with pytest.raises(WrongState):
        operations.reopen(evaluation=evaluation, by=budi, at=NOW)
    with pytest.raises(NotPermitted):
        operations.reopen(evaluation=evaluation, by=actor(stage.town.dewi, NOW), at=NOW)
    decide(stage)
    with pytest.raises(WrongState):
        operations.mark_not_rated(evaluation=evaluation, reason="CUTI", by=budi, at=NOW)

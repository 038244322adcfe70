"""The employee's words, the draft, handing over, exemptions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.cycles.models import Period
from kinerja.evaluations import operations
from kinerja.evaluations.models import (
    EvaluationDraft,
    EvaluationEvent,
    SelfEvaluation,
)
from kinerja.evaluations.operations.delivery import ImpossibleDay
from kinerja.evaluations.operations.self_evaluation import NothingWritten
from kinerja.evaluations.tests.stage import (
    NOW,
    Stage,
    decide,
    deliver,
    put,
    send_self,
)
from kinerja.foundation import clock
from kinerja.foundation.refusals import NotPermitted, Refusal, Stale, WrongState
from kinerja.notifications.models import Notification
from kinerja.organization.models import Employee
from tests.factories import actor, make_line

pytestmark = pytest.mark.django_db


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
    assert note.title == "Andi Pratama mengirim evaluasi triwulan II 2026"
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
    at: dict[str, Any] = {"evaluation": stage.evaluation, "at": NOW}
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

"""Submitting, agreeing, returning."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation import clock
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications.models import Notification, OutgoingMail
from kinerja.organization.models import Placement
from kinerja.plans import operations
from kinerja.plans.models import Plan, PlanVersion
from kinerja.plans.refusals import (
    NoEvaluator,
    NotEditable,
    NotesMissing,
    NotSubmitted,
    PlanNotReady,
)
from tests.factories import NOON, Town, actor, make_employee, make_placement
from tests.plan_factories import (
    fill,
    make_agreed,
    make_draft,
    make_submitted,
    version_of,
)


def test_submitting_hands_it_to_the_evaluator(town: Town, year: PerformanceYear) -> None:
    plan = make_submitted(town.andi, year)

    version = version_of(plan)
    assert (plan.state, version.state) == ("SUBMITTED", "SUBMITTED")
    assert version.submitted_by_id == town.andi.pk
    told = Notification.objects.get(kind="plans.submitted")
    assert told.user_id == town.budi.user_id
    assert told.location == f"/skp/{plan.pk}/tinjau/"
    assert OutgoingMail.objects.get(notification=told).address == town.budi.email
    act = AuditEvent.objects.get(action="plans.plan.submitted")
    assert act.about_employee_id == town.andi.pk
    assert act.changes is not None
    assert act.changes["evaluator"] == town.budi.pk


def test_it_refuses_an_incomplete_plan_and_says_what_is_missing(
    town: Town, year: PerformanceYear
) -> None:
    plan = make_draft(town.andi, year)

    with pytest.raises(PlanNotReady) as refused:
        operations.submit_plan(plan=plan, by=actor(town.andi, NOON), at=NOON)

    codes = [reason.code for reason in refused.value.because]
    assert codes == ["NO_MAIN_RESULT", *["ANNEX_PART_EMPTY"] * 3]


def test_it_refuses_a_second_submission(town: Town, year: PerformanceYear) -> None:
    plan = make_submitted(town.andi, year)

    with pytest.raises(NotEditable):
        operations.submit_plan(plan=plan, by=actor(town.andi, NOON), at=NOON)


def test_nobody_else_submits(town: Town, year: PerformanceYear) -> None:
    plan = make_draft(town.andi, year)
    fill(plan)

    for person in (town.budi, town.dewi, town.city_manager):
        with pytest.raises(NotPermitted):
            operations.submit_plan(plan=plan, by=actor(person, NOON), at=NOON)


def test_without_an_evaluator_it_says_who_must_mend_it(town: Town, year: PerformanceYear) -> None:
    plan = make_draft(town.andi, year)
    fill(plan)
    Placement.objects.filter(is_head=True).update(is_head=False)

    with pytest.raises(NoEvaluator, match="pengelola kinerja"):
        operations.submit_plan(plan=plan, by=actor(town.andi, NOON), at=NOON)

    plan.refresh_from_db()
    assert plan.state == "DRAFT"


def test_agreeing_keeps_names_ranks_and_posts(town: Town, year: PerformanceYear) -> None:
    plan = make_agreed(town.andi, year, town.budi)

    version = version_of(plan)
    assert (plan.state, version.state, version.no) == ("AGREED", "AGREED", 1)
    assert version.capacity == "Kepala Bidang Pelayanan"
    assert version.parties is not None
    assert version.parties["employee"]["title"] == "Administrator Database Kependudukan"
    assert version.parties["evaluator"]["name"] == "Budi Hartono"
    assert version.parties["superior"]["name"] == "Sari Kusuma"
    told = Notification.objects.get(kind="plans.agreed")
    assert told.user_id == town.andi.user_id
    town.budi.name = "Nama Baru"
    town.budi.save()
    assert version_of(plan).parties["evaluator"]["name"] == "Budi Hartono"  # type: ignore[index]


def test_an_acting_head_signs_as_acting(town: Town, year: PerformanceYear) -> None:
    Placement.objects.filter(employee=town.budi).update(
        held=Placement._meta.get_field("held").to_python(
            '{"lower": "2020-01-01", "upper": "2026-06-01", "bounds": "[)"}'
        )
    )
    acting = make_employee("Pelaksana Tugas")
    make_placement(acting, town.office, title="Sekretaris Dinas", job_group="ADMINISTRATOR")
    make_placement(acting, town.division, kind="PLT", is_head=True, title="Kepala Bidang Pelayanan")

    plan = make_agreed(town.andi, year, acting)

    assert version_of(plan).capacity == "Plt. Kepala Bidang Pelayanan"


def test_nobody_agrees_to_his_own_plan(town: Town, year: PerformanceYear) -> None:
    plan = make_submitted(town.andi, year)
    by = actor(town.andi, NOON)

    with pytest.raises(NotPermitted):
        operations.agree_plan(plan=plan, by=by, at=NOON)

    own_evaluator = make_submitted(town.budi, year)
    forged = actor(town.budi, NOON)
    forged.evaluates.append(own_evaluator.placement_id)
    with pytest.raises(NotPermitted):
        operations.agree_plan(plan=own_evaluator, by=forged, at=NOON)


def test_only_the_evaluator_agrees_or_returns(town: Town, year: PerformanceYear) -> None:
    plan = make_submitted(town.andi, year)

    for person in (town.sari, town.dewi, town.stranger, town.city_manager, town.auditor):
        by = actor(person, NOON)
        with pytest.raises(NotPermitted):
            operations.agree_plan(plan=plan, by=by, at=NOON)
        with pytest.raises(NotPermitted):
            operations.return_plan(plan=plan, notes="x", by=by, at=NOON)


def test_only_a_submitted_plan_is_agreed_or_returned(town: Town, year: PerformanceYear) -> None:
    by = actor(town.budi, NOON)
    for plan in (make_draft(town.andi, year), make_agreed(town.dewi, year, town.budi)):
        with pytest.raises(NotSubmitted):
            operations.agree_plan(plan=plan, by=by, at=NOON)
        with pytest.raises(NotSubmitted):
            operations.return_plan(plan=plan, notes="x", by=by, at=NOON)


def test_a_closed_plan_moves_no_more(town: Town, year: PerformanceYear) -> None:
    plan = make_submitted(town.andi, year)
    Plan.objects.filter(pk=plan.pk).update(state="CLOSED")

    with pytest.raises(NotSubmitted):
        operations.agree_plan(plan=plan, by=actor(town.budi, NOON), at=NOON)
    with pytest.raises(NotEditable):
        operations.submit_plan(plan=plan, by=actor(town.andi, NOON), at=NOON)


def test_returning_asks_for_notes(town: Town, year: PerformanceYear) -> None:
    plan = make_submitted(town.andi, year)
    by = actor(town.budi, NOON)

    with pytest.raises(NotesMissing):
        operations.return_plan(plan=plan, notes="  ", by=by, at=NOON)


def test_a_returned_plan_is_mended_and_submitted_again(town: Town, year: PerformanceYear) -> None:
    plan = make_submitted(town.andi, year)
    by = actor(town.budi, NOON)

    operations.return_plan(plan=plan, notes=" Targetnya kurang jelas. ", by=by, at=NOON)

    plan.refresh_from_db()
    version = version_of(plan)
    assert (plan.state, version.state) == ("RETURNED", "RETURNED")
    assert version.return_notes == "Targetnya kurang jelas."
    told = Notification.objects.get(kind="plans.returned")
    assert (told.user_id, told.location) == (town.andi.user_id, f"/skp/{plan.pk}/susun/")
    assert "Targetnya" not in told.title + told.body

    fill(plan)
    operations.submit_plan(plan=plan, by=actor(town.andi, NOON), at=NOON)
    operations.agree_plan(plan=plan, by=by, at=NOON)
    assert version_of(plan).state == "AGREED"


def test_the_database_wants_who_and_why(town: Town, year: PerformanceYear) -> None:
    version = PlanVersion.objects.filter(plan=make_submitted(town.andi, year))

    with pytest.raises(IntegrityError, match="returned_with_notes"), transaction.atomic():
        version.update(state="RETURNED", returned_at=NOON, returned_by=town.budi)
    with pytest.raises(IntegrityError, match="agreed_by_somebody"), transaction.atomic():
        version.update(state="AGREED")
    with pytest.raises(IntegrityError, match="is no legal move"), transaction.atomic():
        version.update(state="DRAFT")


def test_the_trail_holds_states_and_no_words(town: Town, year: PerformanceYear) -> None:
    plan = make_agreed(town.andi, year, town.budi)

    acts = AuditEvent.objects.filter(about_employee_id=town.andi.pk).order_by("id")
    assert [act.action for act in acts] == [
        "plans.plan.started",
        "plans.plan.submitted",
        "plans.plan.agreed",
    ]
    assert acts[2].changes == {"plan": plan.pk, "version": 1, "state": "AGREED"}
    assert clock.local_date(acts[2].at) == dt.date(2026, 8, 3)

"""Kotalama as the database holds it: complete, lawful, and consistent with the rooms' own rules."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Max

from kinerja.accounts.models import User
from kinerja.accounts.operations import check_password
from kinerja.audit.models import AuditEvent
from kinerja.coaching.models import Feedback
from kinerja.cycles.models import Holiday, Period
from kinerja.demo.tests.conftest import AS_OF, PEOPLE, Kotalama
from kinerja.evaluations import freezing, operations
from kinerja.evaluations.models import (
    Evaluation,
    EvaluationDraft,
    EvaluationEvent,
    EvaluationVersion,
    OrganizationRating,
    SelfEvaluation,
)
from kinerja.evaluations.queries.content import sheet_of, stretch_of
from kinerja.evaluations.queries.organization import OrganizationValue
from kinerja.evidence.models import Evidence, Realization, RealizationReport
from kinerja.foundation import clock
from kinerja.foundation.canonical import canonical, digest
from kinerja.notifications.models import Notification
from kinerja.organization.models import (
    Employee,
    Placement,
    ReportingLine,
    RoleGrant,
    Unit,
    UnitPeriod,
)
from kinerja.organization.models.units import OPD_TYPES
from kinerja.organization.queries import evaluator_of
from kinerja.organization.queries.evaluators import evaluators
from kinerja.plans import operations as plans
from kinerja.plans.models import Plan, PlanVersion, ResultContent
from kinerja.plans.queries import content_of
from regulation.grade import RULE_SET, Rating, performance_grade
from regulation.identity import EmployeeKind, Sex, check_nip
from tests.factories import NOON, actor

pytestmark = pytest.mark.usefixtures("kotalama")


def test_it_has_exactly_as_many_people_as_asked_for(kotalama: Kotalama) -> None:
    assert Employee.objects.count() == kotalama.made.people == PEOPLE
    assert kotalama.made.offices == UnitPeriod.objects.filter(type__in=OPD_TYPES).count()


def test_every_number_of_a_person_is_valid() -> None:
    for person in Employee.objects.exclude(nip=None):
        assert person.nip is not None
        checked = check_nip(
            person.nip,
            kind=EmployeeKind(person.kind),
            on=AS_OF,
            birth_date=person.birth_date,
            sex=Sex(person.sex),
        )
        assert checked.is_valid, person.nip
        assert checked.problems == ()


def test_everybody_but_the_mayor_has_an_evaluator() -> None:
    lines = evaluators(AS_OF)

    alone = [line.employee_id for line in lines if line.evaluator_id is None]

    assert len(lines) == PEOPLE
    assert [Employee.objects.get(pk=one).kind for one in alone] == ["PEJABAT_NEGARA"]
    assert {"HEAD", "PLT", "ABOVE", "LINE"} <= {line.via for line in lines}


def test_the_evaluator_of_the_database_is_who_has_acted() -> None:
    lines = {line.placement_id: line for line in evaluators(AS_OF)}

    for version in EvaluationVersion.objects.select_related("evaluation"):
        assert version.decided_by_id == lines[version.evaluation.placement_id].evaluator_id
    for plan in PlanVersion.objects.exclude(agreed_by=None).select_related("plan"):
        assert plan.agreed_by_id == lines[plan.plan.placement_id].evaluator_id


def test_special_cases_of_the_organization_occur() -> None:
    assert Placement.objects.filter(kind="PLT", is_head=True).exists()
    assert ReportingLine.objects.count() == 1
    gone = Unit.objects.exclude(successor=None).get()
    assert gone.periods.get().valid.upper == dt.date(2026, 1, 1)
    assert Placement.objects.filter(unit=gone, held__endswith=dt.date(2026, 1, 1)).count() == 2
    heads = Placement.objects.filter(is_head=True, held__contains=AS_OF).values("unit")
    empty = UnitPeriod.objects.on(AS_OF).exclude(unit__in=heads).values_list("name", flat=True)
    assert list(empty) == ["Bagian Organisasi"]
    assert set(Employee.objects.values_list("kind", flat=True)) >= {"PNS", "PPPK"}


def test_plans_stand_in_every_state_and_most_are_agreed() -> None:
    states = Counter(Plan.objects.values_list("state", flat=True))

    assert set(states) == {"DRAFT", "SUBMITTED", "RETURNED", "AGREED"}
    assert states["AGREED"] > 0.85 * (PEOPLE - 1)
    assert dict(states) == Counter(PlanVersion.objects.values_list("state", flat=True))


def test_whatever_was_submitted_is_lawful() -> None:
    for version in PlanVersion.objects.exclude(state="DRAFT").select_related("plan"):
        ruling = content_of(version.pk).ruling(
            model=version.plan.model, approach=version.plan.approach
        )
        assert ruling.outcome, [reason.text for reason in ruling.because]


def test_results_serve_results_of_the_evaluator() -> None:
    lines = {line.placement_id: line.evaluator_id for line in evaluators(AS_OF)}
    served = ResultContent.objects.exclude(parent_result=None).select_related(
        "plan_version__plan", "parent_result__plan"
    )

    assert served.count() > PEOPLE
    for row in served:
        assert row.parent_result is not None
        assert row.parent_result.plan.employee_id == lines[row.plan_version.plan.placement_id]


def test_evaluations_stand_in_every_state() -> None:
    states = set(Evaluation.objects.values_list("state", flat=True))

    assert states == set(Evaluation.State.values)
    finished = Period.objects.filter(held__endswith__lte=AS_OF)
    assert finished.count() == 2
    first = Evaluation.objects.filter(period=finished.order_by("no")[0])
    assert set(first.values_list("state", flat=True)) <= {"RECEIVED", "DELIVERED", "NOT_RATED"}
    assert EvaluationDraft.objects.exists()
    assert SelfEvaluation.objects.filter(evaluation__state="SELF_SENT").exists()


def test_every_predikat_occurs_and_most_are_good() -> None:
    grades = Counter(EvaluationVersion.objects.values_list("grade", flat=True))

    assert set(grades) == {"SANGAT_BAIK", "BAIK", "BUTUH_PERBAIKAN", "KURANG", "SANGAT_KURANG"}
    assert grades["BAIK"] > 0.6 * sum(grades.values())


def test_a_rating_other_than_expected_has_its_reason() -> None:
    for version in EvaluationVersion.objects.all():
        if version.result_rating != "SESUAI":
            assert version.reasons["result"]
        if version.behavior_rating != "SESUAI":
            assert version.reasons["behavior"]


def test_the_frozen_inputs_are_those_that_the_room_would_freeze() -> None:
    versions = EvaluationVersion.objects.select_related("evaluation__plan__year", "plan_version")

    for version in versions:
        assert version.inputs == json.loads(canonical(_frozen(version))), version.pk
        assert bytes(version.inputs_digest) == digest(version.inputs)


def _frozen(version: EvaluationVersion) -> Any:
    """What kinerja.evaluations makes of the stored rows as they were at the decision."""
    slot, at = version.evaluation, version.decided_at
    line = evaluator_of(slot.placement_id, AS_OF)
    assert line is not None
    later = set(
        Feedback.objects.filter(plan=slot.plan, given_at__gte=at).values_list("given_at", flat=True)
    )
    sheet = sheet_of(
        plan_id=slot.plan_id, version_id=version.plan_version_id, stretch=stretch_of(slot)
    )
    beside = [part.feedback for part in sheet.results]
    beside += [part.feedback for part in sheet.behaviors]
    for said in [sheet.feedback, *beside]:
        said[:] = [one for one in said if one.given_at not in later]
    result, behavior = Rating(version.result_rating), Rating(version.behavior_rating)
    known = freezing.Known(
        evaluation=slot,
        version=version.plan_version,
        sheet=sheet,
        words=SelfEvaluation.objects.filter(pk=slot.pk).first(),
        organization=_organization(slot, at),
        line=line,
        on=clock.local_date(at),
        replaces_last_period=False,
    )
    return freezing.frozen_inputs(
        known,
        result=freezing.rating_input(result, version.reasons["result"]),
        behavior=freezing.rating_input(behavior, version.reasons["behavior"]),
        ruling=performance_grade(result=result, behavior=behavior),
        rule_set=RULE_SET,
        notes=version.reasons["recommendation"],
    )


def _organization(slot: Evaluation, at: dt.datetime) -> OrganizationValue | None:
    written = UnitPeriod.objects.on(AS_OF).get(unit=slot.unit_id).path
    path = [int(unit) for unit in written.strip("/").split("/")]
    found = OrganizationRating.objects.filter(period=slot.period, unit__in=path, set_at__lt=at)
    rating = found.select_related("set_by").first()
    if rating is None:
        return None
    name = UnitPeriod.objects.on(AS_OF).get(unit=rating.unit_id).name
    return OrganizationValue(
        rating.unit_id,
        name,
        rating.value,
        rating.source,
        rating.set_at,
        rating.set_by.full_name,
    )


def test_what_is_decided_was_delivered_and_received_in_this_order() -> None:
    for slot in Evaluation.objects.exclude(current_version=None):
        assert slot.current_version is not None
        events = EvaluationEvent.objects.filter(version=slot.current_version_id).order_by("at")
        kinds = [event.kind for event in events]
        assert len(kinds) == {"DECIDED": 0, "DELIVERED": 1, "RECEIVED": 2}[slot.state]
        moments = [slot.current_version.decided_at, *(event.at for event in events)]
        assert moments == sorted(moments)
        assert slot.state_since == moments[-1]


def test_reports_hold_a_value_for_each_indicator() -> None:
    reports = RealizationReport.objects.all()

    assert reports.filter(is_late=True).exists()
    for report in reports:
        wanted = report.plan.versions.get().indicators.count()
        assert Realization.objects.filter(plan=report.plan, period=report.period).count() == wanted
    running = Period.objects.get(held__contains=AS_OF)
    assert Realization.objects.filter(period=running).exists()


def test_evidence_feedback_ratings_and_holidays_are_there() -> None:
    assert Evidence.objects.filter(kind="LINK", link__startswith="https://").exists()
    kinds = set(Feedback.objects.values_list("subject_kind", flat=True))
    assert kinds == {"person", "result", "evidence", "behavior"}
    assert OrganizationRating.objects.count() > 8
    assert Holiday.objects.filter(day=dt.date(2026, 8, 17)).exists()
    assert not Feedback.objects.filter(text__contains="{").exists()
    assert not ResultContent.objects.filter(text__contains="{").exists()


def test_nothing_has_happened_after_the_day_it_is_shown_at() -> None:
    end = clock.start_of(AS_OF)

    for model, field in (
        (AuditEvent, "at"),
        (Notification, "at"),
        (Realization, "updated_at"),
        (Feedback, "given_at"),
        (EvaluationEvent, "at"),
        (Evaluation, "state_since"),
        (Plan, "state_since"),
    ):
        latest = model._default_manager.aggregate(latest=Max(field))["latest"]
        assert latest <= end, model


def test_acts_stand_in_the_trail_with_their_digest() -> None:
    acts = Counter(AuditEvent.objects.values_list("action", flat=True))

    assert acts["organization.employee.added"] == PEOPLE
    assert acts["plans.plan.opened"] == Plan.objects.count()
    assert acts["plans.plan.agreed"] == Plan.objects.filter(state="AGREED").count()
    assert acts["evaluations.evaluation.decided"] == EvaluationVersion.objects.count()
    assert acts["evaluations.evaluation.opened"] == Evaluation.objects.count()
    assert acts["evidence.report.sent"] == RealizationReport.objects.count()
    for event in AuditEvent.objects.exclude(changes=None)[:200]:
        salted = bytes(event.salt) + canonical(event.changes)
        assert bytes(event.changes_digest) == hashlib.sha256(salted).digest()


def test_the_next_rows_get_ids_of_their_own() -> None:
    with connection.cursor() as cursor:
        for table in ("employee", "plan", "result", "evaluation", "evidence", "feedback"):
            cursor.execute(f"SELECT max(id) FROM {table}")
            (largest,) = cursor.fetchone()
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            assert cursor.fetchone() == (largest + 1,)


def test_the_evaluator_of_the_story_has_work_at_every_stage() -> None:
    lead = Employee.objects.get(name="Hadi Prasetyo")
    team = actor(lead, NOON).evaluates
    quarter = Period.objects.get(no=2)

    standing = Counter(Plan.objects.filter(placement__in=team).values_list("state", flat=True))
    slots = Evaluation.objects.filter(placement__in=team, period=quarter)
    states = Counter(slots.values_list("state", flat=True))

    assert standing["SUBMITTED"] == 1
    assert standing["RETURNED"] == 1
    assert {"OPEN", "SELF_SENT", "DECIDED", "DELIVERED", "RECEIVED"} <= set(states)
    told = RealizationReport.objects.filter(period=quarter, plan__evaluations__in=slots)
    assert told.filter(plan__evaluations__in=slots.filter(state="OPEN")).exists()


def test_the_employee_of_the_story_has_received_one_and_been_given_another() -> None:
    sari = Employee.objects.get(name="Sari Wulandari")

    slots = Evaluation.objects.filter(employee=sari).order_by("period__no")

    assert [slot.state for slot in slots] == ["RECEIVED", "DELIVERED", "OPEN"]
    assert slots[0].current_version is not None
    assert slots[0].current_version.grade == "BAIK"
    wanted = Plan.objects.get(employee=sari).versions.get().indicators.count()
    reached = Realization.objects.filter(plan__employee=sari, period__no=3).count()
    assert 0 < reached < wanted


def test_the_rooms_go_on_where_the_city_stands() -> None:
    lead = Employee.objects.get(name="Hadi Prasetyo")
    by, quarter = actor(lead, NOON), Period.objects.get(no=2)
    slots = Evaluation.objects.filter(placement__in=by.evaluates, period=quarter)
    sari = Employee.objects.get(name="Sari Wulandari")

    with transaction.atomic():
        waiting = Plan.objects.get(placement__in=by.evaluates, state="SUBMITTED")
        plans.agree_plan(plan=waiting, by=by, at=NOON)
        version = operations.decide(
            evaluation=slots.filter(state="SELF_SENT")[0],
            judgement=operations.Judgement(result_rating="SESUAI", behavior_rating="SESUAI"),
            seen_version=0,
            by=by,
            at=NOON,
        )
        operations.deliver(evaluation=version.evaluation, by=by, at=NOON)
        delivered = slots.get(employee=sari)
        operations.receive(evaluation=delivered, by=actor(sari, NOON), at=NOON)
        states = {slots.get(pk=one.pk).state for one in (version.evaluation, delivered)}
        transaction.set_rollback(True)

    assert version.inputs["organization_rating"]["value"] == "BAIK"
    assert states == {"DELIVERED", "RECEIVED"}


def test_the_listed_accounts_sign_in(kotalama: Kotalama) -> None:
    file = kotalama.folder / "demo.json"
    told = json.loads(file.read_text())

    assert file.stat().st_mode & 0o777 == 0o600
    assert [one["role"] for one in told["accounts"]][:3] == [
        "Pegawai",
        "Pejabat penilai",
        "Kepala OPD",
    ]
    assert len({one["password"] for one in told["accounts"]}) == 1
    for one in told["accounts"]:
        user = check_password(
            username=one["nip"], password=one["password"], network="127.0.0.1", at=NOON
        )
        assert (user.informed_at is None) == (one["role"] == "Pegawai")
    opened = [user for user in User.objects.all() if user.has_usable_password()]
    assert len(opened) == len(told["accounts"]) == 12


def test_each_role_is_granted() -> None:
    roles = set(RoleGrant.objects.values_list("role", flat=True))

    assert roles == {
        "PENGELOLA_KOTA",
        "PENGELOLA_OPD",
        "AUDITOR",
        "ADMINISTRATOR",
        "KONSELOR",
        "ADMIN_SKM",
    }

"""Making the slots: for a period at once, or the one that is missing."""

from __future__ import annotations

import datetime as dt

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.city.models import City
from kinerja.cycles.models import PolicyValue
from kinerja.evaluations import jobs, operations
from kinerja.evaluations.models import (
    Evaluation,
)
from kinerja.evaluations.tests.stage import (
    MACHINE,
    NOW,
    Stage,
    judged,
    make_plan,
    make_year,
)
from kinerja.foundation import clock
from kinerja.foundation.fields import days
from kinerja.foundation.refusals import NotPermitted, WrongState
from tests.factories import Town, actor

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(("zone", "opened"), [("Asia/Jakarta", 2), ("Asia/Jayapura", 3)])
def test_a_period_begins_with_the_citys_day(town: Town, zone: str, opened: int) -> None:
    City.objects.create(pk=1, time_zone=zone)
    make_plan(town.andi, make_year(), agreed_by=town.budi)

    with clock.fixed(dt.datetime(2026, 6, 30, 16, tzinfo=dt.UTC)):  # 23.00 WIB, 01.00 WIT
        assert jobs.open_begun(0) == opened


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


def test_the_year_replaces_the_last_period_where_the_city_says_so(town: Town) -> None:
    PolicyValue.objects.create(
        parameter="annual_replaces_last_period",
        value="ya",
        valid_from=dt.date(2026, 1, 1),
        source="Perwal 1/2026",
        reason="Satu kali menilai",
        set_at=NOW,
        set_by_id=None,
    )
    year = make_year()
    december = dt.datetime(2026, 12, 1, 5, tzinfo=dt.UTC)
    plan = make_plan(town.andi, year, agreed_by=town.budi)

    assert operations.open_evaluations(year=year, by=MACHINE, at=december) == 4
    assert set(plan.evaluations.values_list("period__no", flat=True)) == {1, 2, 3, None}
    with pytest.raises(WrongState):
        operations.start(
            plan=plan, period=year.periods.get(no=4), by=actor(town.budi, december), at=december
        )
    annual = plan.evaluations.get(period=None)
    version = operations.decide(
        evaluation=annual,
        judgement=judged(),
        seen_version=0,
        by=actor(town.budi, december),
        at=december,
    )
    assert version.inputs["period"]["label"] == "TRIWULAN IV-AKHIR"

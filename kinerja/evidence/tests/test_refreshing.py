"""What a night takes, and what a report or a closed period freezes."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from kinerja.audit.models import AuditEvent
from kinerja.cycles import operations as cycles
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.evaluations.tests.stage import make_plan
from kinerja.evidence import operations, refusals
from kinerja.evidence.jobs import refresh_sourced as nightly
from kinerja.evidence.models import IndicatorSource, Realization
from kinerja.evidence.operations import Reached
from kinerja.evidence.tests.sourcing import (
    MACHINE,
    choose,
    night,
    numbered,
    reached,
    report,
    type_over,
)
from kinerja.foundation import clock
from kinerja.improvements.tests.stages import THIRD, result
from kinerja.plans.models import Plan
from kinerja.services.models import Service
from kinerja.surveys.models import Index
from kinerja.surveys.tests.stages import make_service
from tests.factories import NOON, Town, actor

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(days=1)


@pytest.fixture
def plan(town: Town, year: PerformanceYear) -> Plan:
    """Andi's agreed plan: 95 persen (the latest counts), 40 aduan added up, and words."""
    return make_plan(town.andi, year, agreed_by=town.budi)


@pytest.fixture
def service(town: Town) -> Service:
    return make_service(town.division, "KTP elektronik")


def test_a_night_takes_what_has_changed_and_nothing_else(plan: Plan, service: Service) -> None:
    found = result(service, THIRD)
    choose(plan, service)

    assert night(LATER) == 0
    Index.objects.filter(pk=found.pk).update(index=Decimal("83.01"), answers=400)
    with clock.fixed(LATER):
        assert nightly(0) == 1

    told = reached(plan).provenance
    assert (reached(plan).value, told.n, told.taken_at) == (Decimal("83.01"), 400, LATER)
    assert AuditEvent.objects.filter(action="evidence.sourced.refreshed").count() == 2


def test_nothing_is_taken_for_a_plan_that_is_over(plan: Plan, service: Service) -> None:
    choose(plan, service)
    Plan.objects.filter(pk=plan.pk).update(state="CLOSED")
    result(service, THIRD)

    assert night(LATER) == 0


def test_a_report_takes_once_more_and_freezes(
    plan: Plan, service: Service, quarter: Period
) -> None:
    choose(plan, service)
    found = result(service, THIRD)

    report(plan, quarter)

    told = reached(plan).provenance
    assert (reached(plan).value, told.frozen_at) == (Decimal("81.94"), NOON)
    Index.objects.filter(pk=found.pk).update(index=Decimal("83.01"))
    assert night(LATER) == 0
    assert reached(plan).value == Decimal("81.94")
    with pytest.raises(refusals.ValueFromSource):
        type_over(plan, quarter, Reached(value=Decimal(99)))
    key = numbered(plan).indicator_id
    operations.end_source(plan=plan, indicator_id=key, by=actor(plan.employee), at=LATER)
    assert reached(plan).value == Decimal("81.94")
    with pytest.raises(refusals.ValueFromSource):
        type_over(plan, quarter, Reached(value=Decimal(99)))


def test_too_few_answers_do_not_hold_a_report_back(
    plan: Plan, service: Service, quarter: Period
) -> None:
    choose(plan, service)

    report(plan, quarter)

    assert reached(plan).value is None
    assert reached(plan).provenance.frozen_at == NOON


def test_a_closed_period_freezes_what_it_holds(
    plan: Plan, service: Service, quarter: Period
) -> None:
    found = result(service, THIRD)
    choose(plan, service)
    cycles.close_period(period=quarter, by=MACHINE, at=NOON)
    Index.objects.filter(pk=found.pk).update(index=Decimal("83.01"))

    assert night(LATER) == 0

    assert (reached(plan).value, reached(plan).provenance.frozen_at) == (Decimal("81.94"), LATER)


def test_a_month_takes_the_quarter_that_holds_it_and_says_so(
    plan: Plan, service: Service, quarter: Period
) -> None:
    result(service, THIRD)
    Period.objects.filter(pk=quarter.pk).update(held=(dt.date(2026, 7, 1), dt.date(2026, 8, 1)))

    choose(plan, service)

    label = reached(plan).provenance.label
    assert label == "IKM KTP elektronik, Triwulan III 2026 (memuat bulan Juli)"
    assert reached(plan).value == Decimal("81.94")


def test_a_night_takes_the_same_statements_for_many_sources(
    town: Town,
    year: PerformanceYear,
    service: Service,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    result(service, THIRD)
    for person in (town.andi, town.dewi, town.budi, town.sari, town.stranger):
        made = make_plan(person, year, agreed_by=town.secretary)
        IndicatorSource.objects.create(
            plan=made,
            indicator=numbered(made).indicator,
            kind="INDEX",
            service=service,
            chosen_by=person.user,
            chosen_at=NOON,
        )

    with django_assert_max_num_queries(20):
        assert night() == 15

    assert Realization.objects.filter(value=Decimal("81.94")).count() == 5

"""Beginning a plan."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation.fields import days
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.models import Placement
from kinerja.plans import operations
from kinerja.plans.models import BehaviorContent, Plan
from kinerja.plans.queries import content_of
from kinerja.plans.refusals import (
    NoPlacement,
    NoPlanNeeded,
    NothingToCopy,
    PlanExists,
    YearNotOpen,
)
from regulation.behavior import CoreValue
from tests.factories import NOON, Town, actor, make_employee, make_placement
from tests.plan_factories import fill, make_agreed, make_draft, make_year, version_of


def test_it_begins_with_all_core_values(town: Town, year: PerformanceYear) -> None:
    plan = make_draft(town.andi, year)

    values = BehaviorContent.objects.filter(plan_version=version_of(plan)).order_by("id")
    assert [row.core_value for row in values] == [value.value for value in CoreValue]
    assert (plan.state, plan.model) == ("DRAFT", "JA_JF")
    assert (plan.held.lower, plan.held.upper) == (dt.date(2026, 1, 1), dt.date(2027, 1, 1))
    assert AuditEvent.objects.filter(action="plans.plan.started").count() == 1


def test_it_takes_the_form_of_high_leaders_for_a_jpt(town: Town, year: PerformanceYear) -> None:
    assert make_draft(town.sari, year).model == "JPT"
    assert make_draft(town.secretary, year).model == "JPT"
    assert make_draft(town.budi, year).model == "JA_JF"


def test_it_takes_that_form_for_the_head_of_an_independent_unit(
    town: Town, year: PerformanceYear
) -> None:
    Placement.objects.filter(employee=town.sari).update(job_group="JF")

    assert make_draft(town.sari, year).model == "JPT"


def test_it_begins_on_the_day_the_position_did(town: Town, year: PerformanceYear) -> None:
    late = make_employee("Baru Datang")
    make_placement(late, town.division, since=dt.date(2026, 5, 4))

    assert make_draft(late, year).held.lower == dt.date(2026, 5, 4)


def test_it_refuses_a_second_plan_at_the_same_time(town: Town, year: PerformanceYear) -> None:
    make_draft(town.andi, year)

    with pytest.raises(PlanExists):
        make_draft(town.andi, year)


def test_the_database_refuses_it_too(town: Town, year: PerformanceYear) -> None:
    plan = make_draft(town.andi, year)

    with pytest.raises(IntegrityError, match="plan_one_at_a_time"), transaction.atomic():
        Plan.objects.create(
            employee=town.andi,
            placement=plan.placement,
            unit=plan.unit,
            year=year,
            held=days(dt.date(2026, 6, 1), dt.date(2026, 7, 1)),
            model="JA_JF",
            state_since=NOON,
        )


def test_it_refuses_a_plan_for_somebody_else(town: Town, year: PerformanceYear) -> None:
    with pytest.raises(NotPermitted):
        operations.start_plan(employee=town.andi, year=year, by=actor(town.budi, NOON), at=NOON)


def test_it_refuses_where_nobody_knows_the_position(town: Town, year: PerformanceYear) -> None:
    with pytest.raises(NoPlacement):
        make_draft(make_employee("Tanpa Jabatan"), year)


def test_it_refuses_the_mayor(town: Town, year: PerformanceYear) -> None:
    with pytest.raises(NoPlanNeeded):
        make_draft(town.mayor, year)


@pytest.mark.parametrize("state", ["PREPARED", "CLOSED"])
def test_it_refuses_a_year_that_does_not_run(town: Town, state: str) -> None:
    with pytest.raises(YearNotOpen):
        make_draft(town.andi, make_year(2026, state=state))


def test_it_copies_last_years_words(town: Town, year: PerformanceYear) -> None:
    before = make_year(2025)
    at = NOON - dt.timedelta(days=365)
    agreed = make_agreed(town.andi, before, town.budi, at=at)
    operations_text = content_of(version_of(agreed).pk)

    plan = make_draft(town.andi, year, copy_from=agreed)

    copied = content_of(version_of(plan).pk)
    assert [r.row.text for r in copied.results] == [r.row.text for r in operations_text.results]
    assert copied.results[0].id != operations_text.results[0].id
    assert copied.results[0].indicators[0].target == 15
    assert copied.annex == operations_text.annex


def test_it_leaves_behind_what_belongs_to_the_year(town: Town, year: PerformanceYear) -> None:
    before = make_year(2025)
    at = NOON - dt.timedelta(days=365)
    parent = make_agreed(town.budi, before, town.sari, at=at)
    result = content_of(version_of(parent).pk).results[0].id
    agreed = make_agreed(town.andi, before, town.budi, parent=result, at=at)

    copied = content_of(version_of(make_draft(town.andi, year, copy_from=agreed)).pk)

    assert copied.results[0].row.parent_result_id is None


def test_it_refuses_to_copy_what_was_never_agreed(town: Town, year: PerformanceYear) -> None:
    draft = make_draft(town.andi, make_year(2025), at=NOON - dt.timedelta(days=365))
    fill(draft, at=NOON - dt.timedelta(days=365))

    with pytest.raises(NothingToCopy):
        make_draft(town.andi, year, copy_from=draft)


def test_it_refuses_to_copy_from_a_colleague(town: Town, year: PerformanceYear) -> None:
    foreign = make_agreed(town.dewi, year, town.budi)

    with pytest.raises(NothingToCopy):
        make_draft(town.andi, year, copy_from=foreign)

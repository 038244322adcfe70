"""Saying what was reached: who, when, and never over somebody's newer words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.cycles import operations as cycles
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.evidence.models import Realization, RealizationReport
from kinerja.evidence.operations import Reached, save_realization, send_report
from kinerja.evidence.queries import period_view, periods_of
from kinerja.evidence.refusals import (
    AlreadySent,
    NotComplete,
    NotOfThisPlan,
    PeriodClosed,
    PeriodNotBegun,
    PlanNotAgreed,
    StaleRealization,
)
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications.models import Notification
from kinerja.plans.models import Plan, PlanVersion
from tests.factories import NOON, Town, actor
from tests.plan_factories import make_submitted

pytestmark = pytest.mark.django_db


def save(
    plan: Plan,
    indicator: int,
    period: Period,
    value: str = "5",
    *,
    lock_no: int = 0,
    by: Actor | None = None,
) -> Realization:
    return save_realization(
        plan=plan,
        indicator_id=indicator,
        period=period,
        reached=Reached(value=Decimal(value), note="Lima kelurahan"),
        lock_no=lock_no,
        by=by or actor(plan.employee),
        at=NOON,
    )


def view_of(plan: Plan, period: Period) -> object:
    version = PlanVersion.objects.get(plan=plan)
    return period_view(plan_id=plan.pk, version_id=version.pk, period=period)[0].indicators[0]


def test_it_stores_a_value_and_leaves_no_line_in_the_trail(
    plan: Plan, indicator: int, quarter: Period
) -> None:
    before = AuditEvent.objects.count()

    stored = save(plan, indicator, quarter, "5.25")

    assert (stored.value, stored.lock_no) == (Decimal("5.25"), 1)
    assert AuditEvent.objects.count() == before


def test_a_figure_keeps_the_digits_that_were_typed(
    plan: Plan, indicator: int, quarter: Period
) -> None:
    save(plan, indicator, quarter, "12.50")

    view = view_of(plan, quarter)

    assert view.shown == "12,50 kelurahan"  # type: ignore[attr-defined]


def test_writing_the_same_figure_otherwise_is_a_change(
    plan: Plan, indicator: int, quarter: Period
) -> None:
    save(plan, indicator, quarter, "12.5")
    save(plan, indicator, quarter, "12.50", lock_no=1)

    assert str(Realization.objects.get().value) == "12.50"
    assert save(plan, indicator, quarter, "12.50", lock_no=1).lock_no == 2


@pytest.mark.parametrize("figure", ["3.12345", "1000000000000000"])
def test_a_figure_has_four_decimals_and_fifteen_digits_at_most(
    plan: Plan, indicator: int, quarter: Period, figure: str
) -> None:
    with pytest.raises(IntegrityError, match="realization_value_bounded"):
        save(plan, indicator, quarter, figure)


def test_a_newer_value_is_never_overwritten(plan: Plan, indicator: int, quarter: Period) -> None:
    save(plan, indicator, quarter)
    save(plan, indicator, quarter, "6", lock_no=1)

    with pytest.raises(StaleRealization):
        save(plan, indicator, quarter, "7", lock_no=1)

    assert Realization.objects.get().value == 6


def test_totals_add_up_and_pass_a_hundred_percent(
    plan: Plan, indicator: int, quarter: Period, year: PerformanceYear
) -> None:
    second = Period.objects.get(year=year, no=2)
    save(plan, indicator, second, "10")
    save(plan, indicator, quarter, "8")

    view = view_of(plan, quarter)

    assert view.figure == 18  # type: ignore[attr-defined]
    assert view.progress.percent == Decimal("120.00")  # type: ignore[attr-defined]
    assert view.total == "18 kelurahan"  # type: ignore[attr-defined]
    assert view.last == "10 kelurahan"  # type: ignore[attr-defined]


def test_a_sum_is_written_without_empty_decimals(
    plan: Plan, indicator: int, quarter: Period, year: PerformanceYear
) -> None:
    save(plan, indicator, Period.objects.get(year=year, no=2), "1.5")
    save(plan, indicator, quarter, "1.50")

    assert view_of(plan, quarter).total == "3 kelurahan"  # type: ignore[attr-defined]


def test_only_the_employee_writes(town: Town, plan: Plan, indicator: int, quarter: Period) -> None:
    with pytest.raises(NotPermitted):
        save(plan, indicator, quarter, by=actor(town.budi))


def test_a_closed_period_is_refused_by_the_operation_and_by_the_database(
    plan: Plan, indicator: int, quarter: Period
) -> None:
    stored = save(plan, indicator, quarter)
    cycles.close_period(period=quarter, by=Actor.system("test"), at=NOON)

    with pytest.raises(PeriodClosed):
        save(plan, indicator, quarter, lock_no=1)
    with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
        Realization.objects.filter(pk=stored.pk).update(value=9)


def test_a_period_that_has_not_begun_is_refused(
    plan: Plan, indicator: int, year: PerformanceYear
) -> None:
    with pytest.raises(PeriodNotBegun):
        save(plan, indicator, Period.objects.get(year=year, no=4))


def test_a_foreign_indicator_and_a_foreign_year_are_refused(
    town: Town, plan: Plan, indicator: int, quarter: Period
) -> None:
    other = cycles.prepare_year(year=2025, by=Actor.system("test"), at=NOON)

    with pytest.raises(NotOfThisPlan):
        save(plan, indicator + 999, quarter)
    with pytest.raises(NotOfThisPlan):
        save(plan, indicator, Period.objects.filter(year=other)[0])


def test_nothing_is_reached_before_the_plan_is_agreed(
    town: Town, year: PerformanceYear, quarter: Period
) -> None:
    submitted = make_submitted(town.dewi, year)

    with pytest.raises(PlanNotAgreed):
        save(submitted, 1, quarter)


def test_one_value_only(plan: Plan, indicator: int, quarter: Period) -> None:
    with pytest.raises(IntegrityError, match="realization_one_value"):
        Realization.objects.create(
            plan=plan,
            indicator_id=indicator,
            period=quarter,
            value=1,
            value_text="satu",
            updated_at=NOON,
        )


def test_sending_tells_the_evaluator_once(
    town: Town, plan: Plan, indicator: int, quarter: Period
) -> None:
    save(plan, indicator, quarter)

    report = send_report(plan=plan, period=quarter, by=actor(town.andi), at=NOON)

    assert not report.is_late
    note = Notification.objects.get(kind="evidence.report")
    assert (note.user_id, note.location) == (town.budi.user_id, f"/progres/{plan.pk}/{quarter.pk}/")
    assert AuditEvent.objects.filter(action="evidence.report.sent").count() == 1
    with pytest.raises(AlreadySent):
        send_report(plan=plan, period=quarter, by=actor(town.andi), at=NOON)


def test_an_incomplete_report_names_what_is_missing(
    town: Town, plan: Plan, indicator: int, quarter: Period
) -> None:
    with pytest.raises(NotComplete) as refusal:
        send_report(plan=plan, period=quarter, by=actor(town.andi), at=NOON)

    assert [reason.where for reason in refusal.value.because] == [str(indicator)]


def test_a_late_report_is_marked(
    town: Town, plan: Plan, indicator: int, year: PerformanceYear
) -> None:
    first = Period.objects.get(year=year, no=1)
    save(plan, indicator, first)

    send_report(plan=plan, period=first, by=actor(town.andi), at=NOON)

    assert RealizationReport.objects.get().is_late


def test_the_list_of_periods_counts_what_is_filled(
    plan: Plan, indicator: int, quarter: Period
) -> None:
    save(plan, indicator, quarter)

    rows = periods_of(plan.pk, plan.year_id)

    assert [row.filled for row in rows] == [0, 0, 1, 0]
    assert rows[2].starts == dt.date(2026, 7, 1)
    queryset = periods_of.queryset(plan.pk, plan.year_id)
    assert rows == [periods_of.row._make(r) for r in queryset.values_list(*periods_of.row._fields)]

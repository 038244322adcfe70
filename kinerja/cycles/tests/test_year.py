"""Preparing, dating, opening and closing a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.cycles import operations, queries
from kinerja.cycles.models import Holiday, PerformanceYear, Period, PolicyValue
from kinerja.foundation.actor import Actor
from kinerja.foundation.fields import days
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from tests.factories import NOON

pytestmark = pytest.mark.django_db
MACHINE = Actor.system("test")
ANYBODY = Actor(user_id=1, employee_id=1)


@pytest.fixture
def year() -> PerformanceYear:
    return operations.prepare_year(year=2026, by=MACHINE, at=NOON)


def frequency(value: str) -> None:
    operations.set_policy(
        parameter="evaluation_frequency", value=value, valid_from=dt.date(2025, 1, 1),
        source="Perwali 1/2025", reason="Uji", by=MACHINE, at=NOON,
    )  # fmt: skip


def test_a_year_has_four_quarters_with_dates_of_the_policy(year: PerformanceYear) -> None:
    periods = list(queries.periods_of(year))

    assert [p.label for p in periods] == [f"TRIWULAN {r}" for r in ("I", "II", "III", "IV")]
    assert periods[0].held == days(dt.date(2026, 1, 1), dt.date(2026, 4, 1))
    assert periods[3].realization_due_on == dt.date(2027, 1, 5)
    assert periods[0].evaluation_due_on == dt.date(2026, 4, 20)
    assert year.plans_due_on == dt.date(2026, 1, 31)
    assert year.annual_due_on == dt.date(2027, 1, 31)


def test_or_twelve_months() -> None:
    frequency("BULANAN")

    year = operations.prepare_year(year=2026, by=MACHINE, at=NOON)

    periods = list(queries.periods_of(year))
    assert (len(periods), periods[1].label) == (12, "FEBRUARI")
    assert periods[1].held.upper == dt.date(2026, 3, 1)


def test_a_year_is_prepared_once_and_opened_once(year: PerformanceYear) -> None:
    with pytest.raises(operations.YearExists), transaction.atomic():
        operations.prepare_year(year=2026, by=MACHINE, at=NOON)
    assert queries.current_year(dt.date(2026, 8, 3)) is None

    opened = operations.open_year(year=year, by=MACHINE, at=NOON)

    assert queries.current_year(dt.date(2026, 8, 3)) == opened
    assert queries.period_on(dt.date(2026, 8, 3)) == Period.objects.get(year=year, no=3)
    with pytest.raises(WrongState):
        operations.open_year(year=opened, by=MACHINE, at=NOON)


def test_dates_change_but_keep_their_order(year: PerformanceYear) -> None:
    first = Period.objects.get(year=year, no=1)
    dates = {first.pk: (dt.date(2026, 4, 10), dt.date(2026, 4, 30))}
    same = {"plans_due_on": year.plans_due_on, "annual_due_on": year.annual_due_on}

    operations.set_dates(year=year, periods=dates, by=MACHINE, at=NOON, **same)
    first.refresh_from_db()
    assert first.realization_due_on == dt.date(2026, 4, 10)

    wrong = {first.pk: (dt.date(2026, 4, 10), dt.date(2026, 4, 1))}
    with pytest.raises(operations.BadDates), transaction.atomic():
        operations.set_dates(year=year, periods=wrong, by=MACHINE, at=NOON, **same)


def test_a_period_closes_and_opens_again(year: PerformanceYear) -> None:
    period = Period.objects.get(year=year, no=1)

    closed = operations.close_period(period=period, by=MACHINE, at=NOON)
    assert closed.is_closed
    with pytest.raises(WrongState):
        operations.close_period(period=period, by=MACHINE, at=NOON)

    assert not operations.reopen_period(period=period, by=MACHINE, at=NOON).is_closed
    with pytest.raises(WrongState):
        operations.reopen_period(period=period, by=MACHINE, at=NOON)
    assert AuditEvent.objects.filter(action__startswith="cycles.period.").count() == 2


def test_a_parameter_holds_from_its_day_on() -> None:
    assert queries.policy_on(dt.date(2026, 1, 1)).objection_days == 14
    operations.set_policy(
        parameter="objection_days", value="10", valid_from=dt.date(2026, 3, 1),
        source="Perwali 9/2026", reason="Menyesuaikan", by=MACHINE, at=NOON,
    )  # fmt: skip

    assert queries.policy_on(dt.date(2026, 2, 28)).objection_days == 14
    assert queries.policy_on(dt.date(2026, 3, 1)).objection_days == 10


@pytest.mark.parametrize(("name", "value"), [("objection_days", "banyak"), ("tidak_ada", "1")])
def test_it_refuses_a_value_that_means_nothing(name: str, value: str) -> None:
    with pytest.raises(operations.BadValue):
        operations.set_policy(
            parameter=name,
            value=value,
            valid_from=NOON.date(),
            source="x",
            reason="y",
            by=MACHINE,
            at=NOON,
        )


def test_holidays(year: PerformanceYear) -> None:
    assert not queries.has_holidays(2026)
    day = dt.date(2026, 8, 17)
    made = operations.add_holiday(day=day, name="Kemerdekaan", source="SKB", by=MACHINE, at=NOON)
    with pytest.raises(Refusal), transaction.atomic():
        operations.add_holiday(day=day, name="Lagi", source="SKB", by=MACHINE, at=NOON)

    assert queries.holidays_between(day, day) == {day}
    operations.remove_holiday(holiday=made, by=MACHINE, at=NOON)
    assert not Holiday.objects.exists()


def test_nobody_else_changes_anything(year: PerformanceYear) -> None:
    period = Period.objects.filter(year=year)[0]
    holiday = Holiday.objects.create(day=NOON.date(), name="x", source="y")
    acts: list[Callable[[], object]] = [
        lambda: operations.prepare_year(year=2027, by=ANYBODY, at=NOON),
        lambda: operations.open_year(year=year, by=ANYBODY, at=NOON),
        lambda: operations.close_period(period=period, by=ANYBODY, at=NOON),
        lambda: operations.reopen_period(period=period, by=ANYBODY, at=NOON),
        lambda: operations.remove_holiday(holiday=holiday, by=ANYBODY, at=NOON),
    ]

    for act in acts:
        with pytest.raises(NotPermitted):
            act()


@pytest.mark.parametrize(
    ("model", "values", "constraint"),
    [
        (PerformanceYear, {"state": "OPEN"}, "performance_year_opened_at_iff_open"),
        (Period, {"no": 2}, "period_no_once_per_year"),
        (
            Period,
            {"held": days(dt.date(2026, 1, 1), dt.date(2026, 12, 31))},
            "period_one_at_a_time",
        ),
    ],
)
def test_the_database_keeps_it(
    year: PerformanceYear,
    model: type[PerformanceYear | Period],
    values: dict[str, object],
    constraint: str,
) -> None:
    first = model.objects.order_by("pk")[0]

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.filter(pk=first.pk).update(**values)


def test_a_policy_value_names_its_source() -> None:
    with pytest.raises(IntegrityError, match="policy_value_has_source_and_reason"):
        PolicyValue.objects.create(
            parameter="objection_days",
            value="1",
            valid_from=NOON.date(),
            source="",
            reason="",
            set_at=NOON,
        )

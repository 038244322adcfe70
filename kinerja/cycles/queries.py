"""Which year runs, which periods it has, which policy held on a day."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import QuerySet

from kinerja.cycles.models import Holiday, PerformanceYear, Period, PolicyValue
from kinerja.foundation.reads import read, read_instances
from regulation.policy import Policy, policy_from


@read_instances(PerformanceYear)
def _open_years(year: int) -> QuerySet[PerformanceYear]:
    years = PerformanceYear.objects.filter(state=PerformanceYear.State.OPEN, year__lte=year)
    return years.order_by("-year")[:1]


def current_year(on: dt.date) -> PerformanceYear | None:
    """Return the open year of a day, else the latest open one before it."""
    return _open_years.one(on.year)


@read_instances(Period)
def _periods_on(day: dt.date) -> QuerySet[Period]:
    periods = Period.objects.filter(held__contains=day, year__state=PerformanceYear.State.OPEN)
    return periods.select_related("year").order_by("pk")


def period_on(day: dt.date) -> Period | None:
    """Return the period of an open year that a day falls into."""
    return _periods_on.one(day)


@read_instances(Period)
def _periods_in(year_id: int) -> QuerySet[Period]:
    return Period.objects.filter(year_id=year_id).select_related("year").order_by("no")


def periods_of(year: PerformanceYear) -> list[Period]:
    """Return the periods of a year, first to last."""
    return _periods_in(year.pk)


class PolicyRow(NamedTuple):
    """A parameter as the city has set it."""

    parameter: str
    value: str


@read(PolicyRow)
def _policy_values(day: dt.date) -> QuerySet[PolicyValue]:
    return (
        PolicyValue.objects.filter(valid_from__lte=day)
        .order_by("parameter", "-valid_from", "-id")
        .distinct("parameter")
    )


def policy_on(day: dt.date) -> Policy:
    """Return what the city had set on a day; a parameter that nobody set has its default."""
    return policy_from({row.parameter: row.value for row in _policy_values(day)})


class HolidayRow(NamedTuple):
    """A registered holiday."""

    day: dt.date


@read(HolidayRow)
def _holidays(start: dt.date, end: dt.date) -> QuerySet[Holiday]:
    return Holiday.objects.filter(day__gte=start, day__lte=end).order_by("day")


def holidays_between(start: dt.date, end: dt.date) -> frozenset[dt.date]:
    """Return the registered holidays from `start` to `end`, both inside."""
    return frozenset(row.day for row in _holidays(start, end))


@read(HolidayRow)
def _first_holiday(start: dt.date, end: dt.date) -> QuerySet[Holiday]:
    return Holiday.objects.filter(day__gte=start, day__lte=end).order_by("day")[:1]


def has_holidays(year: int) -> bool:
    """Say whether anybody has registered the holidays of a year."""
    return bool(_first_holiday(dt.date(year, 1, 1), dt.date(year, 12, 31)))

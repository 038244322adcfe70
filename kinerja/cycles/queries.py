"""Which year runs, which periods it has, which policy held on a day."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from kinerja.cycles.models import Holiday, PerformanceYear, Period, PolicyValue
from regulation.policy import Policy, policy_from


def current_year(on: dt.date) -> PerformanceYear | None:
    """Return the open year of a day, else the latest open one before it."""
    years = PerformanceYear.objects.filter(state=PerformanceYear.State.OPEN, year__lte=on.year)
    return years.order_by("-year").first()


def period_on(day: dt.date) -> Period | None:
    """Return the period of an open year that a day falls into."""
    periods = Period.objects.filter(held__contains=day, year__state=PerformanceYear.State.OPEN)
    return periods.select_related("year").first()


def periods_of(year: PerformanceYear) -> QuerySet[Period]:
    """Return the periods of a year, first to last."""
    return Period.objects.filter(year=year).order_by("no")


def policy_on(day: dt.date) -> Policy:
    """Return what the city had set on a day; a parameter that nobody set has its default."""
    values = (
        PolicyValue.objects.filter(valid_from__lte=day)
        .order_by("parameter", "-valid_from", "-id")
        .distinct("parameter")
        .values_list("parameter", "value")
    )
    return policy_from(dict(values))


def holidays_between(start: dt.date, end: dt.date) -> frozenset[dt.date]:
    """Return the registered holidays from `start` to `end`, both inside."""
    days = Holiday.objects.filter(day__range=(start, end)).values_list("day", flat=True)
    return frozenset(days)


def has_holidays(year: int) -> bool:
    """Say whether anybody has registered the holidays of a year."""
    return Holiday.objects.filter(day__year=year).exists()

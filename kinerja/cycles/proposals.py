"""Dates for a year that opens late: what has passed already moves behind today."""

from __future__ import annotations

import datetime as dt

from kinerja.cycles.models import PerformanceYear, Period
from kinerja.cycles.queries import holidays_between
from regulation.deadlines import next_working_day

PLANNING_DAYS = dt.timedelta(days=14)
REPORTING_DAYS = dt.timedelta(days=14)
EVALUATION_DAYS = dt.timedelta(days=15)
#: as far ahead as a proposal can reach
HORIZON = dt.timedelta(days=120)


def proposed_dates(
    year: PerformanceYear, periods: list[Period], today: dt.date
) -> dict[str, dt.date]:
    """Return the dates of a prepared year by field; those that lie ahead stay as they are.

    Nobody shall be late on the first day: who gets a draft in November has two weeks for it, two
    more to report what was done before, and the evaluator the usual time after that.
    """
    holidays = holidays_between(today, today + HORIZON)

    def after(day: dt.date, pause: dt.timedelta) -> dt.date:
        return next_working_day(day + pause, holidays=holidays)

    plans, first = year.plans_due_on, today
    if plans < today:
        plans = first = after(today, PLANNING_DAYS)
    dates, last = {"plans_due_on": plans}, today
    for period in periods:
        realized, evaluated = period.realization_due_on, period.evaluation_due_on
        if realized < first:
            realized = after(first, REPORTING_DAYS)
        if evaluated < max(first, realized):
            evaluated = after(realized, EVALUATION_DAYS)
        dates[f"realization_{period.pk}"] = realized
        dates[f"evaluation_{period.pk}"] = last = evaluated
    is_past = year.annual_due_on < today
    dates["annual_due_on"] = after(last, EVALUATION_DAYS) if is_past else year.annual_due_on
    return dates

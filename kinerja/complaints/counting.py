"""From days to figures: what was due when, and how many came in time."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from kinerja.complaints.statistics import median, percent, wilson
from kinerja.cycles.queries import holidays_between, policy_on
from regulation.complaints import (
    ComplaintClass,
    Timeliness,
    answer_due,
    timeliness,
    working_days_until,
)
from regulation.parameters import Table

#: the longest limit that a city sets ends within this time
AHEAD = dt.timedelta(days=366)
COUNTED = frozenset({Timeliness.WITHIN, Timeliness.LATE, Timeliness.OVERDUE})
UNANSWERED = frozenset({Timeliness.OPEN, Timeliness.OVERDUE})


class ComplaintFigure(NamedTuple):
    """How a unit answers: numbers, and the share within the limit in percent.

    Of the `n` complaints `counted` say something about the limit: those answered, and those whose
    limit is over. The others are `open` (no answer yet) or have no limit. `median_days` are working
    days from receipt to answer.
    """

    n: int
    answered: int
    within: int
    share: Decimal | None
    low: Decimal | None
    high: Decimal | None
    median_days: Decimal | None
    open: int
    counted: int = 0

    @property
    def outside(self) -> int:
        """Answered late, or not answered although the limit is over."""
        return self.counted - self.within


class Calendar:
    """The limits and holidays of a stretch of time; each day is counted once."""

    def __init__(self, limits: Table, holidays: frozenset[dt.date]) -> None:
        self.limits, self.holidays = limits, holidays
        self._due: dict[tuple[str, dt.date], dt.date | None] = {}
        self._days: dict[tuple[dt.date, dt.date], int] = {}

    def due(self, category: str, received: dt.date) -> dt.date | None:
        """Return the last day on which an answer is in time, None without a limit."""
        key = category, received
        if key not in self._due:
            self._due[key] = answer_due(
                received=received,
                category=ComplaintClass(category),
                limits=self.limits,
                holidays=self.holidays,
            )
        return self._due[key]

    def days(self, received: dt.date, responded: dt.date) -> int:
        """Return the working days from receipt to answer."""
        key = received, responded
        if key not in self._days:
            self._days[key] = working_days_until(received, responded, holidays=self.holidays)
        return self._days[key]

    def missing_years(self, first: dt.date, last: dt.date) -> list[int]:
        """Return the years of which nobody has registered a holiday: their days count too many."""
        known = {day.year for day in self.holidays}
        return [year for year in range(first.year, last.year + 1) if year not in known]


def calendar_of(start: dt.date, on: dt.date, *, limits_on: dt.date) -> Calendar:
    """Read what counting the complaints since a day needs: two statements."""
    first, last = dt.date(start.year, 1, 1), dt.date((on + AHEAD).year, 12, 31)
    return Calendar(policy_on(limits_on).complaint_sla, holidays_between(first, last))


class Tally:
    """Counts complaints; `figure` says what they come to."""

    def __init__(self) -> None:
        self.standing: Counter[Timeliness] = Counter()
        self.days: Counter[int] = Counter()
        self.n = self.answered = 0

    def add(
        self,
        calendar: Calendar,
        category: str,
        received: dt.date,
        responded: dt.date | None,
        *,
        on: dt.date,
        times: int = 1,
    ) -> None:
        """Count complaints of one class, received and answered on the same days."""
        due = calendar.due(category, received)
        self.standing[timeliness(due=due, responded=responded, on=on)] += times
        self.n += times
        if responded is not None:
            self.answered += times
            self.days[calendar.days(received, responded)] += times

    def figure(self) -> ComplaintFigure:
        counted = sum(self.standing[state] for state in COUNTED)
        within = self.standing[Timeliness.WITHIN]
        low, high = wilson(within, counted) if counted else (None, None)
        return ComplaintFigure(
            n=self.n,
            answered=self.answered,
            within=within,
            share=None if not counted else percent(within / counted),
            low=None if low is None else percent(low),
            high=None if high is None else percent(high),
            median_days=median(self.days),
            open=self.n - self.answered - self.standing[Timeliness.OVERDUE],
            counted=counted,
        )

"""The days of Kotalama: when things happen around the day the city is shown at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from random import Random

from kinerja.cycles.models import Period
from kinerja.foundation import clock
from kinerja.foundation.fields import last_day

#: as of the third of August, two quarters are over and judged
USUAL = (8, 3)
HALF = (7, 1)
SATURDAY = 5
#: working days from the end of a quarter until the slowest has received his result
JUDGED_WITHIN = 19.0
LEAST = dt.timedelta(days=3)
OPENS, HOURS = 7.5, 9.0
ONE_DAY = dt.timedelta(days=1)


def usual_as_of(today: dt.date) -> dt.date:
    """Return today, or 3 August of the year before while two quarters are not yet over."""
    if (today.month, today.day) >= HALF:
        return today
    return dt.date(today.year - 1, *USUAL)


@dataclass(frozen=True, slots=True, eq=False)
class Quarter:
    """A period of the year with its last day and its deadline."""

    id: int
    no: int
    label: str
    start: dt.date
    end: dt.date
    due: dt.date
    judged_by: dt.date

    @classmethod
    def of(cls, period: Period) -> Quarter:
        end = last_day(period.held)
        assert end is not None
        return cls(
            period.pk,
            period.no,
            period.label,
            period.held.lower,
            end,
            period.realization_due_on,
            period.evaluation_due_on,
        )

    @property
    def title(self) -> str:
        """triwulan III, as it stands inside a sentence"""
        return self.label.replace("TRIWULAN", "triwulan")


@dataclass(frozen=True)
class Timeline:
    """The year around a day; everything has happened before that day begins."""

    as_of: dt.date
    quarters: list[Quarter] = field(default_factory=list)

    @property
    def year(self) -> int:
        return self.as_of.year

    @cached_property
    def now(self) -> dt.datetime:
        return clock.start_of(self.as_of)

    @cached_property
    def finished(self) -> list[Quarter]:
        return [quarter for quarter in self.quarters if quarter.end < self.as_of]

    @cached_property
    def begun(self) -> list[Quarter]:
        return [quarter for quarter in self.quarters if quarter.start <= self.as_of]

    @cached_property
    def running(self) -> Quarter:
        return self.begun[-1]

    @cached_property
    def _workdays(self) -> list[dt.datetime]:
        """The first moments of the working days, from Christmas of the year before on."""
        first = dt.date(self.year - 1, 12, 25)
        days = (first + dt.timedelta(days=step) for step in range(400))
        return [clock.start_of(day) for day in days if day.weekday() < SATURDAY]

    @cached_property
    def _place(self) -> dict[dt.date, int]:
        """For each day the number of the first working day that is not before it."""
        places: dict[dt.date, int] = {}
        first, number = dt.date(self.year - 1, 12, 25), 0
        days = [clock.local_date(moment) for moment in self._workdays]
        for step in range(390):
            day = first + dt.timedelta(days=step)
            while days[number] < day:
                number += 1
            places[day] = number
        return places

    def work(self, day: dt.date, offset: float) -> dt.datetime:
        """Return a moment in working hours so many working days after a day, never after now."""
        place = self._place[day] + offset
        number = int(place // 1)
        seconds = int((OPENS + HOURS * (place - number)) * 3600)
        return min(self._workdays[number] + dt.timedelta(seconds=seconds), self.now)

    def after(self, quarter: Quarter, offset: float) -> dt.datetime:
        """Return a moment so many working days after a quarter; squeezed where it is just over."""
        start = quarter.end + ONE_DAY
        if self.work(start, JUDGED_WITHIN) < self.now or offset < 0:
            return self.work(start, offset)
        base = min(clock.start_of(start), self.now - LEAST)
        seconds = int((self.now - base).total_seconds() * offset / JUDGED_WITHIN)
        return base + dt.timedelta(seconds=seconds)

    def within(self, quarter: Quarter, chance: Random, *, skip: int = 20) -> dt.datetime | None:
        """Return some moment of a quarter, not in its first days; None where it has just begun."""
        first = quarter.start + dt.timedelta(days=skip)
        last = min(quarter.end, self.as_of - ONE_DAY)
        if last <= first:
            return None
        day = first + dt.timedelta(days=int(chance.random() * (last - first).days))
        return self.work(day, chance.random())

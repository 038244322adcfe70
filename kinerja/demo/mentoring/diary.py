"""The diaries of those who lead: working days without holidays, one talk at a time."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from random import Random

from kinerja.demo.holidays import holidays_of
from kinerja.demo.shapes import Person
from kinerja.demo.timeline import ONE_DAY, SATURDAY, Timeline
from kinerja.foundation import clock

#: half hours from eight to noon and from one to half past three
SLOTS = (*range(16, 24), *range(26, 32))
TRIES, SEARCHED = 6, 20
FORTNIGHT = dt.timedelta(days=14)


class Diary:
    """Finds a free half hour of a leader."""

    def __init__(self, time: Timeline, chance: Random) -> None:
        self.time, self.chance = time, chance
        self.holidays = {day for day, _ in holidays_of(time.year)}
        self.holidays.add(dt.date(time.year + 1, 1, 1))
        self._taken: set[tuple[Person, dt.date, int]] = set()

    def is_working(self, day: dt.date) -> bool:
        return day.weekday() < SATURDAY and day not in self.holidays

    def next_working(self, day: dt.date) -> dt.date:
        """Return the day, or the next one that is neither free nor a holiday."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def before_today(self, day: dt.date) -> dt.date:
        """Return a working day that is over: this one, the next, or the last before today."""
        found = self.next_working(day)
        while found >= self.time.as_of or not self.is_working(found):
            found -= ONE_DAY
        return found

    def book(self, leader: Person, day: dt.date) -> dt.datetime:
        """Take a free half hour of a day, or of one soon after; never passes the day shown at."""
        is_past = day < self.time.as_of
        for _ in range(SEARCHED):
            for _ in range(TRIES):
                slot = SLOTS[int(self.chance.random() * len(SLOTS))]
                if (leader, day, slot) not in self._taken:
                    self._taken.add((leader, day, slot))
                    return self.moment(day, slot)
            later = self.next_working(day + ONE_DAY)
            day = self.before_today(later) if is_past else later
        return self.moment(day, SLOTS[0])

    def moment(self, day: dt.date, slot: int) -> dt.datetime:
        return clock.start_of(day) + dt.timedelta(minutes=30 * slot)

    def following(self, first: dt.datetime, rhythm: str, no: int) -> dt.datetime | None:
        """Return when an occurrence of a series is, as the room itself reckons it."""
        if no == 0:
            return first
        local = clock.local(first)
        day = self._day(local.date(), rhythm, no)
        if day is None:
            return None
        start = dt.datetime.combine(self.next_working(day), local.time(), tzinfo=clock.zone())
        return start.astimezone(dt.UTC)

    def _day(self, first: dt.date, rhythm: str, no: int) -> dt.date | None:
        if rhythm == "EVERY_TWO_WEEKS":
            return first + FORTNIGHT * no
        if rhythm == "MONTHLY":
            months = first.month - 1 + no
            year, month = first.year + months // 12, months % 12 + 1
            return dt.date(year, month, min(first.day, monthrange(year, month)[1]))
        periods = [one for one in self.time.quarters if one.end >= first]
        if len(periods) <= no:
            return None
        return min(periods[no].start + (first - periods[0].start), periods[no].end)

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
    """Finds half hours in which both of a talk are free."""

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

    def book(self, day: dt.date, *both: Person) -> dt.datetime:
        """Take a free half hour of a day, or of one soon after; never passes the day shown at."""
        is_past = day < self.time.as_of
        for _ in range(SEARCHED):
            for _ in range(TRIES):
                slot = SLOTS[int(self.chance.random() * len(SLOTS))]
                if self._takes(day, slot, both):
                    return self.moment(day, slot)
            later = self.next_working(day + ONE_DAY)
            day = self.before_today(later) if is_past else later
        return self.moment(day, SLOTS[0])

    def _takes(self, day: dt.date, slot: int, both: tuple[Person, ...]) -> bool:
        wanted = {(one, day, slot) for one in both}
        if wanted & self._taken:
            return False
        self._taken |= wanted
        return True

    def moment(self, day: dt.date, slot: int) -> dt.datetime:
        return clock.start_of(day) + dt.timedelta(minutes=30 * slot)

    def following(
        self, first: dt.datetime, rhythm: str, no: int, *both: Person
    ) -> dt.datetime | None:
        """Take the time of an occurrence of a series, as the room itself reckons it."""
        if no == 0:
            return first
        local = clock.local(first)
        day = self._day(local.date(), rhythm, no)
        if day is None:
            return None
        slot = 2 * local.hour + local.minute // 30
        found = self.next_working(day)
        while not self._takes(found, slot, both):
            found = self.next_working(found + ONE_DAY)
        return self.moment(found, slot)

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

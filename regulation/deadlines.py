"""Last days: counting, weekends and holidays, and the time to object."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

from regulation.citation import Citation
from regulation.instruments import LOCAL_POLICY, PP_30_2019
from regulation.labels import Labeled
from regulation.ruling import Reason, Ruling

ONE_DAY = timedelta(days=1)
SATURDAY = 5
NO_HOLIDAYS: frozenset[date] = frozenset()
OBJECTION = PP_30_2019.article("59")
COUNTING = Citation(LOCAL_POLICY)


class DayType(Labeled):
    CALENDAR = "CALENDAR", "Hari kalender"
    WORKING = "WORKING", "Hari kerja"


class ObjectionState(Labeled):
    NOT_STARTED = "NOT_STARTED", "Belum dimulai"
    OPEN = "OPEN", "Masih terbuka"
    CLOSED = "CLOSED", "Sudah lewat"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of days and the kind of days it counts."""

    days: int
    day_type: DayType = DayType.CALENDAR

    def __str__(self) -> str:
        return f"{self.days} {self.day_type.label.lower()}"


FOURTEEN_DAYS = Count(14)


def is_working_day(day: date, *, holidays: Container[date] = NO_HOLIDAYS) -> bool:
    """Say whether offices work that day: Monday to Friday, no holiday."""
    return day.weekday() < SATURDAY and day not in holidays


def next_working_day(day: date, *, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """Return `day` itself if offices work then, else the next day they do."""
    while not is_working_day(day, holidays=holidays):
        day += ONE_DAY
    return day


def last_day(start: date, *, count: Count, holidays: Container[date] = NO_HOLIDAYS) -> date:
    """Return the last day of a time that starts with an event on `start`.

    Day 1 is the day after; an end on a free day moves to the next working day.
    """
    if count.day_type is DayType.CALENDAR:
        return next_working_day(start + count.days * ONE_DAY, holidays=holidays)
    day = start
    for _ in range(count.days):
        day = next_working_day(day + ONE_DAY, holidays=holidays)
    return day


def objection_last_day(
    *,
    received: date,
    count: Count = FOURTEEN_DAYS,
    holidays: Container[date] = NO_HOLIDAYS,
) -> Ruling[date]:
    """Return the last day on which the employee may object to a result received that day.

    Law: PP 30/2019 Pasal 59.
    """
    end = last_day(received, count=count, holidays=holidays)
    text = f"Keberatan diajukan paling lambat {count} sejak hasil diterima."
    because = [Reason(OBJECTION, text, code="OBJECTION_DAYS")]
    counted = received + count.days * ONE_DAY
    if count.day_type is DayType.CALENDAR and end != counted:
        moved = f"Hari terakhir jatuh pada hari libur, jadi bergeser {(end - counted).days} hari."
        because.append(Reason(COUNTING, moved, code="MOVED_TO_WORKING_DAY"))
    return Ruling(end, tuple(because))


def objection_state(
    *,
    received: date | None,
    on: date,
    count: Count = FOURTEEN_DAYS,
    holidays: Container[date] = NO_HOLIDAYS,
) -> Ruling[ObjectionState]:
    """Say whether an objection filed on a day would be in time. Without receipt no clock runs.

    Law: PP 30/2019 Pasal 59.
    """
    if received is None:
        text = "Hasil belum diterima, jadi waktu keberatan belum berjalan."
        return Ruling(ObjectionState.NOT_STARTED, (Reason(OBJECTION, text, code="NOT_RECEIVED"),))
    end = objection_last_day(received=received, count=count, holidays=holidays)
    state = ObjectionState.OPEN if on <= end.outcome else ObjectionState.CLOSED
    return Ruling(state, end.because)


def received_on(
    *, received: date | None, delivered: date | None, deemed_received_days: int | None
) -> date | None:
    """Return the day from which the time runs: the receipt, else the day it is deemed received."""
    if received is not None:
        return received
    if delivered is None or deemed_received_days is None:
        return None
    return delivered + deemed_received_days * ONE_DAY

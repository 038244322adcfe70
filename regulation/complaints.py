"""Complaints by class: their limits in working days, and whether an answer came within them."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from regulation.deadlines import (
    NO_HOLIDAYS,
    ONE_DAY,
    Count,
    DayType,
    is_working_day,
    last_day,
)
from regulation.instruments import PERMENPANRB_62_2018, UU_25_2009
from regulation.labels import Labeled
from regulation.parameters import Table

#: what the limits rest on; the exact provisions have not been checked
SOURCES = (UU_25_2009.unverified(), PERMENPANRB_62_2018.unverified())
#: a limit beyond any that a city can mean: what is counted day by day stays short
LONGEST = 1_000


class ComplaintClass(Labeled):
    """What SP4N-LAPOR! takes a report to be."""

    INFORMASI = "INFORMASI", "Permintaan informasi"
    TIDAK_BERKADAR = "TIDAK_BERKADAR", "Pengaduan tidak berkadar pengawasan"
    BERKADAR = "BERKADAR", "Pengaduan berkadar pengawasan"
    ASPIRASI = "ASPIRASI", "Aspirasi"


class Timeliness(Labeled):
    """How a complaint stands to its limit."""

    WITHIN = "WITHIN", "Dijawab dalam batas waktu"
    LATE = "LATE", "Dijawab lewat batas waktu"
    OVERDUE = "OVERDUE", "Belum dijawab, lewat batas waktu"
    OPEN = "OPEN", "Belum dijawab, masih dalam batas waktu"
    NO_LIMIT = "NO_LIMIT", "Tanpa batas waktu"


def limit_of(category: ComplaintClass, *, limits: Table) -> Count | None:
    """Return the working days in which a class is answered; None where the city sets none.

    Law: PermenPANRB 62/2018.
    """
    days = dict(limits).get(category.value)
    return None if days is None else Count(min(int(days), LONGEST), DayType.WORKING)


def answer_due(
    *,
    received: date,
    category: ComplaintClass,
    limits: Table,
    holidays: Container[date] = NO_HOLIDAYS,
) -> date | None:
    """Return the last day on which an answer is in time; day 1 is the working day after receipt.

    Law: UU 25/2009; PermenPANRB 62/2018.
    """
    count = limit_of(category, limits=limits)
    return None if count is None else last_day(received, count=count, holidays=holidays)


def timeliness(*, due: date | None, responded: date | None, on: date) -> Timeliness:
    """Say how a complaint stands to its limit on a day.

    One without an answer is open until its limit is over, and counts as outside it afterwards.

    Law: UU 25/2009; PermenPANRB 62/2018.
    """
    if due is None:
        return Timeliness.NO_LIMIT
    if responded is not None:
        return Timeliness.WITHIN if responded <= due else Timeliness.LATE
    return Timeliness.OPEN if on <= due else Timeliness.OVERDUE


def working_days_until(start: date, end: date, *, holidays: Container[date] = NO_HOLIDAYS) -> int:
    """Return how many working days lie after `start`, up to and with `end`."""
    days = (start + number * ONE_DAY for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays=holidays) for day in days)

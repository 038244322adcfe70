"""The periods of an index: a quarter, a half or a whole calendar year."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

QUARTER, HALF, YEAR = 3, 6, 12
LENGTHS = (QUARTER, HALF, YEAR)
ROMAN = ("I", "II", "III", "IV")
#: years from 1000: what comes before the first has to exist, too
CODE = re.compile(r"(?P<year>[1-9][0-9]{3})(?:-(?:(?P<quarter>[1-4])|S(?P<half>[12])))?", re.ASCII)


class Span(NamedTuple):
    """A run of whole months; `Span.ends` is the first day after it."""

    starts: dt.date
    months: int

    @property
    def ends(self) -> dt.date:
        return _later(self.starts, self.months)

    @property
    def last_day(self) -> dt.date:
        return self.ends - dt.timedelta(days=1)

    @property
    def number(self) -> int:
        """Return which quarter or half of its year it is; 1 for a year."""
        return (self.starts.month - 1) // self.months + 1

    @property
    def label(self) -> str:
        if self.months == YEAR:
            return f"Tahun {self.starts.year}"
        kind = "Triwulan" if self.months == QUARTER else "Semester"
        return f"{kind} {ROMAN[self.number - 1]} {self.starts.year}"

    @property
    def spoken(self) -> str:
        """triwulan III 2026, inside a sentence"""
        return self.label[0].lower() + self.label[1:]

    @property
    def short(self) -> str:
        """III/26, to stand beside others on a phone"""
        year = f"{self.starts.year % 100:02d}"
        if self.months == YEAR:
            return str(self.starts.year)
        return f"{'' if self.months == QUARTER else 'S'}{ROMAN[self.number - 1]}/{year}"

    @property
    def code(self) -> str:
        """Return what addresses say: 2026-3 the third quarter, 2026-S2 a half, 2026 a year."""
        if self.months == YEAR:
            return str(self.starts.year)
        return f"{self.starts.year}-{'' if self.months == QUARTER else 'S'}{self.number}"

    @property
    def previous(self) -> Span:
        return Span(_later(self.starts, -self.months), self.months)

    @property
    def following(self) -> Span:
        return Span(self.ends, self.months)

    @property
    def quarters(self) -> tuple[Span, ...]:
        count = self.months // QUARTER
        return tuple(Span(_later(self.starts, QUARTER * no), QUARTER) for no in range(count))

    def holds(self, day: dt.date) -> bool:
        return self.starts <= day < self.ends


def span_of(day: dt.date, months: int) -> Span:
    """Return the span of this length that holds the day."""
    first = (day.month - 1) // months * months + 1
    return Span(dt.date(day.year, first, 1), months)


def quarter_of(day: dt.date) -> Span:
    return span_of(day, QUARTER)


def spans_of(day: dt.date) -> tuple[Span, ...]:
    """Return the quarter, the half and the year that hold the day."""
    return tuple(span_of(day, months) for months in LENGTHS)


def span_coded(code: str) -> Span | None:
    """Return the span that an address names; None for what names none."""
    found = CODE.fullmatch(code)
    if not found:
        return None
    months = QUARTER if found["quarter"] else HALF if found["half"] else YEAR
    number = int(found["quarter"] or found["half"] or 1)
    return Span(dt.date(int(found["year"]), (number - 1) * months + 1, 1), months)


def _later(day: dt.date, months: int) -> dt.date:
    whole = day.year * YEAR + day.month - 1 + months
    return dt.date(whole // YEAR, whole % YEAR + 1, 1)

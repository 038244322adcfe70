"""Signals of a service in a quarter, what each means, and what people decided about them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from django.db.models import F, OuterRef, QuerySet, Subquery

from kinerja.foundation import sql
from kinerja.foundation.reads import read
from kinerja.organization.models import Employee
from kinerja.surveys.models import Flag, Ruling
from kinerja.surveys.periods import Span

SQL = Path(__file__).parents[1] / "sql"
MEANINGS = {
    Flag.BURST: (
        "Banyak jawaban dalam waktu singkat",
        "Satu loket menerima 40 jawaban atau lebih dalam sepuluh menit. Bisa karena rombongan "
        "atau hari ramai; bisa juga satu orang menjawab berkali-kali.",
    ),
    Flag.STRAIGHT_LINE: (
        "Semua jawaban sama",
        "Sembilan unsur diberi nilai yang sama. Warga yang puas pada semuanya juga menjawab "
        "begitu.",
    ),
    Flag.TOO_FAST: (
        "Sangat cepat",
        "Sembilan pertanyaan dijawab dalam kurang dari delapan detik, lebih cepat daripada orang "
        "bisa membacanya.",
    ),
    Flag.OFFICE: (
        "Dari jaringan kantor pada jam kerja",
        "Jawaban dikirim dari jaringan kantor kota. Warga yang memakai Wi-Fi kantor juga termasuk.",
    ),
}


class Cell(NamedTuple):
    """How many answers of a counter or a week bear a signal."""

    label: str
    answers: int


class Signal(NamedTuple):
    """One kind of signal. `answers` None: some, but too few to say how many."""

    title: str
    meaning: str
    answers: int | None
    counters: list[Cell]
    weeks: list[tuple[dt.date, int]]
    has_hidden: bool


class RulingRow(NamedTuple):
    """One decision."""

    starts: dt.date
    leave_out: bool
    reason: str
    by_name: str | None
    at: dt.datetime


def signals(service_id: int, span: Span, least_cell: int) -> list[Signal]:
    """Return every kind of signal of a service in a quarter, in one statement."""
    rows = sql.run_planned(
        SQL / "list_signals.sql",
        {"service": service_id, "starts": span.starts, "ends": span.ends},
    )
    return [_signal(flag, [row[1:] for row in rows if row[0] == flag], least_cell) for flag in Flag]


def _signal(flag: Flag, rows: list[tuple[object, ...]], least_cell: int) -> Signal:
    title, meaning = MEANINGS[flag]
    counters: list[Cell] = []
    weeks: list[tuple[dt.date, int]] = []
    total, hidden = 0, False
    for counter_id, name, week, answers in rows:
        count = int(str(answers))
        if counter_id is None and week is None:
            total = count
        elif count < least_cell:
            hidden = True
        elif counter_id is not None:
            counters.append(Cell(str(name), count))
        elif isinstance(week, dt.date):
            weeks.append((week, count))
    told = total if total == 0 or total >= least_cell else None
    return Signal(title, meaning, told, *_beside(total, counters, weeks, least_cell), hidden)


def _beside(
    total: int, counters: list[Cell], weeks: list[tuple[dt.date, int]], least_cell: int
) -> tuple[list[Cell], list[tuple[dt.date, int]]]:
    """Leave out what would tell the rest by subtraction from the whole."""
    rest = total - sum(cell.answers for cell in counters)
    while counters and 0 < rest < least_cell:
        smallest = min(counters, key=lambda cell: cell.answers)
        counters = [cell for cell in counters if cell is not smallest]
        rest += smallest.answers
    rest = total - sum(count for _, count in weeks)
    while weeks and 0 < rest < least_cell:
        least = min(weeks, key=lambda pair: pair[1])
        weeks = [pair for pair in weeks if pair is not least]
        rest += least[1]
    return counters, weeks


@read(RulingRow)
def rulings_of(service_id: int) -> QuerySet[Ruling]:
    """Return all decisions about a service, the newest first."""
    name = Employee.objects.filter(user_id=OuterRef("by_id")).values("name")[:1]
    return (
        Ruling.objects.filter(service_id=service_id)
        .annotate(by_name=Subquery(name))
        .order_by(F("at").desc(), F("id").desc())
    )

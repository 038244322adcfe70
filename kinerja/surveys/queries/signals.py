"""Signals of a service in a quarter, what each means, and what people decided about them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

from django.db.models import F, OuterRef, QuerySet, Subquery

from kinerja.foundation import sql
from kinerja.foundation.reads import read
from kinerja.organization.models import Employee
from kinerja.surveys.models import Flag, Ruling
from kinerja.surveys.periods import Span
from kinerja.surveys.privacy import suppress

SQL = Path(__file__).parents[1] / "sql"
MEANINGS = {
    Flag.BURST: (
        "Banyak jawaban dalam waktu singkat",
        "Satu loket menerima sangat banyak jawaban dalam sepuluh menit. Bisa karena rombongan "
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


def _signal(flag: Flag, rows: list[tuple[Any, ...]], least_cell: int) -> Signal:
    title, meaning = MEANINGS[flag]
    total = sum(count for counter, _, week, count in rows if counter is None and week is None)
    if total < least_cell:
        return Signal(title, meaning, None if total else 0, [], [])
    counters = suppress(
        {(counter, name): count for counter, name, _, count in rows if counter is not None},
        least_cell,
    )
    weeks = suppress({week: count for _, _, week, count in rows if week is not None}, least_cell)
    return Signal(
        title,
        meaning,
        total,
        [Cell(name, count) for (_, name), count in counters.items() if count is not None],
        [(week, count) for week, count in weeks.items() if count is not None],
    )


@read(RulingRow)
def rulings_of(service_id: int) -> QuerySet[Ruling]:
    """Return all decisions about a service, the newest first."""
    name = Employee.objects.filter(user_id=OuterRef("by_id")).values("name")[:1]
    return (
        Ruling.objects.filter(service_id=service_id)
        .annotate(by_name=Subquery(name))
        .order_by(F("at").desc(), F("id").desc())
    )

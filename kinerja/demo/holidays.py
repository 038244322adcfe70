"""The holidays of a year, so that no deadline of the demo ends on one."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

from kinerja.cycles.operations import add_holiday
from kinerja.demo.banks import TEXTS
from kinerja.foundation.actor import Actor

SOURCE = "Data contoh menurut keputusan bersama tiga menteri"


def holidays_of(year: int) -> list[tuple[dt.date, str]]:
    """Return the days, fixed ones first."""
    known: dict[str, Any] = tomllib.loads((TEXTS / "libur.toml").read_text(encoding="utf-8"))
    rows = [*known["tetap"], *known.get(str(year), [])]
    return [(dt.date.fromisoformat(f"{year}-{day}"), name) for day, name in rows]


def store_holidays(year: int, *, by: Actor, at: dt.datetime) -> None:
    """Register the days of a year, and the first day of the next."""
    days = [*sorted(holidays_of(year)), (dt.date(year + 1, 1, 1), "Tahun Baru Masehi")]
    for day, name in days:
        add_holiday(day=day, name=name, source=SOURCE, by=by, at=at)

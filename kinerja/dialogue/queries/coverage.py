"""How many people each superior has met this period: counts for whoever heads the units."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import fetch
from kinerja.organization.models.people import full_name

PAGE = 50
FILE = Path(__file__).parents[1] / "sql" / "cover_superiors.sql"


class CoverRow(NamedTuple):
    """One superior with the people whom he assesses in these units."""

    evaluator_id: int | None
    front: str
    name: str
    back: str
    title: str
    people: int
    met: int
    coming: int
    late: int
    all_rows: int
    all_people: int
    all_met: int

    @property
    def full_name(self) -> str:
        return full_name(self.front, self.name, self.back)


def units_of(actor: Actor) -> list[int]:
    """Return the units of which the actor may know how many sessions there were."""
    return sorted({*actor.units_headed, *actor.units_managed, *actor.units_audited})


def coverage_of(
    actor: Actor,
    *,
    since: dt.datetime,
    until: dt.datetime,
    on: dt.date,
    now: dt.datetime,
    page: int,
) -> list[CoverRow]:
    """Return a page of the superiors by name, in one statement however large the city."""
    values = {
        "day": on,
        "units": units_of(actor),
        "since": since,
        "until": until,
        "now": now,
        "limit": PAGE,
        "offset": PAGE * (page - 1),
    }
    return [CoverRow._make(row) for row in fetch(_sql(), values)]


@cache
def _sql() -> str:
    return FILE.read_text(encoding="utf-8")

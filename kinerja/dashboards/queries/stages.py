"""How far each stage is per OPD, and who holds it up."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

from kinerja.cycles.models import Period
from kinerja.foundation import sql
from kinerja.foundation.actor import Actor

SQL = Path(__file__).parents[1] / "sql"


class StageRow(NamedTuple):
    """One OPD in one period: people, and how many have passed each stage."""

    unit_id: int
    name: str
    people: int
    without_plan: int
    drafting: int
    submitted: int
    agreed: int
    reported: int
    self_sent: int
    decided: int
    delivered: int
    received: int
    not_rated: int

    @property
    def rated(self) -> int:
        """Decided, whatever came after."""
        return self.decided + self.delivered + self.received


class HolderRow(NamedTuple):
    """A person who has work of others in hand."""

    unit_id: int
    unit_name: str
    employee_id: int | None
    name: str
    stage: str
    waiting: int
    since: dt.datetime


def units_of(actor: Actor) -> list[int]:
    """Return every unit whose stages the actor may see."""
    return sorted({*actor.units_headed, *actor.units_managed, *actor.units_audited})


def stages_of(actor: Actor, *, period: Period, on: dt.date) -> list[StageRow]:
    """Return the stages of each OPD that the actor may see, in one statement."""
    values = {"units": units_of(actor), "period": period.pk, "year": period.year_id, "on_day": on}
    return [StageRow(*row) for row in sql.run_planned(SQL / "count_stages.sql", values)]


def holders_of(
    actor: Actor, *, period: Period, on: dt.date, opd: int | None = None
) -> list[HolderRow]:
    """Return who has work of others in hand, the longest waiting first; of one OPD, or of all."""
    values = {
        "units": units_of(actor),
        "period": period.pk,
        "year": period.year_id,
        "on_day": on,
        "opd": opd,
    }
    return [HolderRow(*row) for row in sql.run_planned(SQL / "list_holders.sql", values)]

"""Acts and messages, gathered while the rows are made and written at the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from pathlib import Path
from random import Random

from kinerja.demo.shapes import Person
from kinerja.demo.storing import tables
from kinerja.foundation import sql
from kinerja.foundation.actor import Via
from kinerja.foundation.canonical import canonical

RECORD = Path(__file__).parents[1] / "sql" / "record_acts.sql"
ACT_COLUMNS = (
    "at action user_id employee_id capacity subject_kind subject_id about_employee_id unit_id"
    " changes"
)
CREATE_ACTS = """
CREATE TEMP TABLE demo_act (at timestamptz, action text, user_id bigint, employee_id bigint,
  capacity text, subject_kind text, subject_id bigint, about_employee_id bigint, unit_id bigint,
  changes text) ON COMMIT DROP
"""
#: older messages have been read and cleared away
REMEMBERED = dt.timedelta(days=60)
FRESH = dt.timedelta(days=6)
#: who is shown around finds a little more that is new
FRESH_FOR_GUESTS = dt.timedelta(days=35)
UNREAD_SHARE = 0.6
SYSTEM = "sistem: demo"


class Trail:
    """Remembers who did what, and whom it concerned."""

    def __init__(self, now: dt.datetime, chance: Random, guests: Collection[Person] = ()) -> None:
        self.now, self.chance, self.guests = now, chance, guests
        self.acts: list[tuple[object, ...]] = []
        self.notes: list[tuple[object, ...]] = []

    def act(
        self,
        action: str,
        at: dt.datetime,
        by: Person | None,
        *,
        subject: tuple[str, int],
        about: int | None,
        unit: int | None,
        changes: object = None,
    ) -> None:
        """Remember an act; without a person the machine did it."""
        who: tuple[object, ...] = (None, None, SYSTEM)
        if by is not None:
            who = (by.user_id, by.id, by.post.title if by.post else "")
        told = canonical(changes).decode() if changes is not None else "null"
        self.acts.append((at, action, *who, *subject, about, unit, told))

    def tell(
        self, to: Person, at: dt.datetime, kind: str, title: str, location: str, body: str = ""
    ) -> None:
        """Remember a message; those of the last days may still be unread."""
        if at < self.now - REMEMBERED:
            return
        fresh = FRESH_FOR_GUESTS if to in self.guests else FRESH
        is_unread = at > self.now - fresh and self.chance.random() < UNREAD_SHARE
        read = None if is_unread else min(at + dt.timedelta(hours=3), self.now)
        self.notes.append((to.user_id, at, kind, title, body, location, read))

    def write(self) -> None:
        """Write everything: acts with their salt and digest, in one statement."""
        tables.run(CREATE_ACTS)
        tables.copy("demo_act", ACT_COLUMNS, self.acts)
        sql.run(RECORD, {"via": Via.DEMO.value})
        columns = "user_id at kind title body location read_at"
        tables.copy("notification", columns, self.notes)

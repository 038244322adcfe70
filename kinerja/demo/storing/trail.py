"""Acts and messages, gathered while the rows are made and written at the end."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Collection, Iterator
from operator import itemgetter
from random import Random
from typing import Any

from kinerja.demo.shapes import Person
from kinerja.demo.storing import tables
from kinerja.foundation.actor import Via
from kinerja.foundation.canonical import canonical

ACT = (
    "at action user_id employee_id capacity subject_kind subject_id about_employee_id unit_id"
    " changes via salt changes_digest"
)
NOTE = "user_id at kind title body location read_at"
SALT = 16
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
        self.acts: list[tuple[Any, ...]] = []
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
        told = b"null" if changes is None else canonical(changes)
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
        """Write everything, acts in the order in which they happened and with their digests."""
        self.acts.sort(key=itemgetter(0))
        salts = os.urandom(SALT * len(self.acts))
        tables.copy("audit_event", ACT, self._sealed(salts))
        tables.copy("notification", NOTE, self.notes)

    def _sealed(self, salts: bytes) -> Iterator[tuple[object, ...]]:
        """Add to each act the door it came in by, its salt and its digest, as `audit` does."""
        for start, (*act, told) in zip(range(0, len(salts), SALT), self.acts, strict=True):
            salt = salts[start : start + SALT]
            changes = None if told == b"null" else told.decode()
            yield (*act, changes, Via.DEMO.value, salt, hashlib.sha256(salt + told).digest())

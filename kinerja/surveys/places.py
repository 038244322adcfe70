"""What a code leads to: a counter of a service, or nothing any more."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from kinerja.foundation.reads import fetch
from kinerja.services.models import CODE_LENGTH, CODE_LETTERS
from kinerja.surveys import limits

SQL = Path(__file__).with_name("sql") / "find_place.sql"
CODE = re.compile(f"[{CODE_LETTERS}]{{{CODE_LENGTH}}}")
COUNT_MISS = """
INSERT INTO survey_rate (bucket, slot, times) VALUES (%s, %s, 1)
ON CONFLICT (bucket, slot) DO UPDATE SET times = survey_rate.times + 1
"""


class Place(NamedTuple):
    """What the page of a code needs.

    `state`: OPEN, CLOSED, RETIRED, DAY_OVER, UNKNOWN; or REFUSED, whatever the code leads to, where
    too many codes that nobody has were asked for: who searches is not told which ones there are.
    """

    state: str
    city: str
    misses: int
    day: dt.date
    service_id: int = 0
    service: str = ""
    urgent_phone: str = ""
    counter_id: int = 0
    counter: str = ""
    is_kiosk: bool = False
    #: id, question and the words of its four scores
    extras: tuple[tuple[int, str, list[str]], ...] = ()

    @property
    def dialed(self) -> str:
        """The telephone as a phone dials it."""
        return re.sub(r"[^+\d]", "", self.urgent_phone)


def find(code: str, address: str, at: dt.datetime, *, is_proven: bool = False) -> Place:
    """Return what a code leads to; a code that nobody has is counted against who asks.

    Who has worked for it (`is_proven`) is told even where others behind his address searched.
    """
    miss, slot = limits.misses_of(address, at), limits.slot_of(at)
    values: dict[str, Any] = {
        "code": code,
        "at": at,
        "zone": settings.TIME_ZONE,
        "miss": miss,
        "slot": slot,
    }
    (row,) = fetch(_statement(), values)
    *known, extras = row
    place = Place._make([*known, tuple(map(tuple, extras or ()))])
    if place.misses > limits.MISSES and not is_proven:
        return Place("REFUSED", place.city, place.misses, place.day)
    if place.state != "UNKNOWN":
        return place
    with connection.cursor() as cursor:
        cursor.execute(COUNT_MISS, [miss, slot])
    return Place(place.state, place.city, place.misses + 1, place.day)


@cache
def _statement() -> str:
    return SQL.read_text(encoding="utf-8")

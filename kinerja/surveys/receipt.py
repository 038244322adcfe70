"""One answer comes in: one statement keeps it, against doubles and within the limits."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from kinerja.foundation import clock
from kinerja.foundation.reads import fetch
from kinerja.surveys import limits
from kinerja.surveys.flags import flags_of, pace_of
from kinerja.surveys.nonces import Sending
from kinerja.surveys.posted import Posted
from kinerja.surveys.screening import screened

__all__ = ["Outcome", "Posted", "receive"]
SQL = Path(__file__).with_name("sql") / "receive.sql"


class Outcome(Enum):
    """What became of an answer."""

    KEPT = "KEPT"
    TWICE = "TWICE"
    #: nobody has this code, or it does not lead to an open counter any more
    UNKNOWN = "UNKNOWN"
    TOO_MANY = "TOO_MANY"


def receive(
    code: str,
    posted: Posted,
    sending: Sending,
    address: str,
    at: dt.datetime,
    *,
    is_proven: bool = False,
) -> Outcome:
    """Keep an answer once; say what became of it. The address goes no further than its buckets.

    Law: PermenPANRB 14/2017; UU 27/2022 Ps. 16: nothing about a person is kept.
    """
    values = values_of(code, posted, sending, address, at, is_proven=is_proven)
    (found, within, kept, _), *_ = fetch(_statement(), values)
    if kept:
        return Outcome.KEPT
    if not found:
        return Outcome.UNKNOWN
    return Outcome.TWICE if within else Outcome.TOO_MANY


def values_of(
    code: str, posted: Posted, sending: Sending, address: str, at: dt.datetime, *, is_proven: bool
) -> dict[str, Any]:
    """Return what the statement is told."""
    buckets = limits.buckets_of(code, address, at, is_proven=is_proven)
    return {
        "code": code,
        "at": at,
        "zone": settings.TIME_ZONE,
        "key": sending.key,
        "key_day": clock.local_date(at),
        "address": _known(address),
        "slot": buckets.slot,
        "buckets": buckets.used,
        "allowed": buckets.allowed,
        "counter": buckets.counter,
        "burst": limits.BURST,
        "miss": limits.misses_of(address, at),
        "misses": limits.UNBOUND if is_proven else limits.MISSES,
        **_answer(posted, sending),
    }


def _answer(posted: Posted, sending: Sending) -> dict[str, Any]:
    pace = pace_of(sending.age)
    return {
        **{f"u{no}": score for no, score in enumerate(posted.scores, 1)},
        "extras": json.dumps(posted.extras) if posted.extras else None,
        "sex": posted.sex,
        "age": posted.age,
        "education": posted.education,
        "occupation": posted.occupation,
        "pace": None if pace is None else int(pace),
        "flags": int(flags_of(posted.scores, pace)),
        "text": screened(posted.text) if posted.text else "",
    }


def _known(address: str) -> str | None:
    """Return an address that PostgreSQL reads as one."""
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return None


@cache
def _statement() -> str:
    return SQL.read_text(encoding="utf-8")

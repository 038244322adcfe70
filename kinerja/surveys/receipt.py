"""One answer comes in: one statement keeps it, against doubles and within the limits."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kinerja.foundation import clock
from kinerja.foundation.reads import fetch
from kinerja.surveys import keys
from kinerja.surveys.nonces import Sending

SQL = Path(__file__).with_name("sql") / "receive.sql"
#: sendings in ten minutes from one address, and from its neighborhood: carriers share addresses
PER_ADDRESS, PER_NEIGHBORHOOD = 20, 600
#: from so many on in ten minutes the answers of a counter are flagged
BURST = 40
SLOT = dt.timedelta(minutes=10)
NOON = 12


class Outcome(Enum):
    KEPT = "KEPT"
    TWICE = "TWICE"
    UNKNOWN = "UNKNOWN"
    TOO_MANY = "TOO_MANY"


class Posted(NamedTuple):
    """What a form says, checked."""

    scores: tuple[int | None, ...]
    extras: dict[str, int]
    sex: str
    age: str
    education: str
    occupation: str
    text: str


def receive(code: str, posted: Posted, sending: Sending, address: str, at: dt.datetime) -> Outcome:
    """Keep an answer once; say what became of it."""
    local = clock.local(at)
    day = local.date()
    counter = keys.digest(day, "counter", code)
    buckets = {
        keys.digest(day, "address", address): PER_ADDRESS,
        keys.digest(day, "neighborhood", neighborhood(address)): PER_NEIGHBORHOOD,
        counter: 2**31 - 1,
    }
    scores = {f"u{no}": score for no, score in enumerate(posted.scores, 1)}
    values: dict[str, Any] = {
        "code": code,
        "day": day,
        "half": "PAGI" if local.hour < NOON else "SIANG",
        "key": sending.key,
        **scores,
        "extras": json.dumps(posted.extras) if posted.extras else None,
        "sex": posted.sex,
        "age": posted.age,
        "education": posted.education,
        "occupation": posted.occupation,
        "office_net": False,
        "pace": None,
        "flags": 0,
        "text": posted.text,
        "slot": (local.hour * 60 + local.minute) // 10,
        "buckets": sorted(buckets),
        "allowed": [buckets[bucket] for bucket in sorted(buckets)],
        "counter": counter,
        "burst": BURST,
    }
    (found, within, kept, _), *_ = fetch(_statement(), values)
    if kept:
        return Outcome.KEPT
    if not found:
        return Outcome.UNKNOWN
    return Outcome.TWICE if within else Outcome.TOO_MANY


def neighborhood(address: str) -> str:
    """Return the network around an address: /24 of IPv4, /48 of IPv6."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    bits = 24 if known.version == 4 else 48
    return str(ipaddress.ip_network((known, bits), strict=False))


@cache
def _statement() -> str:
    return SQL.read_text(encoding="utf-8")

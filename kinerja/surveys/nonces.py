"""The key of a form: names one sending, and says how old its page is; no cookie, no session."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hmac
import secrets
import uuid
from typing import NamedTuple

from kinerja.foundation import clock
from kinerja.surveys import keys

TAG = 8
LENGTH = 16 + 4 + TAG
#: a clock that is set back by so little does not make a page come from the future
SET_BACK = dt.timedelta(minutes=5)


class Sending(NamedTuple):
    """What a form's key says: the key against doubles, and the age of its page where we know it."""

    key: uuid.UUID
    age: dt.timedelta | None


def issue(at: dt.datetime) -> str:
    """Return the key of a new page."""
    body = secrets.token_bytes(16) + int(at.timestamp()).to_bytes(4, "big")
    return base64.urlsafe_b64encode(body + _tag(body, clock.local_date(at))).decode()


def read(written: str, at: dt.datetime) -> Sending | None:
    """Return what a key says; None for one that is none of ours, or older than two days.

    A page from the phone's own store sends a random UUID: nobody knows its age.
    """
    try:
        if len(written) == 36:  # noqa: PLR2004 - the letters of a UUID
            return Sending(uuid.UUID(written), None)
        raw = base64.urlsafe_b64decode(written)
    except (ValueError, binascii.Error):
        return None
    if len(raw) != LENGTH:
        return None
    body, tag = raw[:-TAG], raw[-TAG:]
    issued = dt.datetime.fromtimestamp(int.from_bytes(body[16:], "big"), tz=dt.UTC)
    day = clock.local_date(issued)
    if not -SET_BACK <= at - issued <= keys.KEPT or not keys.is_known(day):
        return None
    if not hmac.compare_digest(tag, _tag(body, day)):
        return None
    return Sending(uuid.UUID(bytes=body[:16]), at - issued if issued <= at else None)


def _tag(body: bytes, day: dt.date) -> bytes:
    return keys.digest(day, "form", body.hex())[:TAG]

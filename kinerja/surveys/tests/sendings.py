"""What a phone sends to the survey, as the tests of the receipt need it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.test import Client

from kinerja.surveys import nonces

FORM = "application/x-www-form-urlencoded"
NINE = {f"U{no}": str(score) for no, score in enumerate((3, 4, 3, 2, 3, 4, 4, 3, 1), 1)}


def key(at: dt.datetime, seconds: int = 60) -> str:
    """Return the key of a page that was opened so many seconds ago."""
    return nonces.issue(at - dt.timedelta(seconds=seconds))


def send(
    code: str, fields: dict[str, Any] | None = None, *, raw: bytes = b"", **more: Any
) -> HttpResponse:
    """Send a form as somebody whom nobody knows; nine answers with a key of the phone's own."""
    given = {"kunci": str(uuid.uuid4()), **NINE} if fields is None else fields
    body = raw or urlencode(given).encode()
    answer: Any = Client().post(f"/s/{code}", data=body, content_type=FORM, **more)
    return answer  # type: ignore[no-any-return]


def opened(code: str, page: str = "") -> HttpResponse:
    """Open a page of the survey."""
    answer: Any = Client().get(f"/s/{code}{page}")
    return answer  # type: ignore[no-any-return]

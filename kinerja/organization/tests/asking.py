"""What the tests of account pages share."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.test import Client

from kinerja.foundation import clock

LONG = "x" * 100_000
CODE = re.compile(r'<p class="code">([A-Z2-7-]{14})</p>')


def html(response: Any) -> str:
    return str(response.content.decode())


def at() -> dt.datetime:
    return clock.now()


def use(client: Client, code: str, nip: str, password: str = "kalimat rahasia saya") -> Any:
    form = {"nip": nip, "kode": code, "kata_sandi_baru": password, "kata_sandi_ulang": password}
    return client.post("/aktivasi", form)

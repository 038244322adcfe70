"""What the tests of pages share."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.test import Client
from django.urls import reverse

from kinerja.foundation import clock
from kinerja.organization.models import Employee

LONG = "x" * 100_000
CODE = re.compile(r'<p class="code">([A-Z2-7-]{14})</p>')


def html(response: Any) -> str:
    return str(response.content.decode())


def words(response: Any) -> str:
    """What a reader reads of the content."""
    whole = html(response)
    content = whole[whole.index("<main") : whole.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", content).replace("&nbsp;", " ").split())


def page_of(employee: Employee, name: str = "person") -> str:
    return reverse(f"organization:{name}", args=[employee.pk])


def at() -> dt.datetime:
    return clock.now()


def use(client: Client, code: str, nip: str, password: str = "kalimat rahasia saya") -> Any:
    form = {"nip": nip, "kode": code, "kata_sandi_baru": password, "kata_sandi_ulang": password}
    return client.post("/aktivasi", form)

"""How the two statements of the door find their rows: by an index, however many there are."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection

from kinerja.surveys import limits, nonces, places, receipt
from kinerja.surveys.posted import Posted
from kinerja.surveys.tests.sendings import key
from tests.factories import NOON

pytestmark = pytest.mark.django_db
#: tables of a few rows
SMALL = {"office_network"}


def scanned(statement: str, values: dict[str, Any]) -> set[str]:
    """Return the tables that PostgreSQL must read whole."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_seqscan', 'off', true)")
        cursor.execute(f"EXPLAIN {statement}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index" in plan
    return set(re.findall(r"Seq Scan on (\w+)", plan))


def test_the_page_finds_its_counter_by_indices(code: str) -> None:
    values: dict[str, Any] = {
        "code": code,
        "at": NOON,
        "zone": "Asia/Jakarta",
        "miss": limits.misses_of("192.0.2.1", NOON),
        "slot": 1,
    }

    assert scanned(places._statement(), values) == set()


def test_an_answer_finds_counter_key_limits_and_questions_by_indices(code: str) -> None:
    posted = Posted((3,) * 9, {"1": 4}, "", "", "", "", "Kursi kurang")
    sending = nonces.read(key(NOON), NOON)
    assert sending is not None

    values = receipt.values_of(code, posted, sending, "192.0.2.1", NOON, is_proven=False)

    assert scanned(receipt._statement(), values) <= SMALL

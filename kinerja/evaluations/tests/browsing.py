"""Opening pages and sending forms as a person would, for the tests of this room."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.test import Client

from kinerja.evaluations.tests.stage import Stage
from kinerja.ui.format import url
from tests.factories import client_of

GRADE = "Predikat kinerja"


def html(client: Client, name: str, *args: int, status: int = 200, query: str = "") -> str:
    response = client.get(url(name, *args) + query)
    assert response.status_code == status, response.content.decode()[:500]
    return response.content.decode()


def words(page: str) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def post(client: Client, name: str, *args: int, **fields: Any) -> Any:
    return client.post(url(name, *args), {"kunci": str(uuid.uuid4()), **fields})


def hidden(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def draft(stage: Stage, **fields: str) -> Client:
    budi = client_of(stage.town.budi)
    chosen = {"result_rating": "SESUAI", "behavior_rating": "SESUAI", "lock_no": "0"} | fields
    assert post(budi, "evaluations:rate", stage.evaluation.pk, **chosen).status_code == 303
    return budi


def seen(client: Client, key: int) -> str:
    response = client.get(url("evaluations:why", key))
    if response.status_code == 404:
        return "n"
    assert response.status_code == 200
    return "g" if GRADE in response.content.decode() else "s"

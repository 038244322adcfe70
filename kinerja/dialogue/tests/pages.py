"""Opening and sending pages of this room."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

TIME: dict[str, Any] = {"day": "5-8-2026", "time": "10.00", "minutes": "45", "place": "Ruang rapat"}


def at(name: str, *args: int) -> str:
    return reverse(f"dialogue:{name}", args=args)


def body(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:400]
    return answer.content.decode()


def send(client: Client, path: str, status: int = 303, **fields: Any) -> str:
    answer = client.post(path, fields)
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()

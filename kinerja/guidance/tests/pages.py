"""What the tests of pages send and read."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

NINE = {f"s{no}": "3" for no in range(1, 10)}
BEGIN: dict[str, Any] = {"aim": "Berkas lengkap.", "ends_on": "3-2-2027", "rhythm": "LATER"}
FIRST = {"day": "5-8-2026", "time": "10.00", "minutes": "30", "place": "Ruang rapat"}


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def send(client: Client, address: str, **given: str) -> Any:
    return client.post(address, {"kunci": str(uuid.uuid4()), **given})

"""Pages of refusal that no room owns."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import Town, client_of


@pytest.mark.django_db
def test_the_address_of_a_button_says_so_when_it_is_opened(town: Town) -> None:
    answer = client_of(town.andi).get("/akun/tampilan")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "hanya menerima kiriman dari tombol" in answer.content.decode()


def test_a_machine_that_asks_wrongly_gets_no_page() -> None:
    assert Client().post("/sehat").content == b""


def test_the_name_of_another_site_is_not_answered() -> None:
    response = Client().get("/masuk", headers={"host": "kinerja.example.com"})

    assert response.status_code == 400
    assert "Permintaan tidak terbaca" in response.content.decode()
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]

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


def test_a_form_of_another_site_is_told_where_to_send_from() -> None:
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/masuk", {"nip": "1"}, headers={"origin": "https://lain.example"})

    assert response.status_code == 403
    assert "Kiriman ini bukan dari halaman kami" in response.content.decode()
    assert 'value="1"' not in response.content.decode()


@pytest.mark.django_db
def test_a_page_with_nothing_to_say_takes_no_cookie_back(client: Client) -> None:
    response = client.get("/masuk")

    assert response.status_code == 200
    assert "messages" not in response.cookies

"""The settings of the city: who changes them, what is refused, what two do at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import Settings

from kinerja.audit.models import AuditEvent
from kinerja.city.models import City
from kinerja.city.operations import change_settings
from kinerja.city.queries import CityRow, current_city, poster_line
from kinerja.foundation import clock
from kinerja.foundation.refusals import NotPermitted
from tests.factories import Town, actor, client_of

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 100


def html(response: Any) -> str:
    return str(response.content.decode())


def settings_form(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Kota Baru",
        "government": "Pemerintah Kota Baru",
        "letterhead": "Jalan Merdeka 1",
        "signing_place": "Baru",
        "time_zone": "Asia/Makassar",
        "help_desk_name": "BKPSDM",
        "help_desk_phone": "(024) 555 0110",
        "help_desk_hours": "",
        "evidence_limit_mb": "8",
        "poster_line": "Monggo, aturi pamanggih panjenengan.",
        "smtp_host": "smtp.example.go.id",
        "smtp_port": "587",
        "smtp_user": "kinerja",
        "smtp_password": "rahasia-smtp",
        "smtp_tls": "on",
        "mail_from": "kinerja@example.go.id",
        "lock_no": "0",
        **changes,
    }


@pytest.fixture
def client(town: Town) -> Client:
    return client_of(town.administrator)


def test_an_administrator_changes_the_settings(client: Client) -> None:
    response = client.post("/pengaturan/", settings_form())

    assert response.status_code == 303
    city = City.objects.get()
    assert (city.name, city.time_zone, city.lock_no) == ("Kota Baru", "Asia/Makassar", 1)
    assert current_city().help_desk_phone == "(024) 555 0110"
    assert poster_line() == "Monggo, aturi pamanggih panjenengan."
    event = AuditEvent.objects.get(action="city.settings.changed")
    assert "name" in (event.changes or {})["fields"]
    assert "rahasia-smtp" not in str(event.changes)


def test_the_sign_in_page_names_the_help_desk(client: Client) -> None:
    client.post("/pengaturan/", settings_form())

    page = html(Client().get("/masuk"))

    assert "(024) 555 0110" in page
    assert "Kota Baru" in page


def test_the_password_of_the_mail_server_is_never_shown(client: Client) -> None:
    client.post("/pengaturan/", settings_form())

    assert "rahasia-smtp" not in html(client.get("/pengaturan/"))
    client.post("/pengaturan/", settings_form(smtp_password="", lock_no="1", name="Lain"))
    assert City.objects.get().smtp_password == "rahasia-smtp"


def test_what_does_not_change_leaves_no_trace(client: Client) -> None:
    client.post("/pengaturan/", settings_form(smtp_password=""))
    client.post("/pengaturan/", settings_form(smtp_password="", lock_no="1"))

    assert City.objects.get().lock_no == 1
    assert AuditEvent.objects.filter(action="city.settings.changed").count() == 1


def test_two_administrators_see_each_others_words(client: Client) -> None:
    client.post("/pengaturan/", settings_form())

    response = client.post("/pengaturan/", settings_form(name="Kota Ketiga"))

    assert response.status_code == 409
    assert "Administrator lain menyimpan" in html(response)
    assert "Kota Ketiga" in html(response)
    assert "Kota Baru" in html(response)
    assert 'name="lock_no" value="1"' in html(response)
    assert City.objects.get().name == "Kota Baru"


@pytest.mark.parametrize("who", ["andi", "city_manager", "office_manager", "auditor", "mayor"])
def test_nobody_else_changes_them(town: Town, who: str) -> None:
    other = client_of(getattr(town, who))

    assert other.post("/pengaturan/", settings_form()).status_code == 403
    assert other.post("/pengaturan/email/", {"alamat": "a@b.id"}).status_code == 403
    with pytest.raises(NotPermitted):
        change_settings(values={}, lock_no=0, by=actor(getattr(town, who)), at=clock.now())


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 100_000},
        {"name": "a\x00b"},
        {"time_zone": "Europe/Berlin"},
        {"evidence_limit_mb": "51"},
        {"evidence_limit_mb": "banyak"},
        {"smtp_port": "99999"},
        {"smtp_host": "http://jahat/"},
        {"mail_from": "bukan alamat"},
        {"mail_from": "a@b.id\nBcc: c@d.id"},
        {"lock_no": "x"},
        {"lock_no": "99999999999999"},
    ],
)
def test_wrong_values_are_refused(client: Client, wrong: dict[str, str]) -> None:
    assert client.post("/pengaturan/", settings_form(**wrong)).status_code == 422
    assert not City.objects.exists()


def test_script_in_a_name_is_only_text(client: Client) -> None:
    client.post("/pengaturan/", settings_form(name="<script>alert(1)</script>"))

    assert "<script>alert" not in html(client.get("/pengaturan/"))


def upload(content: bytes, name: str = "lambang.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_logo_is_served_as_what_it_is(client: Client) -> None:
    assert client.get("/lambang").status_code == 404

    client.post("/pengaturan/", settings_form(logo=upload(PNG, "lambang.svg")))

    response = client.get("/lambang")
    assert (response["Content-Type"], response.content) == ("image/png", PNG)
    assert "/lambang" in html(client.get("/pengaturan/"))
    client.post("/pengaturan/", settings_form(lock_no="1", remove_logo="on"))
    assert client.get("/lambang").status_code == 404


@pytest.mark.parametrize(
    "content", [b"<svg onload='alert(1)'/>", b"GIF89a", PNG + b"0" * 500_000, b""]
)
def test_what_is_no_small_picture_is_refused(client: Client, content: bytes) -> None:
    response = client.post("/pengaturan/", settings_form(logo=upload(content)))

    assert response.status_code == 422


def test_a_mail_tests_the_server(client: Client) -> None:
    response = client.post("/pengaturan/email/", {"alamat": "admin@example.go.id"}, follow=True)

    assert [message.to for message in mail.outbox] == [["admin@example.go.id"]]
    assert "ditulis ke log" in html(response)


def test_what_the_mail_server_answers_is_shown(client: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "kinerja.notifications.backends.CityBackend"
    client.post("/pengaturan/", settings_form(smtp_host="127.0.0.1", smtp_port="1"))

    response = client.post("/pengaturan/email/", {"alamat": "admin@example.go.id"}, follow=True)

    assert "Email belum terkirim" in html(response)


@pytest.mark.parametrize(
    "address", ["", "x", "a@b.id, c@d.id", "x" * 100_000 + "@b.id", "\x00@b.id"]
)
def test_a_wrong_address_gets_no_mail(client: Client, address: str) -> None:
    assert client.post("/pengaturan/email/", {"alamat": address}).status_code == 422
    assert mail.outbox == []


def test_a_new_city_has_settings(db: None) -> None:
    assert current_city() == CityRow()


@pytest.mark.parametrize(
    "wrong", [{"pk": 2}, {"time_zone": "Europe/Berlin"}, {"evidence_limit_mb": 51}]
)
def test_the_database_keeps_the_settings_lawful(db: None, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        City.objects.create(**{"pk": 1, **wrong})

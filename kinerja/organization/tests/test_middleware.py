"""The frame of every request: who asks, how long a session lasts, the notice that is read first."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries, Settings

from kinerja.accounts.models import Session, User
from kinerja.city.models import City
from kinerja.foundation import clock
from kinerja.organization.middleware import ActorMiddleware
from kinerja.organization.tests.asking import html
from tests.factories import NOON, PASSWORD, Town, client_of, make_user, sign_in

LATER = NOON + dt.timedelta(minutes=6)


@pytest.fixture
def user(db: None) -> User:
    return make_user("andi", password=PASSWORD)


def end_of(client: Client) -> dt.datetime:
    return Session.objects.get(session_key=client.cookies["kinerja_sesi"].value).expire_date


def test_a_session_lasts_twelve_hours_after_the_last_request(user: User) -> None:
    with clock.fixed(NOON):
        client = client_of(user)
    with clock.fixed(LATER):
        response = client.get("/akun/privasi")

        assert end_of(client) == LATER + dt.timedelta(hours=12)
        assert response.cookies["kinerja_sesi"]["max-age"] == 12 * 3600
        assert response.cookies["kinerja_sesi"]["httponly"] is True
    with clock.fixed(LATER + dt.timedelta(hours=12)):
        assert client.get("/akun/privasi").status_code == 302


def test_its_end_moves_at_most_once_in_five_minutes(
    user: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with clock.fixed(NOON):
        client = client_of(user)
    with clock.fixed(NOON + dt.timedelta(minutes=4)), django_assert_num_queries(1):
        response = client.get("/akun/privasi")

    assert end_of(client) == NOON + dt.timedelta(hours=12)
    assert "kinerja_sesi" not in response.cookies


def test_a_shared_computer_is_signed_out_after_half_an_hour(user: User) -> None:
    with clock.fixed(NOON):
        client = Client()
        client.post("/masuk", {"nip": "andi", "kata_sandi": PASSWORD, "bersama": "on"})
        assert end_of(client) == NOON + dt.timedelta(minutes=30)
        assert client.cookies["kinerja_sesi"]["max-age"] == ""
    with clock.fixed(LATER):
        response = client.get("/akun/privasi")
        assert "data-shared" in html(response)
        assert end_of(client) == LATER + dt.timedelta(minutes=30)
        assert response.cookies["kinerja_sesi"]["max-age"] == ""
    with clock.fixed(LATER + dt.timedelta(minutes=31)):
        assert client.get("/akun/privasi").status_code == 302


def test_signing_out_everywhere_ends_every_session(town: Town) -> None:
    first, second = client_of(town.andi), client_of(town.andi)

    response = first.post("/akun/keluar-semua")

    assert (response.status_code, response["Location"]) == (303, "/masuk")
    assert second.get("/akun/").status_code == 302
    assert first.get("/akun/").status_code == 302


def test_the_privacy_notice_is_read_first(db: None) -> None:
    client = client_of(make_user("baru", informed=False))

    assert client.get("/akun/?a=1")["Location"] == "/akun/privasi?lanjut=/akun/%3Fa%3D1"
    assert client.post("/akun/tampilan", {"tampilan": "dark"})["Location"] == "/akun/privasi"
    assert "Saya sudah membaca" in html(client.get("/akun/privasi?lanjut=/akun/"))
    assert client.get("/keluar").status_code == 200

    response = client.post("/akun/privasi", {"lanjut": "/akun/"})
    assert response["Location"] == "/akun/"
    assert client.get("/akun/").status_code == 200
    assert "Saya sudah membaca" not in html(client.get("/akun/privasi"))


def test_public_pages_know_who_is_signed_in(user: User) -> None:
    assert "Menu andi" in html(client_of(user).get("/tidak-ada"))


@pytest.mark.parametrize("key", ["", "x" * 200, "a' OR '1'='1", "ä", "\x00"])
def test_a_strange_key_is_nobody(db: None, client: Client, key: str) -> None:
    client.cookies["kinerja_sesi"] = key

    assert client.get("/akun/").status_code == 302


def test_days_are_reckoned_in_the_zone_of_the_city(user: User) -> None:
    City.objects.create(pk=1, time_zone="Asia/Jayapura")
    seen: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(clock.zone().key)
        return HttpResponse()

    request = RequestFactory().get("/")
    ActorMiddleware(view)(request)
    signed_in = RequestFactory().get("/")
    signed_in.COOKIES["kinerja_sesi"] = sign_in(Client(), user).cookies["kinerja_sesi"].value
    ActorMiddleware(view)(signed_in)

    assert seen == ["Asia/Jayapura", "Asia/Jayapura"]
    assert clock.zone().key == "Asia/Jakarta"


# ---- a session or a form that expires in mid-form

OURS = {"origin": "http://testserver"}


def test_an_ended_session_gives_back_what_was_typed(user: User) -> None:
    client = Client()
    text = 'Baris satu\nbaris <dua> & "tiga"'

    ended = client.post(
        "/akun/tampilan?x=1", {"tampilan": text, "kata_sandi": "rahasia"}, headers=OURS
    )
    assert ended.status_code == 401
    assert "rahasia" not in html(ended)
    token = html(ended).split('name="isian" value="')[1].split('"')[0]

    again = client.post("/masuk", {"nip": "andi", "kata_sandi": PASSWORD, "isian": token})
    assert "Kirim lagi" in html(again)
    assert 'action="/akun/tampilan?x=1"' in html(again)
    assert "Baris satu\nbaris &lt;dua&gt; &amp; &#34;tiga&#34;" in html(again)


def test_another_person_does_not_get_it(town: Town, user: User) -> None:
    client = client_of(town.andi)
    Session.objects.update(expire_date=NOON - dt.timedelta(days=900))
    ended = client.post("/akun/tampilan", {"tampilan": "catatan Andi"}, headers=OURS)
    token = html(ended).split('name="isian" value="')[1].split('"')[0]

    again = client.post("/masuk", {"nip": "andi", "kata_sandi": PASSWORD, "isian": token})

    assert again.status_code == 303
    assert "catatan Andi" not in html(again)


def test_a_forged_form_is_not_given_back(user: User, client: Client) -> None:
    form = {"nip": "andi", "kata_sandi": PASSWORD, "isian": "forged:1:2"}

    assert client.post("/masuk", form)["Location"] == "/"


@pytest.mark.parametrize("headers", [{}, {"origin": "https://jahat.example"}, {"referer": "null"}])
def test_forms_of_others_are_not_given_back(db: None, client: Client, headers: Any) -> None:
    response = client.post("/akun/tampilan", {"tampilan": "x"}, headers=headers)

    assert response.status_code == 403
    assert "isian" not in html(response)


def test_a_form_without_text_leads_to_sign_in(db: None, client: Client) -> None:
    response = client.post("/keluar", {"csrfmiddlewaretoken": "x"}, headers=OURS)

    assert (response.status_code, response["Location"]) == (303, "/masuk?berakhir=1")


def test_more_than_a_megabyte_is_not_carried(db: None, client: Client) -> None:
    response = client.post("/akun/tampilan", {"tampilan": "x" * 1_000_001}, headers=OURS)

    assert response["Location"] == "/masuk?berakhir=1"


def test_too_many_fields_are_no_failure(db: None, client: Client) -> None:
    fields = {f"a{number}": "x" for number in range(2_100)}

    assert client.post("/akun/tampilan", fields, headers=OURS).status_code == 303


def test_htmx_forms_are_sent_to_sign_in(db: None, client: Client) -> None:
    response = client.post("/akun/tampilan", {}, headers={"hx-request": "true"})

    assert (response.status_code, response["HX-Redirect"]) == (401, "/masuk")


def test_an_expired_token_gives_back_what_was_typed(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    sign_in(client, user)

    response = client.post("/akun/tampilan", {"tampilan": "dark", "kode": "S3"}, headers=OURS)

    assert response.status_code == 403
    assert "Halaman ini terlalu lama terbuka" in html(response)
    assert 'name="tampilan" value="dark"' in html(response)
    assert "S3" not in html(response)
    token = html(response).split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    again = client.post("/akun/tampilan", {"tampilan": "dark", "csrfmiddlewaretoken": token})
    assert again.status_code == 303


def test_an_expired_token_of_the_sign_in_page_keeps_the_nip(user: User) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post("/masuk", {"nip": "andi", "kata_sandi": "rahasia"}, headers=OURS)

    assert 'name="nip" value="andi"' in html(response)
    assert "rahasia" not in html(response)


def test_a_trusted_origin_is_ours(user: User, settings: Settings) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://kinerja.kotalama.go.id"]
    headers = {"origin": "https://kinerja.kotalama.go.id"}

    assert Client().post("/akun/tampilan", {"tampilan": "x"}, headers=headers).status_code == 401


# ---- one's own account


def test_a_password_is_changed_and_other_devices_leave(user: User) -> None:
    client, other = client_of(user), client_of(user)
    form = {
        "kata_sandi_lama": PASSWORD,
        "kata_sandi_baru": "kalimat baru saya",
        "kata_sandi_ulang": "kalimat baru saya",
    }

    response = client.post("/akun/kata-sandi", form)

    assert response.status_code == 303
    assert client.get("/akun/kata-sandi").status_code == 200
    assert other.get("/akun/kata-sandi").status_code == 302
    user.refresh_from_db()
    assert user.check_password("kalimat baru saya")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kata_sandi_lama": "salah"}, "Kata sandi lama tidak cocok. Sisa 4 percobaan."),
        ({"kata_sandi_baru": "x", "kata_sandi_ulang": "x"}, "Paling sedikit 10"),
        ({"kata_sandi_ulang": "lain"}, "Kedua kata sandi berbeda"),
        ({"kata_sandi_lama": ""}, "Tulis kata sandi lama."),
    ],
)
def test_a_wrong_change_is_refused(user: User, changes: dict[str, str], says: str) -> None:
    form = {
        "kata_sandi_lama": PASSWORD,
        "kata_sandi_baru": "kalimat baru saya",
        "kata_sandi_ulang": "kalimat baru saya",
    }

    response = client_of(user).post("/akun/kata-sandi", {**form, **changes})

    assert response.status_code == 422
    assert says in html(response)


def test_guessing_the_old_password_is_slowed(user: User) -> None:
    client = client_of(user)
    form = {
        "kata_sandi_lama": "x",
        "kata_sandi_baru": "kalimat baru",
        "kata_sandi_ulang": "kalimat baru",
    }
    for _ in range(5):
        client.post("/akun/kata-sandi", form)

    assert client.post("/akun/kata-sandi", form).status_code == 429


def test_a_theme_follows_the_person_and_the_browser(user: User) -> None:
    client = client_of(user)

    response = client.post("/akun/tampilan", {"tampilan": "dark", "lanjut": "/akun/privasi"})

    assert response["Location"] == "/akun/privasi"
    assert client.cookies["kinerja_tema"].value == "dark"
    assert 'data-theme="dark"' in html(client.get("/akun/privasi"))
    client.post("/akun/tampilan", {"tampilan": ""})
    assert 'data-theme="dark"' not in html(client.get("/akun/privasi"))


@pytest.mark.parametrize("theme", ["ungu", "x" * 100_000, "\x00"])
def test_an_unknown_theme_is_the_devices(user: User, theme: str) -> None:
    assert client_of(user).post("/akun/tampilan", {"tampilan": theme}).status_code == 303
    user.refresh_from_db()
    assert user.theme == ""

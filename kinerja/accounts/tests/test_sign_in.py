"""Signing in and out: who gets in, how fast others may try, where one goes."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from kinerja.accounts import throttle
from kinerja.accounts.models import FailedAttempt, Session, User
from kinerja.accounts.names import device_of, username_of
from kinerja.accounts.tasks import forget
from kinerja.audit.models import AuditEvent, Submission
from kinerja.foundation import clock
from tests.factories import NOON, PASSWORD, client_of, make_employee, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def andi() -> User:
    return make_employee("Andi", nip="199001012015031001", password=PASSWORD).user


def enter(
    client: Client, nip: str = "19900101 201503 1 001", password: str = PASSWORD, **more: str
) -> Any:
    return client.post("/masuk", {"nip": nip, "kata_sandi": password, **more})


def html(response: Any) -> str:
    return str(response.content.decode())


def test_the_page_costs_one_statement(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        response = client.get("/masuk")

    assert "Pakai NIP dan kata sandi Anda." in html(response)


def test_a_nip_with_spaces_opens_a_session(client: Client, andi: User) -> None:
    response = enter(client)

    assert (response.status_code, response["Location"]) == (303, "/")
    session = Session.objects.get(user_id=andi.pk)
    assert (session.shared_device, session.started_at is not None) == (False, True)
    event = AuditEvent.objects.get(action="accounts.session.opened")
    assert (event.user_id, event.changes) == (andi.pk, {"shared_device": False})


def test_a_chosen_name_opens_a_session(client: Client) -> None:
    make_user("walikota", password=PASSWORD)

    assert enter(client, " WaliKota ").status_code == 303


def test_the_session_key_is_new_after_sign_in(client: Client, andi: User) -> None:
    enter(client)
    before = client.cookies["kinerja_sesi"].value
    enter(client)

    assert client.cookies["kinerja_sesi"].value != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize("nip", ["199001012015031001", "199001012015031999", "siapa"])
def test_a_wrong_password_and_an_unknown_name_say_the_same(
    client: Client, andi: User, nip: str
) -> None:
    response = enter(client, nip, "salah-sekali")

    assert response.status_code == 422
    assert "NIP atau kata sandi tidak cocok. Sisa 4 percobaan." in html(response)
    assert "salah-sekali" not in html(response)
    assert not Session.objects.exists()


def test_a_closed_account_may_not_enter(client: Client, andi: User) -> None:
    andi.is_active = False
    andi.save()

    assert enter(client).status_code == 422


def test_an_account_without_password_may_not_enter(client: Client) -> None:
    make_user("baru")

    assert enter(client, "baru", "").status_code == 422
    assert enter(client, "baru", "!").status_code == 422


def test_the_sixth_attempt_waits_and_then_may_try_again(client: Client, andi: User) -> None:
    for left in (4, 3, 2, 1):
        assert f"Sisa {left} percobaan." in html(enter(client, password="x"))
    assert "Coba lagi beberapa menit lagi." in html(enter(client, password="x"))

    refused = enter(client)

    assert refused.status_code == 429
    assert "Terlalu banyak percobaan." in html(refused)
    assert 0 < int(refused["Retry-After"]) <= 301
    with clock.fixed(clock.now() + dt.timedelta(minutes=6)):
        assert enter(client).status_code == 303


def test_a_success_forgets_the_failures(client: Client, andi: User) -> None:
    enter(client, password="x")
    enter(client)

    assert not FailedAttempt.objects.exists()


def test_another_network_is_not_slowed(andi: User) -> None:
    for _ in range(6):
        enter(Client(REMOTE_ADDR="10.0.0.1"), password="x")

    assert enter(Client(REMOTE_ADDR="10.0.0.2")).status_code == 303


def test_a_name_is_slowed_over_all_networks(andi: User) -> None:
    fail_before(NOON, [(andi.username, f"10.0.1.{number}") for number in range(50)])

    with clock.fixed(NOON):
        assert enter(Client(REMOTE_ADDR="10.9.9.9")).status_code == 429
    with clock.fixed(NOON + dt.timedelta(hours=1)):
        assert enter(Client(REMOTE_ADDR="10.9.9.9")).status_code == 303


def test_a_network_may_fail_three_hundred_times_a_minute(andi: User) -> None:
    fail_before(NOON, [(f"orang-{number}", "10.0.0.1") for number in range(300)])

    with clock.fixed(NOON):
        assert enter(Client(REMOTE_ADDR="10.0.0.1")).status_code == 429
        assert enter(Client(REMOTE_ADDR="10.0.0.2")).status_code == 303


def fail_before(at: dt.datetime, attempts: list[tuple[str, str]]) -> None:
    FailedAttempt.objects.bulk_create(
        FailedAttempt(at=at - dt.timedelta(seconds=30), username=name, network=network)
        for name, network in attempts
    )


def test_old_failures_are_forgotten() -> None:
    fail_before(NOON, [("a", "b")])
    assert throttle.forget_old(at=NOON) == 0

    assert throttle.forget_old(at=NOON + dt.timedelta(hours=2)) == 1


def test_the_worker_forgets_what_has_served_its_purpose(andi: User) -> None:
    fail_before(NOON, [("a", "b")])
    with clock.fixed(NOON):
        client_of(andi)
        Submission.objects.create(key=uuid.uuid4(), user_id=andi.pk, at=NOON)
    with clock.fixed(NOON + dt.timedelta(hours=36)):
        forget(0)
        assert Session.objects.count() == 1
    with clock.fixed(NOON + dt.timedelta(hours=37)):
        forget(0)

    assert not Session.objects.exists()
    assert not FailedAttempt.objects.exists()
    assert not Submission.objects.exists()


def test_attempts_at_once_count_each_other(andi: User) -> None:
    for _ in range(5):
        throttle.begin(username=andi.username, network="n", at=NOON)

    with pytest.raises(throttle.TooManyAttempts):
        throttle.begin(username=andi.username, network="n", at=NOON)
    assert FailedAttempt.objects.count() == 5


def test_addresses_of_one_ipv6_line_are_one_network(andi: User) -> None:
    for number in range(5):
        enter(Client(REMOTE_ADDR=f"2001:db8::{number + 1}"), password="x")

    assert enter(Client(REMOTE_ADDR="2001:db8::99")).status_code == 429


def test_old_addresses_written_as_new_ones_are_no_single_network(andi: User) -> None:
    for _ in range(5):
        enter(Client(REMOTE_ADDR="::ffff:10.0.0.1"), password="x")
    assert enter(Client(REMOTE_ADDR="10.0.0.1")).status_code == 429

    assert enter(Client(REMOTE_ADDR="::ffff:10.0.0.2")).status_code == 303


def test_the_proxy_says_who_asks_only_where_there_is_one(andi: User, settings: Settings) -> None:
    for number in range(5):
        enter(Client(headers={"x-forwarded-for": f"10.0.0.{number}"}), password="x")
    assert enter(Client(headers={"x-forwarded-for": "10.0.0.9"})).status_code == 429

    settings.BEHIND_PROXY = True
    assert enter(Client(headers={"x-forwarded-for": "spoofed, 10.0.0.9"})).status_code == 303


def test_a_network_without_address_is_one_of_its_own(andi: User) -> None:
    assert enter(Client(REMOTE_ADDR="")).status_code == 303


@pytest.mark.parametrize(
    ("asked", "goes"),
    [
        ("/akun/privasi?a=1", "/akun/privasi?a=1"),
        ("https://jahat.example/", "/"),
        ("//jahat.example/", "/"),
        ("/\\jahat.example", "/"),
        ("javascript:alert(1)", "/"),
        ("masuk", "/"),
        ("/masuk?lanjut=/masuk", "/"),
        ("/a\nb", "/"),
    ],
)
def test_one_goes_on_to_own_pages_only(client: Client, andi: User, asked: str, goes: str) -> None:
    assert enter(client, lanjut=asked)["Location"] == goes


def test_who_is_signed_in_is_sent_on(andi: User) -> None:
    response = client_of(andi).get("/masuk?lanjut=/akun/privasi")

    assert (response.status_code, response["Location"]) == (302, "/akun/privasi")


def test_an_anonymous_visitor_is_led_to_sign_in_and_back(client: Client) -> None:
    response = client.get("/akun/kata-sandi?x=1")

    assert response["Location"] == "/masuk?lanjut=/akun/kata-sandi%3Fx%3D1"


def test_an_ended_session_is_said(client: Client) -> None:
    client.cookies["kinerja_sesi"] = "abcdef0123456789"
    response = client.get("/akun/kata-sandi", follow=True)

    assert "Sesi Anda sudah berakhir" in html(response)


def test_htmx_is_told_where_to_sign_in(client: Client) -> None:
    response = client.get("/akun/kata-sandi", headers={"hx-request": "true"})

    assert (response.status_code, response["HX-Redirect"]) == (401, "/masuk")


def test_empty_fields_are_named(client: Client) -> None:
    response = client.post("/masuk", {})

    assert response.status_code == 422
    assert "Tulis NIP Anda." in html(response)
    assert "Tulis kata sandi Anda." in html(response)


@pytest.mark.parametrize("text", ["x" * 100_000, "\x00", "<script>alert(1)</script>", "' OR 1=1--"])
def test_strange_texts_are_refused_in_words(client: Client, text: str) -> None:
    response = client.post("/masuk", {"nip": text, "kata_sandi": text, "lanjut": text})

    assert response.status_code == 422
    assert "<script>alert" not in html(response)


def test_repeated_parameters_are_no_failure(client: Client, andi: User) -> None:
    response = client.post(
        "/masuk?lanjut=/a&lanjut=/b", {"nip": ["x", andi.username], "kata_sandi": ["y", PASSWORD]}
    )

    assert response.status_code == 303


def test_signing_out_asks_first(andi: User) -> None:
    client = client_of(andi)

    assert "Keluar dari Kinerja?" in html(client.get("/keluar"))
    assert Session.objects.filter(user_id=andi.pk).exists()


def test_signing_out_ends_the_session(andi: User) -> None:
    client = client_of(andi)

    response = client.post("/keluar")

    assert (response.status_code, response["Location"]) == (303, "/masuk")
    assert not Session.objects.filter(user_id=andi.pk).exists()
    assert AuditEvent.objects.filter(action="accounts.session.closed", user_id=andi.pk).exists()


def test_names_are_read_as_people_write_them() -> None:
    assert username_of("'19900101.201503.1.001") == "199001012015031001"
    assert username_of(" Hendra ") == "hendra"
    assert username_of("١٩٩٠٠١٠١٢٠١٥٠٣١٠٠١") == "١٩٩٠٠١٠١٢٠١٥٠٣١٠٠١"


def test_devices_are_named_for_people() -> None:
    assert device_of("Mozilla/5.0 (Linux; Android 14) Chrome/120 Safari/537") == "Chrome di Android"
    assert device_of("curl/8") == "Peramban"

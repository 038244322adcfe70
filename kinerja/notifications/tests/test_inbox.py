"""The inbox of a person, and the outbox that carries mails."""

from __future__ import annotations

import datetime as dt
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import console, smtp
from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoAssertNumQueries, Settings

from kinerja.city.models import City
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.notifications import operations, queries, tasks
from kinerja.notifications.backends import CityBackend
from kinerja.notifications.models import Notification, OutgoingMail
from kinerja.notifications.sending import WAITS, send_due
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db


def html(response: Any) -> str:
    return str(response.content.decode())


def tell(town: Town, *, location: str = "/akun/", at: dt.datetime = NOON) -> Notification:
    operations.notify(
        [(town.andi.user_id, town.andi.email), (town.dewi.user_id, None)],
        kind="plans.submitted",
        title="Ada SKP yang menunggu Anda <b>",
        body="Batasnya 4 Desember 2026.",
        location=location,
        at=at,
    )
    return Notification.objects.filter(user=town.andi.user).latest("pk")


def test_people_are_told_in_the_application_and_by_mail(town: Town) -> None:
    tell(town)

    assert Notification.objects.count() == 2
    assert OutgoingMail.objects.get().address == town.andi.email
    assert ProcrastinateJob.objects.filter(task_name="notifications.send_mails").exists()


def test_the_bell_counts_and_the_list_shows(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tell(town)
    client = client_of(town.andi)

    with django_assert_num_queries(2):
        page = html(client.get("/notifikasi/"))

    assert "1 belum dibaca." in page
    assert "Ada SKP yang menunggu Anda &lt;b&gt;" in page
    assert "pemberitahuan baru" in page


def test_opening_marks_as_read_and_leads_on(town: Town) -> None:
    note, client = tell(town), client_of(town.andi)

    response = client.get(f"/notifikasi/{note.pk}/")

    assert response["Location"] == "/akun/"
    note.refresh_from_db()
    assert note.read_at is not None
    assert "Semua sudah dibaca." in html(client.get("/notifikasi/"))


def test_a_head_request_marks_nothing(town: Town) -> None:
    note = tell(town)

    client_of(town.andi).head(f"/notifikasi/{note.pk}/")

    note.refresh_from_db()
    assert note.read_at is None


@pytest.mark.parametrize("location", ["https://jahat.example/", "//jahat.example", "akun", ""])
def test_it_leads_to_own_pages_only(town: Town, location: str) -> None:
    note = tell(town, location=location)

    response = client_of(town.andi).get(f"/notifikasi/{note.pk}/")

    assert response["Location"] == "/notifikasi/"


def test_the_messages_of_others_are_not_found(town: Town) -> None:
    note = tell(town)

    for other in (town.dewi, town.budi, town.administrator):
        assert client_of(other).get(f"/notifikasi/{note.pk}/").status_code == 404
    note.refresh_from_db()
    assert note.read_at is None


def test_all_of_ones_own_are_marked(town: Town) -> None:
    tell(town)
    tell(town)

    client_of(town.andi).post("/notifikasi/dibaca/")

    assert Notification.objects.filter(user=town.andi.user, read_at=None).count() == 0
    assert Notification.objects.filter(user=town.dewi.user, read_at=None).count() == 2


def test_the_list_is_empty_in_words(town: Town) -> None:
    assert "Belum ada pemberitahuan" in html(client_of(town.andi).get("/notifikasi/"))


def test_a_long_list_says_that_it_is_cut(town: Town) -> None:
    Notification.objects.bulk_create(
        Notification(user=town.andi.user, at=NOON, kind="x", title=str(n), location="/")
        for n in range(60)
    )

    assert "Hanya 50 pemberitahuan terbaru" in html(client_of(town.andi).get("/notifikasi/"))


@pytest.mark.parametrize("who", ["andi", "dewi", "administrator"])
def test_the_read_says_what_its_queryset_says(town: Town, who: str) -> None:
    tell(town)
    one: Actor = actor(getattr(town, who))

    rows = queries.newest.queryset(one).values_list(*queries.Note._fields)

    assert queries.newest(one) == [queries.Note(*row) for row in rows]


# ---- the outbox


def test_a_mail_says_what_waits_and_where(town: Town) -> None:
    note = tell(town)

    assert send_due(at=NOON) == 1

    (sent,) = mail.outbox
    assert sent.to == [town.andi.email]
    assert sent.subject == "Ada SKP yang menunggu Anda <b>"
    assert f"/notifikasi/{note.pk}/" in sent.body
    assert "<b>" in str(sent.body)
    assert "&lt;b&gt;" in str(sent.alternatives[0])  # type: ignore[attr-defined]
    row = OutgoingMail.objects.get()
    assert (row.state, row.sent_at, row.attempts) == ("SENT", NOON, 1)


def test_a_mail_is_sent_once(town: Town) -> None:
    tell(town)

    assert [send_due(at=NOON), send_due(at=NOON)] == [1, 0]


def test_a_mail_that_is_not_due_waits(town: Town) -> None:
    tell(town, at=NOON + dt.timedelta(minutes=1))

    assert send_due(at=NOON) == 0


def test_failures_wait_longer_each_time_and_end(town: Town, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "kinerja.notifications.backends.CityBackend"
    City.objects.create(pk=1, smtp_host="127.0.0.1", smtp_port=1, smtp_tls=False)
    tell(town)
    at = NOON

    for wait in WAITS:
        assert send_due(at=at) == 0
        row = OutgoingMail.objects.get()
        assert (row.state, row.next_try_at) == ("WAITING", at + wait)
        assert "refused" in row.error
        at = row.next_try_at
    send_due(at=at)

    assert OutgoingMail.objects.get().state == "FAILED"


def test_one_bad_address_does_not_stop_the_others(town: Town) -> None:
    tell(town)
    OutgoingMail.objects.update(address="a@b.id\nBcc: c@d.id")
    tell(town)

    assert send_due(at=NOON) == 1
    assert OutgoingMail.objects.filter(state="WAITING", attempts=1).count() == 1


def test_the_worker_sends_and_tries_again(town: Town) -> None:
    with clock.fixed(NOON):
        tell(town)
        tasks.send_mails()
        tell(town)
        tasks.send_mails_again(0)

    assert len(mail.outbox) == 2
    assert {"notifications.send_mails", "notifications.send_mails_again"} <= set(app.tasks)


def test_without_a_mail_server_mails_are_written_to_the_log() -> None:
    assert isinstance(CityBackend()._real(), console.EmailBackend)


@pytest.mark.parametrize(
    ("port", "tls", "use_tls", "use_ssl"),
    [(587, True, True, False), (465, True, False, True), (25, False, False, False)],
)
def test_the_citys_mail_server_is_asked(
    *, port: int, tls: bool, use_tls: bool, use_ssl: bool
) -> None:
    City.objects.create(pk=1, smtp_host="smtp.example.go.id", smtp_port=port, smtp_tls=tls)

    real = CityBackend()._real()

    assert isinstance(real, smtp.EmailBackend)
    assert (real.host, real.use_tls, real.use_ssl) == ("smtp.example.go.id", use_tls, use_ssl)


@pytest.fixture
def mail_server() -> Iterator[tuple[int, list[bytes]]]:
    """A mail server that takes one mail."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        taken: list[bytes] = []
        thread = threading.Thread(target=take_mail, args=(listening, taken))
        thread.start()
        yield listening.getsockname()[1], taken
        thread.join(timeout=10)


def take_mail(listening: socket.socket, taken: list[bytes]) -> None:
    connection, _ = listening.accept()
    with connection, connection.makefile("rwb") as stream:

        def say(words: bytes) -> None:
            stream.write(words + b"\r\n")
            stream.flush()

        say(b"220 ready")
        for line in stream:
            if line.upper().startswith(b"DATA"):
                say(b"354 go on")
                while (part := stream.readline()) != b".\r\n":
                    taken.append(part)
            say(b"221 bye" if line.upper().startswith(b"QUIT") else b"250 ok")
            if line.upper().startswith(b"QUIT"):
                break


def test_a_mail_arrives_at_the_citys_mail_server(
    mail_server: tuple[int, list[bytes]], settings: Settings
) -> None:
    port, taken = mail_server
    settings.EMAIL_BACKEND = "kinerja.notifications.backends.CityBackend"
    City.objects.create(pk=1, smtp_host="127.0.0.1", smtp_port=port, smtp_tls=False)

    EmailMessage("Percobaan", "Isi", "a@b.id", ["c@d.id"], connection=get_connection()).send()

    assert b"Subject: Percobaan\r\n" in taken


@pytest.mark.parametrize("address", ["a@b.id, c@d.id", "@b.id"])
def test_what_is_no_address_waits_and_stops_nothing(
    town: Town, mail_server: tuple[int, list[bytes]], settings: Settings, address: str
) -> None:
    settings.EMAIL_BACKEND = "kinerja.notifications.backends.CityBackend"
    port, taken = mail_server
    City.objects.create(pk=1, smtp_host="127.0.0.1", smtp_port=port, smtp_tls=False)
    tell(town)
    OutgoingMail.objects.update(address=address)

    assert send_due(at=NOON) == 0

    assert OutgoingMail.objects.filter(state="WAITING", attempts=1).count() == 1
    assert not taken


def test_the_database_wants_a_time_for_what_was_sent(town: Town) -> None:
    tell(town)

    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMail.objects.update(state="SENT", sent_at=None)

"""The page of the survey: small, strict, in the official order; thanks and the kiosk's screen."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from pytest_django import Settings

from kinerja.foundation import clock
from kinerja.services.models import Code, Question, Service
from kinerja.services.operations.questions import MOST
from kinerja.surveys import keys, promises
from kinerja.surveys.door import WORKER
from kinerja.surveys.models import InboxAnswer
from kinerja.surveys.pages import title_of
from kinerja.surveys.promises import Promise
from kinerja.surveys.tests.sendings import NINE, opened, send
from kinerja.surveys.tests.stages import code_of, make_counter, make_service
from tests.factories import NOON, Town, make_town

LARGEST = 20_000


@pytest.fixture
def service(town: Town, settings: Settings, tmp_path: Path) -> Iterator[Service]:
    settings.VAR = tmp_path
    keys._load.cache_clear()
    with clock.fixed(NOON):
        yield make_service(town.office, "Pembuatan KTP elektronik", urgent_phone="(0411) 123 456")
    keys._load.cache_clear()


@pytest.fixture
def code(service: Service) -> str:
    return code_of(service.counters.get())


@pytest.mark.django_db
def test_all_that_a_phone_loads_is_20_kb(code: str, service: Service) -> None:
    kiosk = code_of(make_counter(service, "Loket dengan nama panjang", is_kiosk=True))
    files = [WORKER.read_bytes(), *map(static, ("surveys/survey.css", "surveys/survey.js"))]
    for one in (code, kiosk):
        parts = [*files, opened(one).content]
        assert sum(map(len, parts)) <= LARGEST, list(map(len, parts))


def static(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str)
    return Path(found).read_bytes()


@pytest.mark.django_db
def test_with_the_longest_questions_of_a_service_20_kb_go_over_the_air(
    code: str, service: Service
) -> None:
    words = ["kata " * 8] * 4
    for _ in range(MOST):
        Question.objects.create(
            service=service, text="Tanya " * 33, answers=words, since=NOON.date()
        )

    files = map(static, ("surveys/survey.css", "surveys/survey.js", "ui/icon.svg"))
    packed = [len(gzip.compress(one, 6)) for one in files]  # static files go packed, a page plain
    assert len(opened(code).content) + len(WORKER.read_bytes()) + sum(packed) <= LARGEST


@pytest.mark.django_db
def test_the_nine_stand_in_the_order_of_the_official_form(code: str) -> None:
    html = opened(code).content.decode()

    names = list(dict.fromkeys(re.findall(r'type="radio" name="(\w+)"', html)))
    assert names == ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U8"]
    assert html.count("<fieldset") == 10
    intro = "9 pertanyaan, kurang dari 1 menit. Kami tidak meminta nama atau NIK."
    advice = "Jangan tulis nama atau nomor telepon"
    for words in (intro, advice, "Pertanyaan 9 dari 9", "(0411) 123 456"):
        assert words in html, words


@pytest.mark.django_db
def test_nothing_stands_inline_and_the_policy_is_strict(code: str) -> None:
    response = opened(code)

    html = response.content.decode()
    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", html)
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in opened(code, "/terima-kasih").headers["Cache-Control"]


@pytest.mark.django_db
def test_what_citizens_write_is_never_markup(code: str) -> None:
    html = send(code, {"saran": "</textarea><script>alert(1)</script>"}).content.decode()

    assert "&lt;/textarea&gt;&lt;script&gt;" in html


@pytest.mark.django_db
def test_the_worker_of_the_page_has_its_scope(code: str) -> None:
    response = Client().get("/s/sw.js")

    assert response.headers["Content-Type"].startswith("text/javascript")
    assert response.headers["Cache-Control"] == "no-cache"
    assert b"survei-1" in response.content


@pytest.mark.django_db
def test_thanks_say_what_has_changed(code: str, service: Service) -> None:
    before = promises.newest[:]
    try:
        promises.newest[:] = [lambda _: None]
        assert "Warga meminta" not in opened(code, "/terima-kasih").content.decode()
        said = Promise("loket buka saat istirahat", "Loket 3 buka terus.")
        promises.newest[:] = [lambda asked: said if asked == service.pk else None]
        html = opened(code, "/terima-kasih").content.decode()
    finally:
        promises.newest[:] = before

    assert "Terima kasih." in html
    assert "Warga meminta: loket buka saat istirahat." in html
    assert "Kami sudah: Loket 3 buka terus.<" in html


@pytest.mark.django_db
def test_a_kiosk_starts_anew_and_others_do_not(code: str, service: Service) -> None:
    kiosk = code_of(make_counter(service, "Layar", is_kiosk=True))

    assert "data-kiosk" not in opened(code).content.decode()
    assert 'data-kiosk="20"' in opened(kiosk).content.decode()
    assert 'data-again="8"' in opened(kiosk, "/terima-kasih").content.decode()


@pytest.mark.django_db
def test_the_screen_shows_the_code_of_the_day_and_draws_it_once(
    code: str, service: Service
) -> None:
    pages = [opened(code, "/layar").content.decode() for _ in range(2)]

    made = Code.objects.get(valid_on=NOON.date())
    assert all(f"/s/{made.code}" in page for page in pages)
    assert "<svg" in pages[0]
    assert opened(made.code).status_code == 200


@pytest.mark.parametrize(
    ("service", "title"),
    [
        ("Izin usaha", "Bagaimana layanan izin usaha hari ini?"),
        ("Layanan Samsat", "Bagaimana layanan samsat hari ini?"),
        ("KTP elektronik", "Bagaimana layanan KTP elektronik hari ini?"),
        ("Layanan", "Bagaimana layanan layanan hari ini?"),
    ],
)
def test_the_question_names_the_service(service: str, title: str) -> None:
    assert title_of(service) == title


def test_one_form_sent_eight_times_at_once_is_kept_once(
    own_database: str, settings: Settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    keys._load.cache_clear()
    code = code_of(make_service(make_town().office).counters.get())
    fields = {"kunci": "6c9f4a4e-7f5b-4b0f-9a0e-6c8f1f6a2b11", **NINE}

    def once(_: int) -> int:
        try:
            return send(code, fields).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        statuses = set(threads.map(once, range(8)))

    assert statuses <= {303, 503}
    assert 303 in statuses
    assert InboxAnswer.objects.count() == 1
    keys._load.cache_clear()

"""What becomes of an answer: kept once, or told why not, with everything typed."""

from __future__ import annotations

import datetime as dt
import json
import logging
import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import OperationalError, connection
from django.test import Client

from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.services.models import Code, Counter, Question, Service
from kinerja.surveys import keys, nonces
from kinerja.surveys.models import Comment, InboxAnswer, Pace, Rate, UsedKey
from kinerja.surveys.posted import CHOOSE, LONGEST_BODY, NOTHING
from kinerja.surveys.tests.receipt.conftest import kept
from kinerja.surveys.tests.sendings import FORM, NINE, key, opened, send
from kinerja.surveys.tests.stages import make_counter, make_service
from tests.factories import NOON, Town, client_of

pytestmark = pytest.mark.django_db


def test_nine_answers_are_kept_by_their_element(code: str, service: Service) -> None:
    profile = {"jk": "P", "usia": "FROM_30", "didik": "SMA", "kerja": "WIRAUSAHA"}

    response = send(code, {"kunci": key(NOON), **NINE, **profile, "saran": "Loketnya\r\nramah"})

    assert (response.status_code, response.headers["Location"]) == (303, f"/s/{code}/terima-kasih")
    row = kept()
    assert [getattr(row, f"u{no}") for no in range(1, 10)] == [3, 4, 3, 2, 3, 4, 4, 3, 1]
    assert (row.service_id, row.day, row.half) == (service.pk, dt.date(2026, 8, 3), "SIANG")
    assert (row.sex, row.age, row.education, row.occupation) == tuple(profile.values())
    assert (row.source, row.pace, row.flags, row.office_net) == ("PHONE", Pace.USUAL, 0, False)
    said = Comment.objects.get()
    assert (said.text, said.month) == ("Loketnya\nramah", dt.date(2026, 8, 1))


def test_part_of_the_answers_is_kept_as_it_is(code: str) -> None:
    assert send(code, {"kunci": key(NOON, 2), "U9": "2", "U1": ""}).status_code == 303

    assert (kept().u1, kept().u9) == (None, 2)
    assert kept().flags == 0, "one answer may be given in two seconds"


def test_the_answers_to_extra_questions_are_kept_only_of_this_service(
    code: str, service: Service, town: Town
) -> None:
    words = ["Buruk", "Cukup", "Baik", "Sangat baik"]
    day = NOON.date()
    own, ended, foreign = (
        Question.objects.create(service=of, text="Parkir?", answers=words, since=day, ended_on=end)
        for of, end in (
            (service, None),
            (service, day),
            (make_service(town.office), None),
        )
    )
    Question.objects.filter(pk=ended.pk).update(
        since=day - dt.timedelta(days=9), ended_on=day - dt.timedelta(days=1)
    )
    extras = {f"T{one.pk}": "4" for one in (own, ended, foreign)} | {"T" + "9" * 18: "1"}

    assert f'name="T{own.pk}"' in opened(code).content.decode()
    assert send(code, {"kunci": key(NOON), **NINE, **extras}).status_code == 303

    assert kept().extras == {str(own.pk): 4}


def test_a_form_that_is_sent_twice_is_kept_once(code: str) -> None:
    fields = {"kunci": key(NOON), **NINE}

    assert [send(code, fields).status_code for _ in range(3)] == [303, 303, 303]

    assert InboxAnswer.objects.count() == UsedKey.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"U3": "5"}, CHOOSE),
        ({"U3": "0"}, CHOOSE),
        ({"U3": "-1"}, CHOOSE),
        ({"U3": "3.0"}, CHOOSE),
        ({"U3": "٣"}, CHOOSE),
        ({"U3": "3" * 5_000}, CHOOSE),
        ({"jk": "X"}, "Pilih salah satu dari daftar."),
        ({"usia": "<script>"}, "Pilih salah satu dari daftar."),
        ({"saran": "a" * 301}, "Sekarang 301."),
        ({"saran": "b\0c"}, "Ada huruf yang tidak terbaca"),
        (dict.fromkeys(NINE, ""), NOTHING),
    ],
)
def test_what_is_wrong_comes_back_with_all_that_was_typed(
    code: str, wrong: dict[str, str], said: str
) -> None:
    fields = {"kunci": key(NOON), **NINE, "didik": "S2", **wrong}

    response = send(code, fields)

    html = response.content.decode()
    assert response.status_code == 422
    assert said in html
    assert '<option value="S2" selected>' in html
    assert f'value="{fields["kunci"]}"' in html, "a key that is good stays"
    if "U1" not in wrong:
        assert 'name="U1" value="3" checked' in html
    assert not InboxAnswer.objects.exists()


def test_a_very_long_text_comes_back_to_be_shortened(code: str) -> None:
    text = "saya menunggu " * 7_200

    response = send(code, {"kunci": key(NOON), **NINE, "saran": text})

    assert response.status_code == 422
    assert "Sekarang 100.799." in response.content.decode()
    assert text.strip() in response.content.decode()


@pytest.mark.parametrize(
    "raw", [b"U1=3&saran=\xff\xfe&kunci=", b"U1=3&saran=%FF%FE", b"U1=3&saran=%00"]
)
def test_broken_letters_come_back(code: str, raw: bytes) -> None:
    response = send(code, raw=raw)

    assert response.status_code == 422
    assert "Tulis lagi saran Anda" in response.content.decode()


def test_what_no_form_of_ours_sends_is_refused(code: str) -> None:
    many = "&".join(f"x{no}=1" for no in range(101)).encode()

    assert send(code, raw=many).status_code == 413
    assert send(code, raw=b"saran=" + b"a" * LONGEST_BODY).status_code == 413
    assert Client().post(f"/s/{code}", data={"U1": "3"}).status_code == 422  # multipart
    assert Client().post(f"/s/{code}", data=b"\x00\xff", content_type="x/y").status_code == 422
    assert not InboxAnswer.objects.exists()


def test_fields_that_nobody_knows_say_nothing(code: str) -> None:
    fields = {"kunci": key(NOON), **NINE, "nama": "Budi", "u1": "1", "flags": "0", "U10": "9"}

    assert send(code, fields).status_code == 303

    assert kept().u1 == 3


@pytest.mark.parametrize("written", ["", "abc", "x" * 36, "A" * 40, "é" * 40, "a" * 5_000])
def test_a_forged_key_gets_the_page_again(code: str, written: str) -> None:
    response = send(code, {"kunci": written, **NINE, "saran": "Tolong kursi"})

    html = response.content.decode()
    assert response.status_code == 409
    assert "Tolong kursi" in html
    assert 'name="U2" value="4" checked' in html
    fresh = html.split('name="kunci" value="')[1].split('"')[0]
    assert nonces.read(fresh, NOON) is not None
    assert send(code, {"kunci": fresh, **NINE}).status_code == 303


def test_a_form_older_than_two_days_gets_the_page_again(code: str) -> None:
    late = key(NOON, 2 * 86_400 + 1)

    response = send(code, {"kunci": late, **NINE})

    assert (response.status_code, InboxAnswer.objects.count()) == (409, 0)
    assert late not in response.content.decode()


def test_a_key_whose_day_is_destroyed_is_late_and_makes_no_new_one(code: str) -> None:
    issued = NOON - dt.timedelta(days=1)
    with clock.fixed(issued):
        old = nonces.issue(issued)
    keys.forget_before(NOON.date())

    assert send(code, {"kunci": old, **NINE}).status_code == 409
    assert not keys.is_known(issued.date())


def test_a_clock_that_jumps_loses_no_answer(code: str) -> None:
    ahead = nonces.issue(NOON + dt.timedelta(minutes=4))
    far = nonces.issue(NOON + dt.timedelta(hours=3))

    assert send(code, {"kunci": ahead, **NINE}).status_code == 303
    assert kept().pace is None
    assert send(code, {"kunci": far, **NINE}).status_code == 409


def test_a_key_that_was_changed_is_not_ours(code: str) -> None:
    good = key(NOON)
    other = "A" if good[3] != "A" else "B"

    assert send(code, {"kunci": good[:3] + other + good[4:], **NINE}).status_code == 409


@pytest.mark.parametrize("wrong", ["ABCDE", "ABCDEFG", "OOOOOO", "AAAAA!", "AB%00CD"])
def test_what_is_no_code_is_no_page(town: Town, wrong: str) -> None:
    assert opened(wrong).status_code == 404
    assert Client().post(f"/s/{wrong}").status_code == 404


def test_an_unknown_code_says_so_in_plain_words(town: Town) -> None:
    for response in (opened("ZZZZZZ"), opened("ZZZZZZ", "/terima-kasih"), send("ZZZZZZ")):
        assert response.status_code == 404
        assert "Kode ini tidak ada" in response.content.decode()


def test_a_code_may_be_typed_in_small_letters(town: Town) -> None:
    response = opened("kmnpqr", "/terima-kasih")

    assert (response.status_code, response.headers["Location"]) == (302, "/s/KMNPQR/terima-kasih")


def test_an_old_code_says_so_and_not_which_one_is_new(code: str, service: Service) -> None:
    counter = service.counters.get()
    Code.objects.filter(code=code).update(retired_on=NOON.date())
    new = Code.objects.create(code="NEWNEW", counter=counter, issued_on=NOON.date())

    for response in (opened(code), send(code)):
        assert response.status_code == 410
        html = response.content.decode()
        assert "Kode ini sudah diganti" in html
        assert new.code not in html
        assert service.name not in html
    assert send(new.code).status_code == 303


def test_a_closed_service_and_a_closed_counter_take_no_answers(code: str, service: Service) -> None:
    Counter.objects.filter(service=service).update(closed_on=NOON.date())
    assert (opened(code).status_code, send(code).status_code) == (410, 410)
    Counter.objects.filter(service=service).update(closed_on=None)
    Service.objects.filter(pk=service.pk).update(state="CLOSED", closed_on=NOON.date())

    assert "sudah ditutup" in opened(code).content.decode()
    assert send(code).status_code == 410
    assert not InboxAnswer.objects.exists()


def test_the_code_of_a_day_holds_on_its_day_only(service: Service) -> None:
    counter = make_counter(service, "Layar", is_kiosk=True)
    Code.objects.create(code="DAYDAY", counter=counter, issued_on=NOON.date(), valid_on=NOON.date())

    assert send("DAYDAY").status_code == 303
    assert kept().source == "PHONE", "a phone that has scanned the screen"
    with clock.fixed(NOON + dt.timedelta(days=1)):
        assert send("DAYDAY").status_code == 410
        assert "hanya untuk satu hari" in opened("DAYDAY").content.decode()


def test_days_are_those_of_the_city(code: str) -> None:
    from kinerja.city.models import City

    City.objects.update_or_create(pk=1, defaults={"time_zone": "Asia/Jayapura"})
    with clock.fixed(dt.datetime(2026, 8, 3, 16, 0, tzinfo=dt.UTC)):  # 1 in the night in the east
        send(code)

    assert (kept().day, kept().half) == (dt.date(2026, 8, 4), "PAGI")


def test_numbers_of_people_are_not_kept(code: str) -> None:
    send(code, {"kunci": key(NOON), **NINE, "saran": "Hubungi 0812-3456-7890 ya"})

    assert Comment.objects.get().text == "Hubungi [nomor dihapus] ya"


def test_the_page_takes_no_cookie_and_gives_none(code: str, town: Town) -> None:
    signed_in = client_of(town.andi)
    with CountedQueries() as counted:
        pages = [signed_in.get(f"/s/{code}"), signed_in.get(f"/s/{code}/terima-kasih")]
    pages.append(signed_in.post(f"/s/{code}", urlencode(NINE), content_type=FORM))

    assert all(not page.cookies for page in pages)
    assert all("Set-Cookie" not in page.headers for page in pages)
    assert all("Vary" not in page.headers for page in pages)
    assert counted.number <= 3
    assert "account_session" not in counted.text


class CountedQueries:
    """The statements of what stands within."""

    def __enter__(self) -> CountedQueries:
        connection.force_debug_cursor = True
        self._before = len(connection.queries_log)
        return self

    def __exit__(self, *_: object) -> None:
        made = [one["sql"] for one in list(connection.queries_log)[self._before :]]
        self.number, self.text = len(made), "\n".join(made)
        connection.force_debug_cursor = False


def test_nothing_says_who_or_when(code: str, caplog: pytest.LogCaptureFixture, town: Town) -> None:
    events = AuditEvent.objects.count()
    caplog.set_level(logging.DEBUG)
    agent = "Mozilla/5.0 (Linux; Android 9; RMX1921)"
    for sent in (send(code, **who(agent)), send("ZZZZZZ", **who(agent))):
        assert sent.status_code in {303, 404}

    said = "\n".join(record.getMessage() for record in caplog.records)
    rows = json.dumps(everything(), default=str)
    for text in (said, rows):
        assert "198.51.100.23" not in text
        assert "RMX1921" not in text
    assert code not in said
    assert "/s/" not in said
    assert "05:00" not in rows
    assert AuditEvent.objects.count() == events, "no event of an answer"


def who(agent: str) -> dict[str, Any]:
    return {"REMOTE_ADDR": "198.51.100.23", "HTTP_USER_AGENT": agent}


def everything() -> list[object]:
    """All rows that a receipt writes."""
    found: list[object] = []
    for model in (InboxAnswer, UsedKey, Comment, Rate):
        found += [
            {k: v.hex() if isinstance(v, (bytes, memoryview)) else v for k, v in row.items()}
            for row in model._default_manager.values()
        ]
    return found


def test_a_database_that_is_away_is_come_again(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError("lock timeout")

    monkeypatch.setattr("kinerja.surveys.receipt.fetch", away)

    assert send(code).status_code == 503


def test_other_methods_are_refused(code: str) -> None:
    client = Client()

    assert client.put(f"/s/{code}").headers["Allow"] == "GET, HEAD, POST"
    assert client.post(f"/s/{code}/layar").status_code == 405
    assert client.head(f"/s/{code}").status_code == 200
    assert client.get("/s/").status_code == 404


def test_keys_have_an_age_only_where_it_is_known() -> None:
    own = uuid.uuid4()

    assert nonces.read(str(own), NOON) == (own, None)
    read = nonces.read(key(NOON, 30), NOON)
    assert read is not None
    assert read.age == dt.timedelta(seconds=30)

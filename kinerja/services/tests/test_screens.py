"""Services as people use them."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kinerja.foundation.actor import Actor
from kinerja.services import answered, operations
from kinerja.services.models import Code, Counter, Question, Service
from kinerja.services.tests.stages import VALUES, Stage, make_service
from kinerja.surveys.models import Moment
from tests.factories import NOON, Town, client_of

pytestmark = pytest.mark.django_db
LIST = "/layanan/"
WORDS = ("Sangat lama", "Lama", "Cepat", "Sangat cepat")


def text_of(client: Client, path: str = LIST) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def form(**given: Any) -> dict[str, Any]:
    """Return the fields of a service as a browser sends them."""
    fields = {name: value or "" for name, value in VALUES._asdict().items()}
    return {**fields, "served_a_year": "12.000", "kunci": str(uuid4()), **given}


def question(**given: str) -> dict[str, str]:
    answers = {f"answer_{no}": word for no, word in enumerate(WORDS, 1)}
    return {"text": "Berapa lama Anda mengantre?", **answers, "kunci": str(uuid4()), **given}


# --- the list


def test_the_list_shows_what_lies_below(town: Town, stage: Stage, admin: Client) -> None:
    make_service(town.other_office, "Uji kir")

    shown = text_of(admin)

    assert VALUES.name in shown
    assert "Bidang Pelayanan Pendaftaran Penduduk" in shown
    assert f"{stage.code}</span> dan 1 lagi" in shown
    assert "Uji kir" not in shown
    assert "Tambah layanan" in shown


def test_heads_and_auditors_read_the_list(town: Town, stage: Stage) -> None:
    for reader in (town.budi, town.sari, town.mayor, town.auditor, town.office_manager):
        shown = text_of(client_of(reader))
        assert VALUES.name in shown
        assert "Tambah layanan" not in shown


def test_an_employee_has_no_list(town: Town, stage: Stage) -> None:
    assert client_of(town.andi).get(LIST).status_code == 403
    assert client_of(town.andi).get(f"{LIST}{stage.service.pk}/").status_code == 404


def test_the_list_is_searched_by_either_name(town: Town, stage: Stage, admin: Client) -> None:
    make_service(town.office, "Akta kelahiran 100%")

    assert "Akta kelahiran" not in text_of(admin, f"{LIST}?cari=ktp")
    assert "Penerbitan KTP-el" in text_of(admin, f"{LIST}?cari=PENDAFTARAN")
    assert "Akta kelahiran" in text_of(admin, f"{LIST}?cari=100%25")
    assert "Penerbitan KTP-el" not in text_of(admin, f"{LIST}?cari=100%25")
    assert "Tidak ada yang cocok" in text_of(admin, f"{LIST}?cari=pajak")
    assert VALUES.name in text_of(admin, f"{LIST}?hal=x")
    assert "Halaman ini kosong" in text_of(admin, f"{LIST}?hal=9")


def test_closed_ones_stand_apart(stage: Stage, dewi: Actor, admin: Client) -> None:
    assert "Belum ada layanan yang ditutup" in text_of(admin, f"{LIST}?lihat=tutup")
    operations.close_service(service=stage.service, by=dewi, at=NOON)

    assert VALUES.name not in text_of(admin)
    assert "Belum ada layanan" in text_of(admin)
    assert "3 Agu 2026" in text_of(admin, f"{LIST}?lihat=tutup")


def test_a_list_of_many_takes_no_more_statements(
    town: Town, stage: Stage, admin: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(5) as few:
        text_of(admin)
    for number in range(60):
        make_service(town.office, f"Layanan {number}", counters=2)
    with django_assert_max_num_queries(len(few)):
        shown = text_of(admin)

    assert shown.count('<th scope="row">') == 50
    assert "1–50 dari 61" in shown


def test_a_service_with_much_takes_no_more_statements(
    stage: Stage, dewi: Actor, admin: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    place = f"{LIST}{stage.service.pk}/"
    with django_assert_max_num_queries(8) as few:
        text_of(admin, place)
    for number in range(20):
        counter = operations.add_counter(
            service=stage.service, name=f"Meja {number}", by=dewi, at=NOON
        )
        operations.new_code(counter=counter, by=dewi, at=NOON)
    with django_assert_max_num_queries(len(few)):
        assert text_of(admin, place).count("Kode lama") == 20


# --- a service


def test_a_service_is_opened_once(town: Town, admin: Client) -> None:
    sent = form(unit=str(town.division.pk))
    assert "Dinas Kependudukan" in text_of(admin, f"{LIST}baru/")

    first, twin = admin.post(f"{LIST}baru/", sent), admin.post(f"{LIST}baru/", sent)

    made = Service.objects.get()
    assert (first.status_code, twin.status_code) == (303, 303)
    assert first.headers["Location"] == twin.headers["Location"] == f"{LIST}{made.pk}/"
    assert made.served_a_year == 12_000


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"unit": ""}, "Pilih unit yang melayani."),
        ({"name": " "}, "Tulis nama layanan"),
        ({"name": "x" * 151}, "150"),
        ({"served_a_year": "0"}, "mulai dari 1"),
        ({"served_a_year": "1,5"}, "bilangan bulat"),
        ({"served_a_year": "banyak"}, "Tulis angka saja"),
        ({"urgent_phone": "hubungi kami"}, "Tulis nomor telepon saja"),
        ({"urgent_phone": "---"}, "Tulis nomor telepon saja"),
        ({"procedure": "x" * 100_000}, "4000 huruf"),
    ],
)
def test_a_bad_service_comes_back_with_a_reason(
    town: Town, admin: Client, given: dict[str, str], says: str
) -> None:
    answer = admin.post(f"{LIST}baru/", form(**{"unit": str(town.division.pk), **given}))

    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_nobody_opens_one_in_another_unit(town: Town, admin: Client) -> None:
    assert admin.post(f"{LIST}baru/", form(unit=str(town.other_office.pk))).status_code == 422
    for reader in (town.budi, town.auditor, town.andi):
        assert client_of(reader).get(f"{LIST}baru/").status_code == 403


def test_a_name_that_is_taken_is_refused_on_the_page(
    town: Town, stage: Stage, admin: Client
) -> None:
    answer = admin.post(
        f"{LIST}baru/", form(unit=str(town.division.pk), name=" Penerbitan  KTP-el")
    )

    assert answer.status_code == 409
    assert "sudah punya layanan berjalan" in answer.content.decode()


def test_a_service_shows_its_standard_and_its_sample(stage: Stage, admin: Client) -> None:
    shown = text_of(admin, f"{LIST}{stage.service.pk}/")

    for words in (VALUES.requirements, VALUES.product, VALUES.urgent_phone, "372 jawaban"):
        assert words in shown
    assert f"/s/{stage.code}" in shown
    assert "Krejcie dan Morgan" in shown


def test_a_service_leads_to_what_citizens_say_of_it(
    town: Town, stage: Stage, admin: Client
) -> None:
    place, result = f"{LIST}{stage.service.pk}/", f"/kepuasan/layanan/{stage.service.pk}/"

    own, read = text_of(admin, place), text_of(client_of(town.auditor), place)

    for path in (result, f"{result}komentar/", f"/kertas/{stage.service.pk}/"):
        assert f'href="{path}"' in own
    assert f'href="{result}"' in read
    assert f'href="{result}komentar/"' not in read
    assert "/kertas/" not in read


def test_what_is_not_written_yet_is_said(stage: Stage, admin: Client) -> None:
    Service.objects.update(served_a_year=None, urgent_phone="", requirements="")

    shown = text_of(admin, f"{LIST}{stage.service.pk}/")

    assert "Nomor telepon belum ditulis" in shown
    assert "Belum ditulis" in shown
    assert "jumlah jawaban minimum dihitung di sini" in shown


def test_script_in_a_name_stays_words(town: Town, admin: Client) -> None:
    made = make_service(town.office, "<script>alert(1)</script>")

    assert "<script>alert" not in text_of(admin, f"{LIST}{made.service.pk}/")


def test_two_windows_see_both_versions(stage: Stage, admin: Client) -> None:
    place = f"{LIST}{stage.service.pk}/ubah/"
    assert "Fotokopi kartu keluarga." in text_of(admin, place)

    changed = admin.post(place, form(lock_no="0", fee="Rp0"))
    stale = admin.post(place, form(lock_no="0", fee="Rp5.000", served_a_year="9"))

    assert (changed.status_code, stale.status_code) == (303, 409)
    shown = stale.content.decode()
    assert "Rp0" in shown
    assert "Rp5.000" in shown
    assert 'name="lock_no" value="1"' in shown
    assert admin.post(place, form(lock_no="1", fee="Rp5.000")).status_code == 303
    assert admin.post(place, form(name="")).status_code == 422


def test_a_service_is_closed_and_opened_again(town: Town, stage: Stage, admin: Client) -> None:
    place = f"{LIST}{stage.service.pk}/"
    assert "berhenti menerima jawaban" in text_of(admin, f"{place}tutup/")

    assert admin.post(f"{place}tutup/").status_code == 303
    closed = text_of(admin, place)
    assert "Layanan ini ditutup" in closed
    assert "poster.pdf" not in closed
    assert admin.post(f"{place}tutup/").status_code == 409
    assert admin.post(f"{place}loket/", {"name": "Loket 7"}).status_code == 409
    assert client_of(town.budi).post(f"{place}buka-lagi/").status_code == 403

    assert admin.post(f"{place}buka-lagi/").status_code == 303
    assert admin.post(f"{place}buka-lagi/").status_code == 409
    assert "poster.pdf" in text_of(admin, place)


def test_readers_change_nothing(town: Town, stage: Stage) -> None:
    place, counter = f"{LIST}{stage.service.pk}/", f"/loket/{stage.counter.pk}/"
    for reader in (town.budi, town.auditor, town.office_manager):
        client = client_of(reader)
        shown = text_of(client, place)
        assert "Poster A5" in shown
        assert "Ganti kode" not in shown
        for path in ("ubah/", "tutup/", "loket/", "pertanyaan/"):
            assert client.get(place + path).status_code == 403
        for path in ("ubah/", "tutup/", "kode/"):
            assert client.post(counter + path).status_code == 403
        assert client.post(f"{counter}buka-lagi/").status_code == 403


# --- counters and codes


def test_a_counter_is_added_named_closed_and_opened(stage: Stage, admin: Client) -> None:
    place = f"{LIST}{stage.service.pk}/loket/"
    assert admin.get(place).status_code == 200
    assert admin.post(place, {"name": ""}).status_code == 422
    assert admin.post(place, {"name": "Loket 1"}).status_code == 409
    assert admin.post(place, {"name": "Tablet", "is_kiosk": "on"}).status_code == 303
    made = Counter.objects.get(name="Tablet")
    at = f"/loket/{made.pk}/"

    assert "Tablet" in text_of(admin, f"{at}ubah/")
    assert admin.post(f"{at}ubah/", {"name": "Tablet pintu"}).status_code == 303
    assert "Tutup Tablet pintu?" in text_of(admin, f"{at}tutup/")
    assert admin.post(f"{at}tutup/").status_code == 303
    assert "Buka lagi" in text_of(admin, f"{LIST}{stage.service.pk}/")
    assert admin.post(f"{at}ubah/", {"name": "A"}).status_code == 409
    assert admin.post(f"{at}buka-lagi/").status_code == 303
    assert admin.post(f"{at}buka-lagi/").status_code == 409


def test_a_code_is_replaced_after_saying_what_happens(stage: Stage, admin: Client) -> None:
    at = f"/loket/{stage.counter.pk}/kode/"
    shown = text_of(admin, at)
    assert "berhenti menerima jawaban" in shown
    assert f'value="{stage.code}"' in shown

    first = admin.post(at, {"code": stage.code, "kunci": str(uuid4())})
    again = admin.post(at, {"code": stage.code, "kunci": str(uuid4())})

    assert (first.status_code, again.status_code) == (303, 409)
    assert Code.objects.filter(counter=stage.counter).count() == 2
    page = text_of(admin, f"{LIST}{stage.service.pk}/")
    assert "Kode lama (1)" in page
    assert f"<li>{stage.code}, dipakai" in page


# --- extra questions


def test_a_question_is_asked_and_ended(stage: Stage, admin: Client) -> None:
    place = f"{LIST}{stage.service.pk}/pertanyaan/"
    assert admin.get(place).status_code == 200
    assert admin.post(place, question(answer_2="")).status_code == 422
    assert admin.post(place, question(answer_2="Cepat")).status_code == 409
    assert admin.post(place, question()).status_code == 303
    asked = Question.objects.get()
    assert asked.answers == list(WORDS)
    end = f"{LIST}pertanyaan/{asked.pk}/"

    assert asked.text in text_of(admin, end)
    assert admin.post(end).status_code == 303
    assert admin.post(end).status_code == 409
    assert "Berakhir" in text_of(admin, f"{LIST}{stage.service.pk}/")


def test_with_three_questions_no_fourth_is_offered(stage: Stage, admin: Client) -> None:
    place = f"{LIST}{stage.service.pk}/"
    for number in range(3):
        admin.post(f"{place}pertanyaan/", question(text=f"Pertanyaan {number}?"))

    assert "Tambah pertanyaan" not in text_of(admin, place)
    assert admin.post(f"{place}pertanyaan/", question(text="Lagi?")).status_code == 409


@pytest.mark.parametrize(
    "path", ["/layanan/{}/", "/layanan/pertanyaan/{}/", "/loket/{}/ubah/", "/loket/{}/poster.pdf"]
)
@pytest.mark.parametrize("key", ["0", "9" * 30])
def test_what_is_not_there_is_not_found(town: Town, admin: Client, path: str, key: str) -> None:
    assert admin.get(path.format(key)).status_code == 404


# --- answers, where the room above counts them


def test_answers_are_shown_where_they_are_counted(stage: Stage, admin: Client) -> None:
    place = f"{LIST}{stage.service.pk}/"
    assert 'data-label="Jawaban triwulan ini">0<' in text_of(admin)
    for day, answers in ((dt.date(2026, 7, 1), 40), (dt.date(2025, 10, 1), 53)):
        add_moment(stage.service, day, answers)
    add_moment(stage.service, dt.date(2025, 7, 1), 1000)
    add_moment(make_service(stage.service.unit, "Lain").service, dt.date(2026, 7, 1), 7)

    assert 'data-label="Jawaban triwulan ini">40<' in text_of(admin)
    assert "93 jawaban dalam empat triwulan terakhir" in text_of(admin, place)


def add_moment(service: Service, starts: dt.date, answers: int) -> None:
    """Let the night have counted the answers of a quarter."""
    nine, pairs = [answers] * 9, [answers] * 45
    Moment.objects.create(
        service=service,
        starts=starts,
        unflagged=False,
        answers=answers,
        counter_days=1,
        n=nine,
        sum=nine,
        cross=pairs,
        pairs=pairs,
        products=[answers] * 171,
    )


@pytest.mark.parametrize(
    ("day", "before", "began"),
    [
        (dt.date(2026, 1, 1), 0, dt.date(2026, 1, 1)),
        (dt.date(2026, 3, 31), 0, dt.date(2026, 1, 1)),
        (dt.date(2026, 12, 31), 0, dt.date(2026, 10, 1)),
        (dt.date(2026, 12, 31), 3, dt.date(2026, 1, 1)),
        (dt.date(2026, 2, 28), 3, dt.date(2025, 4, 1)),
        (dt.date(2026, 2, 28), 4, dt.date(2025, 1, 1)),
    ],
)
def test_a_quarter_begins_in_january_april_july_or_october(
    day: dt.date, before: int, began: dt.date
) -> None:
    assert answered.quarter_began(day, before=before) == began


def test_where_nobody_counts_nothing_is_said(
    stage: Stage, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answered, "counts", [])

    assert "Jawaban triwulan ini" not in text_of(admin)
    assert "empat triwulan" not in text_of(admin, f"{LIST}{stage.service.pk}/")


def test_a_list_of_nothing_counts_nothing(town: Town) -> None:
    assert answered.this_quarter([], NOON.date()) == {}

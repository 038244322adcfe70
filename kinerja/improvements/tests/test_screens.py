"""The screens of follow-ups, as each visitor meets them, without JavaScript."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kinerja.foundation import clock
from kinerja.improvements.models import Improvement
from kinerja.improvements.tests.stages import THIRD, planned, result
from kinerja.organization.models import Employee
from kinerja.services.models import Service
from kinerja.surveys.tests.stages import make_service
from tests.factories import NOON, Town, client_of

pytestmark = pytest.mark.django_db
LIST = "/tindak-lanjut/"


@pytest.fixture
def ayu(admin: Employee) -> Client:
    return client_of(admin)


def sent(**fields: object) -> dict[str, object]:
    return {"kunci": str(uuid4()), **fields}


def written(town: Town, **fields: object) -> dict[str, object]:
    usual: dict[str, object] = {
        "element": "U3",
        "asked": "Antrean jangan lama",
        "action": "Buka loket ketiga",
        "responsible": town.andi.pk,
        "due_on": "1-9-2026",
        "is_public": "on",
    }
    return sent(**{**usual, **fields})


def new(service: Service) -> str:
    return f"{LIST}baru/?layanan={service.pk}&unsur=U3&periode=2026-2"


def test_from_an_offer_to_a_plan(ayu: Client, service: Service, town: Town) -> None:
    result(service, U3="2.90", U9="3.00")

    html = ayu.get(LIST).content.decode()
    assert "U3 Waktu Penyelesaian" in html
    assert "nilai 2,90 dari 4 (2,80–3,00), n = 120 jawaban" in html
    page = ayu.get(new(service)).content.decode()
    assert '<option value="U3" selected>' in page
    assert "U3 Waktu Penyelesaian: 2,90" in page
    answer = ayu.post(new(service), written(town))

    made = Improvement.objects.get()
    assert answer.status_code == 303
    assert answer["Location"] == f"{LIST}{made.pk}/"
    assert "Buka loket ketiga" in ayu.get(answer["Location"]).content.decode()
    again = ayu.get(f"{LIST}?layanan={service.pk}").content.decode()
    assert "Sudah ada rencana" in again


def test_the_same_form_twice_plans_once(ayu: Client, service: Service, town: Town) -> None:
    form = written(town)

    answers = [ayu.post(new(service), form).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert Improvement.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"element": "U0"}, "Pilih salah satu dari daftar."),
        ({"asked": ""}, "Tulis apa yang diminta warga"),
        ({"action": "x" * 100_000}, "Paling banyak 1000 huruf"),
        ({"responsible": "999999"}, "Pilih salah satu dari daftar."),
        ({"due_on": "besok lusa"}, "tanggal"),
    ],
)
def test_bad_input_gets_its_message(
    ayu: Client, service: Service, town: Town, wrong: dict[str, object], words: str
) -> None:
    answer = ayu.post(new(service), written(town, **wrong))

    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_refusal_stands_on_the_same_page(ayu: Client, service: Service, town: Town) -> None:
    answer = ayu.post(new(service), written(town, due_on="1-1-2020"))

    assert answer.status_code == 409
    assert "Pilih batas waktu antara hari ini dan dua tahun lagi." in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["?layanan=999999", "?layanan=x", "?layanan=1&unsur=U0", "?layanan=1&periode=2026-9"]
)
def test_what_is_not_there_is_404(ayu: Client, query: str) -> None:
    assert ayu.get(f"{LIST}baru/{query}").status_code == 404


def test_without_a_service_one_is_chosen(ayu: Client, service: Service, town: Town) -> None:
    assert "KTP elektronik" in ayu.get(f"{LIST}baru/").content.decode()
    assert ayu.post(f"{LIST}baru/", sent()).status_code == 404
    assert client_of(town.andi).get(f"{LIST}baru/").status_code == 403


def test_whoever_only_looks_plans_nothing(town: Town, service: Service) -> None:
    assert client_of(town.office_manager).get(new(service)).status_code == 403
    assert client_of(town.stranger).get(new(service)).status_code == 404


def test_from_start_to_end(followed: Improvement, town: Town) -> None:
    andi, place = client_of(town.andi), f"{LIST}{followed.pk}/"

    assert andi.post(place, sent(act="start")).status_code == 303
    assert andi.get(f"{place}selesai/").status_code == 200
    assert andi.post(f"{place}selesai/", sent(outcome="")).status_code == 422
    assert andi.post(f"{place}selesai/", sent(outcome="Buka.", link="x")).status_code == 409
    ended = andi.post(f"{place}selesai/", sent(outcome="Buka <b>tiap</b> Senin."))

    assert ended.status_code == 303
    html = andi.get(place).content.decode()
    assert "Buka &lt;b&gt;tiap&lt;/b&gt; Senin." in html
    assert "Bisa dibandingkan setelah Triwulan IV 2026 selesai" in html
    assert "Lanjutkan lagi" not in html
    assert andi.post(f"{place}selesai/", sent(outcome="Lagi.")).status_code == 409
    assert andi.post(place, sent(act="start")).status_code == 409
    assert andi.post(place, sent(act="resume")).status_code == 403
    assert andi.post(place, sent(act="lain")).status_code == 422
    assert andi.get(f"{place}ubah/").status_code == 403
    assert andi.get(f"{place}belum-bisa/").status_code == 403


def test_dropped_with_a_reason_and_taken_up_again(ayu: Client, followed: Improvement) -> None:
    place = f"{LIST}{followed.pk}/"

    assert ayu.get(f"{place}belum-bisa/").status_code == 200
    assert ayu.post(f"{place}belum-bisa/", sent(reason="")).status_code == 422
    assert ayu.post(f"{place}belum-bisa/", sent(reason="Belum ada pegawai.")).status_code == 303
    assert "Belum ada pegawai." in ayu.get(place).content.decode()
    assert ayu.post(f"{place}belum-bisa/", sent(reason="Lagi.")).status_code == 409
    assert ayu.post(place, sent(act="resume")).status_code == 303
    assert Improvement.objects.get().state == "PLANNED"


def test_the_effect_is_told_in_plain_words(
    admin: Employee, followed: Improvement, service: Service
) -> None:
    result(service, U3="2.90")
    result(service, THIRD, U3="2.95")
    Improvement.objects.filter(pk=followed.pk).update(
        state="DONE", done_on=THIRD.starts, planned_on=THIRD.starts, outcome="Buka."
    )

    with clock.fixed(NOON + dt.timedelta(days=90)):
        html = client_of(admin).get(f"{LIST}{followed.pk}/").content.decode()

    assert "Naik 0,05" in html
    assert "belum bisa disebut naik" in html
    assert "2,80–3,00" in html


def test_two_windows_see_both_versions(ayu: Client, followed: Improvement, town: Town) -> None:
    place = f"{LIST}{followed.pk}/ubah/"
    assert ayu.get(place).status_code == 200
    first = written(town, action="Antrean daring", lock_no=0)
    assert ayu.post(place, first).status_code == 303

    answer = ayu.post(place, written(town, action="Nomor antrean", lock_no=0, is_public=""))

    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Antrean daring" in html
    assert "Nomor antrean" in html
    assert "Pakai isian saya" in html
    assert ayu.post(place, written(town, due_on="x", lock_no=1)).status_code == 422
    assert ayu.post(place, written(town, due_on="1-1-2020", lock_no=1)).status_code == 409


def test_whoever_has_moved_away_may_stay_responsible(
    ayu: Client, followed: Improvement, town: Town
) -> None:
    town.andi.placements.update(unit=town.other_office)
    place = f"{LIST}{followed.pk}/ubah/"

    html = ayu.get(place).content.decode()
    answer = ayu.post(place, written(town, action="Antrean daring", lock_no=0))

    assert "Andi Pratama, sudah pindah" in html
    assert answer.status_code == 303


def test_the_list_is_filtered(
    ayu: Client, admin: Employee, followed: Improvement, service: Service
) -> None:
    def shown(query: str) -> bool:
        html = client_of(admin).get(LIST + query).content.decode()
        return "Buka loket ketiga pada jam ramai" in html

    assert shown("")
    assert shown(f"?layanan={service.pk}&tahap=PLANNED")
    assert not shown("?tahap=DONE")
    assert not shown("?tahap=lewat")
    assert not shown("?hal=2")
    with clock.fixed(NOON + dt.timedelta(days=40)):
        assert shown("?tahap=lewat")
    assert ayu.get(f"{LIST}?tahap=lain").status_code == 404
    assert ayu.get(f"{LIST}?hal=0").status_code == 404
    assert ayu.get(f"{LIST}?layanan=999999").status_code == 404


def test_without_any_it_says_what_comes_first(town: Town) -> None:
    assert "Belum ada tindak lanjut" in client_of(town.dewi).get(LIST).content.decode()


def test_unknown_ones_are_404(ayu: Client) -> None:
    for place in ("999999/", f"{'9' * 30}/", "999999/ubah/", "999999/selesai/"):
        assert ayu.get(LIST + place).status_code == 404


def test_pages_take_few_statements(
    ayu: Client,
    town: Town,
    admin: Employee,
    service: Service,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for no in range(30):
        other = make_service(town.division, f"Layanan {no}")
        result(other, U3="2.90")
        planned(other, admin, town.andi)

    with django_assert_max_num_queries(7):
        ayu.get(LIST)
    with django_assert_max_num_queries(7):
        ayu.get(f"{LIST}{Improvement.objects.order_by('pk')[0].pk}/")
    with django_assert_max_num_queries(8):
        ayu.get(new(service))

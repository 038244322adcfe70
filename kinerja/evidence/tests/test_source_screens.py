"""The page on which a source is chosen, and the sheet with what came by itself."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kinerja.cycles.models import PerformanceYear, Period
from kinerja.evaluations.tests.stage import make_plan
from kinerja.evidence.models import IndicatorSource, Provenance, Realization
from kinerja.evidence.tests.sourcing import choose, numbered, reached
from kinerja.improvements.tests.stages import THIRD, result
from kinerja.plans.models import Plan
from kinerja.services.models import Service
from kinerja.surveys.tests.stages import make_service
from tests.factories import Town, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(town: Town, year: PerformanceYear) -> Plan:
    return make_plan(town.andi, year, agreed_by=town.budi)


@pytest.fixture
def service(town: Town) -> Service:
    return make_service(town.division, "KTP elektronik")


@pytest.fixture
def andi(town: Town) -> Client:
    return client_of(town.andi)


def sheet(plan: Plan, quarter: Period) -> str:
    return f"/progres/{plan.pk}/{quarter.pk}/"


def sources(plan: Plan, quarter: Period) -> str:
    return f"{sheet(plan, quarter)}{numbered(plan).indicator_id}/sumber/"


def sent(**fields: object) -> dict[str, object]:
    return {"kunci": str(uuid4()), **fields}


def test_a_source_is_chosen_shown_and_ended(
    andi: Client, town: Town, plan: Plan, quarter: Period, service: Service
) -> None:
    result(service, THIRD, n=312, low="79.80", high="95.50")
    place = sources(plan, quarter)

    offered = andi.get(sheet(plan, quarter)).content.decode()
    assert f'href="{place}"' in offered
    page = andi.get(place).content.decode()
    assert "KTP elektronik (Bidang Pelayanan Pendaftaran Penduduk)" in page
    assert "Dinas Perhubungan" not in page
    answer = andi.post(place, sent(kind="INDEX", place=f"layanan-{service.pk}"))

    assert answer.status_code == 303
    shown = andi.get(answer["Location"].partition("#")[0]).content.decode()
    assert "81,94% (79,80–95,50; n = 312)" in shown
    assert "IKM KTP elektronik, Triwulan III 2026" in shown
    assert "Selang memuat target: belum bisa disebut di bawah target." in shown
    assert 'name="reached"' not in shown
    superior = client_of(town.budi).get(sheet(plan, quarter)).content.decode()
    assert "81,94%</b><small>(79,80–95,50; n = 312)" in superior
    assert "Sumber: IKM KTP elektronik, Triwulan III 2026." in superior
    assert "Sumber sekarang" in andi.get(place).content.decode()
    assert andi.post(f"{place}akhiri/", sent()).status_code == 303
    assert not Provenance.objects.exists()
    assert andi.post(f"{place}akhiri/", sent()).status_code == 409


def test_the_note_is_written_and_a_forged_value_refused(
    andi: Client, plan: Plan, quarter: Period, service: Service
) -> None:
    result(service, THIRD)
    choose(plan, service)
    save = f"{sheet(plan, quarter)}{numbered(plan).indicator_id}/simpan/"

    forged = andi.post(save, sent(reached="99", note="", version="0"))
    noted = andi.post(save, sent(note="Loket ketiga buka.", version="0"))

    assert forged.status_code == 409
    assert "tidak bisa diketik" in forged.content.decode()
    assert noted.status_code == 302
    assert (reached(plan).value, reached(plan).note) == (Decimal("81.94"), "Loket ketiga buka.")


def test_too_few_answers_are_said_and_do_not_wait_for_anybody(
    andi: Client, plan: Plan, quarter: Period, service: Service
) -> None:
    choose(plan, service)

    html = andi.get(sheet(plan, quarter)).content.decode()

    assert "Belum cukup jawaban (kurang dari 10)" in html
    assert "1 dari 3 indikator terisi" in html
    assert "1 indikator terisi" in andi.get("/progres/").content.decode()


def test_what_was_frozen_says_since_when(
    andi: Client, plan: Plan, quarter: Period, service: Service
) -> None:
    result(service, THIRD)
    choose(plan, service)
    Provenance.objects.update(frozen_at=dt.datetime(2026, 8, 1, 5, tzinfo=dt.UTC))

    html = andi.get(
        f"{sheet(plan, quarter)}?indikator={numbered(plan).indicator_id}"
    ).content.decode()

    assert "Nilainya tetap sejak 1 Agustus 2026." in html


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Pilih apa yang diambil."),
        ({"kind": "ELEMENT"}, "Pilih unsurnya."),
        ({"kind": "INDEX", "place": "layanan-999999"}, "Pilih salah satu dari daftar."),
        ({"kind": "INDEX", "place": "x" * 100_000}, "Pilih salah satu dari daftar."),
        ({"kind": "COMPLAINT_DAYS"}, "Pilih unitnya."),
    ],
)
def test_bad_input_gets_its_message(
    andi: Client,
    plan: Plan,
    quarter: Period,
    service: Service,
    given: dict[str, str],
    words: str,
) -> None:
    place = {"place": f"layanan-{service.pk}"}

    answer = andi.post(sources(plan, quarter), sent(**{**place, **given}))

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not IndicatorSource.objects.exists()


def test_a_refusal_stands_on_the_same_page(
    andi: Client, plan: Plan, quarter: Period, service: Service
) -> None:
    given = {"kind": "ELEMENT", "element": "U7", "place": f"layanan-{service.pk}"}

    answer = andi.post(sources(plan, quarter), sent(**given))

    assert answer.status_code == 409
    assert "Nilai unsur berkisar 1 sampai 4" in answer.content.decode()


def test_others_choose_nothing(town: Town, plan: Plan, quarter: Period, service: Service) -> None:
    place = sources(plan, quarter)
    given = {"kind": "INDEX", "place": f"layanan-{service.pk}"}

    assert client_of(town.budi).get(place).status_code == 403
    assert client_of(town.budi).post(place, sent(**given)).status_code == 403
    assert client_of(town.budi).post(f"{place}akhiri/", sent()).status_code == 403
    assert client_of(town.dewi).get(place).status_code == 404
    assert client_of(town.andi).get(place.replace("/sumber", "9/sumber")).status_code == 404


def test_pages_take_few_statements(
    andi: Client,
    plan: Plan,
    quarter: Period,
    service: Service,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    result(service, THIRD)
    choose(plan, service)

    with django_assert_max_num_queries(12):
        andi.get(sources(plan, quarter))
    with django_assert_max_num_queries(12):
        andi.get(sheet(plan, quarter))
    assert Realization.objects.count() == 3

"""People on pages: who finds whom, what is seen, why somebody assesses, and bad input."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kinerja.foundation import clock
from kinerja.organization.models import Employee, Placement
from kinerja.organization.queries import people as queries
from kinerja.organization.tests.asking import LONG, html, page_of, words
from tests.factories import (
    NOON,
    Town,
    actor,
    client_of,
    make_employee,
    make_line,
    make_placement,
    make_unit,
)

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def noon(db: None) -> Any:
    with clock.fixed(NOON):
        yield


# ---- who finds whom


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("andi", {"andi"}),
        ("budi", {"andi", "dewi", "budi"}),
        ("sari", {"sari", "budi", "andi", "dewi", "office_manager"}),
        ("office_manager", {"sari", "budi", "andi", "dewi", "office_manager"}),
        ("administrator", set()),
    ],
)
def test_the_list_holds_whom_one_may_see(town: Town, who: str, sees: set[str]) -> None:
    response = client_of(getattr(town, who)).get("/pegawai/")

    everybody = {key for key in vars(town) if isinstance(getattr(town, key), Employee)}
    found = {key for key in everybody if page_of(getattr(town, key)) + '"' in html(response)}
    assert response.status_code == 200
    assert found == sees


@pytest.mark.parametrize("who", ["city_manager", "auditor"])
def test_who_answers_for_the_city_sees_everybody(town: Town, who: str) -> None:
    assert words(client_of(getattr(town, who)).get("/pegawai/")).startswith(
        "Pemerintah Kota Kotalama Pegawai Pegawai 10 orang"
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cari=de", {"Dewi Lestari"}),
        ("cari=LESTARI+dewi", {"Dewi Lestari"}),
        ("cari=%27%3B--", set()),
        ("cari=%26+%7C+%21+%3A%2A", set()),
        ("jenis=PEJABAT_NEGARA", {"Hendra Wijaya"}),
        ("keadaan=berakhir", {"Yang Pensiun"}),
        ("tidak=dikenal&cari=slamet&cari=dewi", {"Dewi Lestari"}),
    ],
)
def test_search_and_filters(town: Town, query: str, found: set[str]) -> None:
    gone = make_employee("Yang Pensiun", ended_on=dt.date(2026, 1, 1))
    make_placement(gone, town.office, until=dt.date(2026, 1, 1))

    response = client_of(town.city_manager).get(f"/pegawai/?{query}")

    assert set(re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a>', html(response))) == found


def test_a_nip_is_found_with_spaces_and_by_its_beginning(town: Town) -> None:
    nip = town.dewi.nip or ""
    client = client_of(town.city_manager)

    for written in (f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}", nip, nip[:8]):
        assert "Dewi Lestari" in words(client.get("/pegawai/", {"cari": written}))


def test_the_filter_by_office_takes_those_below_it(town: Town) -> None:
    response = client_of(town.city_manager).get("/pegawai/", {"unit": town.office.pk})

    assert "5 orang cocok" in words(response)


def test_pages_follow_each_other_and_an_empty_one_says_so(town: Town) -> None:
    for number in range(60):
        make_placement(make_employee(f"Zz Pegawai {number:02d}"), town.division)
    client = client_of(town.city_manager)

    first, second = client.get("/pegawai/?cari=zz"), client.get("/pegawai/?cari=zz&hal=2")

    assert html(first).count('<th scope="row">') == 50
    assert html(second).count('<th scope="row">') == 10
    assert "Halaman ini kosong" in words(client.get("/pegawai/?hal=99"))
    assert "Belum ada yang cocok" in words(client.get("/pegawai/?cari=tidakada"))


@pytest.mark.parametrize(
    "query",
    ["hal=0", "hal=x", "hal=99999999999999999999", "unit=x", "unit=99999999999999999999",
     "jenis=RAJA", "keadaan=x", f"cari={LONG}"],
)  # fmt: skip
def test_a_filter_that_cannot_be_read_is_said(town: Town, query: str) -> None:
    response = client_of(town.city_manager).get(f"/pegawai/?{query}")

    assert response.status_code == 422
    assert "perlu diperbaiki" in words(response)


def test_a_nul_is_no_page(town: Town) -> None:
    assert client_of(town.budi).get("/pegawai/?cari=%00").status_code == 404


def test_a_nul_in_a_form_is_refused(town: Town) -> None:
    given = {"nama": "An\x00di"}

    response = client_of(town.city_manager).post(page_of(town.andi, "person_edit"), given)

    assert response.status_code == 422


def test_the_list_is_that_of_the_queryset(town: Town) -> None:
    for who in (town.andi, town.budi, town.office_manager, town.city_manager, town.administrator):
        rows, total = queries.page_of(actor(who), queries.Wanted(), TODAY)
        seen = set(Employee.objects.visible_to(actor(who)).values_list("pk", flat=True))

        assert {row.id for row in rows} == seen
        assert total == len(seen)


# ---- as many statements for few as for many


def statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as context:
        assert client.get(address).status_code == 200
    return len(context)


def test_pages_need_as_many_statements_for_few_as_for_many(town: Town) -> None:
    make_line(town.andi.placements.get(), town.sari)
    addresses = [
        "/pegawai/",
        "/pegawai/?cari=pegawai",
        page_of(town.andi),
        "/unit/",
        reverse("organization:unit", args=[town.division.pk]),
        reverse("organization:unit_head", args=[town.division.pk]),
        page_of(town.andi, "placement_add"),
    ]
    client = client_of(town.city_manager)
    few = {address: statements(client, address) for address in addresses}

    for number in range(290):
        person = make_employee(f"Pegawai {number}")
        make_placement(person, town.division)
    for number in range(30):
        make_unit(f"Seksi {number}", town.office)

    assert {address: statements(client, address) for address in addresses} == few
    assert max(few.values()) <= 12


# ---- the page of a person


def test_an_evaluator_sees_the_post_but_not_the_birth_date(town: Town) -> None:
    town.andi.birth_date, town.andi.rank = dt.date(1990, 1, 1), "III/b"
    town.andi.save()

    by_head = words(client_of(town.budi).get(page_of(town.andi)))
    own = words(client_of(town.andi).get(page_of(town.andi)))

    assert "Penata Muda Tingkat I (III/b)" in by_head
    assert "1 Januari 1990" not in by_head
    assert "1 Januari 1990" in own
    assert str(town.andi.email) not in by_head


@pytest.mark.parametrize("who", ["city_manager", "office_manager"])
def test_a_pengelola_sees_and_may_change_everything(town: Town, who: str) -> None:
    page = words(client_of(getattr(town, who)).get(page_of(town.andi)))

    assert str(town.andi.email) in page
    assert "Catat jabatan" in page
    assert "Tetapkan penilai khusus" in page


@pytest.mark.parametrize("who", ["andi", "budi", "sari", "auditor"])
def test_others_are_offered_no_buttons(town: Town, who: str) -> None:
    page = words(client_of(getattr(town, who)).get(page_of(town.andi)))

    assert "Catat jabatan" not in page
    assert "Akhiri" not in page


def test_the_reason_is_said_for_each_way(town: Town) -> None:
    client = client_of(town.city_manager)
    post = Placement.objects.get(employee=town.andi)

    def said() -> str:
        return words(client.get(page_of(town.andi)))

    assert "Kepala Bidang Pelayanan, karena memimpin unit ini" in said()
    assert "Atasan pejabat penilai: Sari Kusuma" in said()

    line = make_line(post, town.sari)
    line.document_no = "800/7"
    line.save()
    assert "penilai khusus: Tim lintas unit, nomor 800/7" in said()

    line.delete()
    Placement.objects.filter(employee=town.budi).update(is_head=False)
    assert "karena unit belum punya kepala, jadi pimpinan di atasnya yang menilai" in said()

    acting = make_placement(
        town.dewi, town.division, kind="PLT", is_head=True, title="Kepala Bidang Pelayanan"
    )
    assert "Plt. Kepala Bidang Pelayanan, karena menjalankan tugas kepala unit ini" in said()

    acting.kind = "PLH"
    acting.save()
    assert "Plh. Kepala Bidang Pelayanan, karena menjalankan tugas harian" in said()
    head = words(client.get(page_of(town.sari)))
    assert "Sekretaris Daerah, karena memimpin unit di atasnya" in head
    mayor = words(client.get(page_of(town.mayor)))
    assert "belum ada pimpinan di atas jabatan ini" in mayor


def test_people_of_a_dissolved_unit_are_assessed_by_its_successor(town: Town) -> None:
    gone = make_unit("Bidang Lama", town.office, until=dt.date(2026, 1, 1), successor=town.division)
    person = make_employee("Orang Lama")
    make_placement(person, gone)

    page = words(client_of(town.city_manager).get(page_of(person)))

    assert "karena memimpin unit penerus dari unit yang sudah dibubarkan" in page
    assert "Bidang Lama sudah dibubarkan" in page


def test_who_has_left_is_shown_with_the_last_day(town: Town) -> None:
    gone = make_employee("Yang Pensiun", ended_on=dt.date(2026, 1, 1))
    make_placement(gone, town.office, until=dt.date(2026, 1, 1))

    page = words(client_of(town.city_manager).get(page_of(gone)))

    assert "Hari terakhir bekerja: 31 Desember 2025." in page
    assert "Penilai mengikuti jabatan" in page
    assert "Catat jabatan" not in page


def test_without_any_post_the_page_says_so(town: Town) -> None:
    person = make_employee("Belum Ditempatkan")

    assert "Belum ada jabatan yang tercatat" in words(client_of(person).get(page_of(person)))


def test_links_to_plans_are_offered_by_the_room_of_plans(town: Town) -> None:
    from kinerja.cycles import operations as cycles
    from kinerja.foundation.actor import Actor
    from tests.plan_factories import make_agreed

    machine = Actor.system("test")
    year = cycles.prepare_year(year=2026, by=machine, at=NOON)
    cycles.open_year(year=year, by=machine, at=NOON)
    plan = make_agreed(town.andi, year, town.budi)

    assert f'href="/skp/{plan.pk}/"' in html(client_of(town.budi).get(page_of(town.andi)))

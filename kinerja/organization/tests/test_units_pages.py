"""Units on pages and in operations: the tree, heads, names by day, circles and dissolving."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kinerja.foundation import clock
from kinerja.organization.models import Placement
from kinerja.organization.queries.units import units_below
from tests.factories import (
    LONG_AGO,
    NOON,
    Town,
    client_of,
    make_employee,
    make_placement,
    make_unit,
)

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.fixed(NOON):
        yield


def page(town: Town, who: str, address: str) -> str:
    return " ".join(client_of(getattr(town, who)).get(address).content.decode().split())


# ---- the tree


@pytest.mark.django_db
def test_offices_are_counted_with_all_that_is_below_them(town: Town) -> None:
    section = make_unit("Seksi Identitas", town.division)
    make_placement(make_employee("Orang Seksi"), section)
    make_placement(make_employee("Sudah Pindah"), section, until=LONG_AGO + dt.timedelta(days=9))

    rows = {row.name: row for row in units_below(town.root.pk, TODAY)}
    office = rows["Dinas Kependudukan dan Pencatatan Sipil"]

    assert set(rows) == {
        "Badan Kepegawaian",
        "Dinas Kependudukan dan Pencatatan Sipil",
        "Dinas Perhubungan",
        "Sekretariat Daerah",
    }
    assert (office.units, office.people, office.head) == (2, 6, "Sari Kusuma")
    assert rows["Badan Kepegawaian"].head == ""
    assert [row.name for row in units_below(town.division.pk, TODAY)] == ["Seksi Identitas"]


@pytest.mark.django_db
def test_everybody_reads_the_tree(town: Town) -> None:
    shown = page(town, "andi", "/unit/")

    assert "4 perangkat daerah, 6 unit kerja" in shown
    assert "Sekretariat dan inspektorat (1)" in shown
    assert "Dinas dan satuan (2)" in shown
    assert "Hendra Wijaya, Wali Kota" in shown
    assert "Belum ada kepala" in shown  # of Badan Kepegawaian


@pytest.mark.django_db
def test_before_any_import_there_is_no_tree() -> None:
    shown = client_of(make_employee("Sendiri")).get("/unit/").content.decode()

    assert "Belum ada unit kerja" in shown


@pytest.mark.django_db
def test_a_unit_shows_its_head_and_only_people_whom_one_may_see(town: Town) -> None:
    as_colleague = page(town, "andi", f"/unit/{town.division.pk}/")
    as_head = page(town, "budi", f"/unit/{town.division.pk}/")

    assert "Budi Hartono" in as_colleague
    assert "Dewi Lestari" not in as_colleague
    assert "Dewi Lestari" in as_head
    assert "Tentukan kepala" not in as_head
    assert "Tentukan kepala" in page(town, "city_manager", f"/unit/{town.division.pk}/")


@pytest.mark.django_db
def test_without_a_head_it_names_who_answers(town: Town) -> None:
    Placement.objects.filter(employee=town.budi).update(is_head=False)

    shown = page(town, "city_manager", f"/unit/{town.division.pk}/")

    assert "Belum ada kepala. Pegawainya dinilai pimpinan di atasnya" in shown
    assert "Sari Kusuma</a>." in shown


@pytest.mark.django_db
def test_of_two_heads_it_names_who_decides(town: Town) -> None:
    make_placement(town.dewi, town.division, kind="PLH", is_head=True, title="Kepala Bidang")

    shown = page(town, "city_manager", f"/unit/{town.division.pk}/")

    assert "Plh. Kepala Bidang, sejak" in shown
    assert "Yang menilai pegawai unit ini: Budi Hartono." in shown


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["hal=0", "hal=x", f"hal={'9' * 100_000}"])
def test_a_page_that_cannot_be_read_is_said(town: Town, query: str) -> None:
    answer = client_of(town.budi).get(f"/unit/{town.division.pk}/?{query}")

    assert answer.status_code == 422


@pytest.mark.django_db
def test_people_of_a_unit_are_paged(town: Town) -> None:
    for number in range(55):
        make_placement(make_employee(f"Pegawai {number:02d}"), town.division)
    client = client_of(town.budi)

    first = client.get(f"/unit/{town.division.pk}/").content.decode()
    last = client.get(f"/unit/{town.division.pk}/?hal=2&apa=saja").content.decode()
    beyond = client.get(f"/unit/{town.division.pk}/?hal=9").content.decode()

    assert first.count('<th scope="row">') == 50
    assert last.count('<th scope="row">') == 8
    assert "Halaman ini kosong" in beyond

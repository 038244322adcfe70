"""The page of complaints: who sees which, filters, pages and figures."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.complaints.models import Complaint
from kinerja.complaints.queries.lists import PAGE, names_of, repeats_of
from kinerja.complaints.tests.stages import make_complaint
from kinerja.cycles.models import Holiday
from tests.factories import NOON, Town, actor, client_of, make_unit

pytestmark = pytest.mark.django_db
ADDRESS = "/aduan/"
JULY = dt.date(2026, 7, 1)


def page_of(client: Client, query: str = "") -> str:
    response = client.get(ADDRESS + query)
    assert response.status_code == 200, response.content.decode()
    return str(response.content.decode())


def numbers(html: str) -> list[str]:
    return re.findall(r">(N-\d+)</th>", html)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("dewi", ["N-2", "N-1"]),
        ("sari", ["N-2", "N-1"]),
        ("budi", ["N-2"]),
        ("office_manager", ["N-2", "N-1"]),
        ("stranger", ["N-3"]),
        ("auditor", ["N-3", "N-2", "N-1"]),
        ("city_manager", ["N-3", "N-2", "N-1"]),
        ("mayor", ["N-3", "N-2", "N-1"]),
        ("andi", None),
    ],
)
def test_everybody_sees_those_of_his_units(town: Town, who: str, seen: list[str] | None) -> None:
    for no, unit in enumerate((town.office, town.division, town.other_office), 1):
        make_complaint(unit, JULY, tracking_id=f"N-{no}")
    visitor = client_of(getattr(town, who))

    if seen is None:
        assert visitor.get(ADDRESS).status_code == 403
    else:
        assert numbers(page_of(visitor)) == seen


def test_only_who_imports_is_led_to_the_import(town: Town) -> None:
    make_complaint(town.office, JULY)

    assert "/aduan/impor/" in page_of(client_of(town.dewi))
    assert "/aduan/impor/" not in page_of(client_of(town.sari))


def test_filters_choose(client: Client, town: Town) -> None:
    make_complaint(town.office, JULY, tracking_id="N-1")
    make_complaint(town.division, JULY, JULY, tracking_id="N-2", category="BERKADAR")
    make_complaint(town.office, dt.date(2025, 12, 31), tracking_id="N-3")

    found = {
        query: numbers(page_of(client, query))
        for query in (
            "",
            "?dari=31-12-2025",
            "?sampai=31-12-2025",
            "?kelas=BERKADAR",
            "?status=BELUM",
            f"?unit={town.division.pk}",
        )
    }

    assert list(found.values()) == [
        ["N-2", "N-1"],
        ["N-2", "N-1", "N-3"],
        ["N-3"],
        ["N-2"],
        ["N-1"],
        ["N-2"],
    ]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?dari=besok", "Tulis tanggal yang ada"),
        ("?dari=2-7-2026&sampai=1-7-2026", "Tanggal ini sebelum"),
        ("?dari=1-1-2020", "Pilih paling lama tiga tahun."),
        ("?kelas=X", "Pilih salah satu dari daftar."),
        ("?unit=999999", "Pilih salah satu dari daftar."),
        ("?unit=x' OR 1=1", "Pilih salah satu dari daftar."),
    ],
)
def test_a_filter_that_cannot_be_read_is_named(client: Client, query: str, said: str) -> None:
    response = client.get(ADDRESS + query)

    assert response.status_code == 422
    assert said in response.content.decode()


def test_the_last_days_of_long_ago_reach_three_years_back(client: Client, town: Town) -> None:
    make_complaint(town.office, dt.date(2020, 6, 1), tracking_id="N-1")

    assert numbers(page_of(client, "?sampai=31-12-2020")) == ["N-1"]


def test_pages_follow_by_key_and_lose_nobody(client: Client, town: Town) -> None:
    for no in range(PAGE + 7):
        make_complaint(town.office, JULY + dt.timedelta(days=no // 20), tracking_id=f"N-{no}")

    first = page_of(client, "?status=BELUM")
    link = re.search(r'href="(\?[^"]+)">Lebih lama', first)
    assert link is not None
    second = page_of(client, link.group(1).replace("&amp;", "&"))

    together = numbers(first) + numbers(second)
    assert (len(numbers(first)), len(together), len(set(together))) == (PAGE, PAGE + 7, PAGE + 7)
    assert "Lebih lama" not in second


def test_a_place_that_cannot_be_read_is_the_first_page(client: Client, town: Town) -> None:
    make_complaint(town.office, JULY, tracking_id="N-1")

    assert numbers(page_of(client, "?hari=x&nomor=y")) == ["N-1"]


def test_figures_stand_by_class_and_unit(client: Client, town: Town) -> None:
    make_complaint(town.office, JULY, JULY)
    make_complaint(town.office, JULY, category="BERKADAR")
    make_complaint(town.division, JULY)

    html = page_of(client)

    assert "Menurut kelas" in html
    assert "Menurut unit" in html
    assert re.search(r"50\s*<small>%</small>|50,0\s*<small>%</small>", html)
    assert "belum dicatat" in html  # no holidays of 2026
    assert "rujukan pasal belum diperiksa" in html


def test_a_row_says_its_last_day_and_whether_it_is_over(client: Client, town: Town) -> None:
    """Five working days from Wednesday 1 July: Wednesday 8 July."""
    for no, responded in enumerate((dt.date(2026, 7, 8), dt.date(2026, 7, 9), None)):
        make_complaint(town.office, JULY, responded, tracking_id=f"N-{no}")
    make_complaint(town.office, JULY, category="ASPIRASI", tracking_id="N-9")

    cells = dict(
        re.findall(
            r">(N-\d)</th>.*?(<td data-label=\"Batas\">.*?)</tr>", page_of(client), re.DOTALL
        )
    )

    late = {number for number, text in cells.items() if "lewat batas" in text}
    assert late == {"N-1", "N-2"}
    assert {number for number, text in cells.items() if "8 Jul 2026" in text} >= late | {"N-0"}
    assert "Jul" not in cells["N-9"]


def test_a_year_with_holidays_is_not_remarked(client: Client, town: Town) -> None:
    Holiday.objects.create(day=dt.date(2026, 8, 17), name="Kemerdekaan", source="SKB")
    make_complaint(town.office, JULY)

    assert "belum dicatat" not in page_of(client)


def test_without_complaints_the_page_says_so(client: Client, town: Town) -> None:
    html = page_of(client)

    assert "Belum ada aduan yang cocok" in html
    assert "Median" not in html


def test_only_aspirations_have_no_share(client: Client, town: Town) -> None:
    make_complaint(town.office, JULY, category="ASPIRASI")

    assert "belum ada yang bisa dihitung" in page_of(client)


def test_a_topic_is_escaped(client: Client, town: Town) -> None:
    make_complaint(town.office, JULY, topic="<script>alert(1)</script>")

    assert "<script>alert(1)" not in page_of(client)


def test_the_same_topic_soon_after_is_a_repeat(client: Client, town: Town) -> None:
    april = dt.date(2026, 4, 1)
    make_complaint(town.office, april, topic="Antre")
    for days in (90, 91):
        make_complaint(town.office, april + dt.timedelta(days=days), topic="ANTRE")
    make_complaint(town.division, JULY, topic="Antre")
    make_complaint(town.office, JULY, topic="")
    units = [town.office.pk, town.division.pk]

    repeats = repeats_of(units, dt.date(2026, 6, 1), dt.date(2026, 8, 1))

    assert (repeats.repeated, repeats.told, repeats.percent) == (2, 3, 67)
    assert repeats_of(units, dt.date(2020, 1, 1), dt.date(2020, 2, 1)).percent is None


def test_repeats_are_told_from_ten_on(client: Client, town: Town) -> None:
    for no in range(10):
        make_complaint(town.office, JULY, topic="Antre", tracking_id=f"N-{no}")

    assert "90 % aduan bertopik sama" in page_of(client)


def test_a_unit_is_called_as_on_the_day(town: Town) -> None:
    gone = make_unit("Dinas Lama", town.root, until=dt.date(2024, 1, 1))

    assert names_of([gone.pk], NOON.date()) == {gone.pk: "Dinas Lama"}


def test_the_page_takes_as_many_statements_for_few_as_for_many(client: Client, town: Town) -> None:
    def statements() -> int:
        page_of(client)
        with CaptureQueriesContext(connection) as asked:
            page_of(client)
        return len(asked)

    make_complaint(town.office, JULY)
    few = statements()
    for no in range(60):
        make_complaint(town.division, JULY + dt.timedelta(days=no % 30))

    assert statements() == few <= 12


@pytest.mark.parametrize(
    "wrong",
    [
        {"tracking_id": ""},
        {"category": "X"},
        {"status": "X"},
        {"responded": dt.date(2026, 6, 30)},
        {"status": "SELESAI"},
        {"tracking_id": "N-1"},
    ],
)
def test_the_table_refuses_what_cannot_be(town: Town, wrong: dict[str, Any]) -> None:
    make_complaint(town.office, JULY, tracking_id="N-1")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_complaint(town.office, JULY, **wrong)


def test_nobody_sees_nothing(town: Town) -> None:
    make_complaint(town.office, JULY)

    assert not Complaint.objects.visible_to(actor(town.andi)).exists()

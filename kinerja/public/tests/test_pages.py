"""The public pages: what they say, what they hide, and that they ask nobody who it is."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Mapping
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.cycles.models import Period
from kinerja.evaluations.models import OrganizationRating
from kinerja.foundation import clock
from kinerja.foundation.fields import days
from kinerja.improvements.models import Improvement
from kinerja.organization.models import UnitPeriod
from kinerja.public.data import LICENCE
from kinerja.services.models import Service
from kinerja.surveys.models import Basis, Index
from kinerja.surveys.periods import Span
from regulation.satisfaction import Element
from tests.factories import Town, make_unit
from tests.plan_factories import make_year

AUTUMN = dt.datetime(2026, 11, 24, 3, tzinfo=dt.UTC)
SUMMER = Span(dt.date(2026, 7, 1), 3)


@pytest.fixture
def city(town: Town) -> Town:
    """Three services: one with many answers, one with nine, one without any."""
    names = ("KTP elektronik", "Kartu keluarga", "Akta kelahiran")
    busy, quiet, _new = (make_service(town, name) for name in names)
    beside = make_service(town, "Surat pindah")
    for span, index in ((SUMMER, "86.40"), (SUMMER.previous, "80.10")):
        for of in ({"service": busy}, {"unit": town.root}):
            make_index(of, span, index, 312)
    make_index({"service": quiet}, SUMMER, "91.00", 9)
    make_index({"service": beside}, SUMMER, "79.00", 11)
    return town


def make_service(town: Town, name: str) -> Service:
    return Service.objects.create(
        unit=town.office, name=name, opened_on=dt.date(2025, 1, 1), urgent_phone="0800-1-456"
    )


def make_index(of: Mapping[str, object], span: Span, index: str, answers: int) -> Index:
    value = Decimal(index)
    means = [
        {"code": one.value, "n": answers, "mean": "3.20", "low": "3.10", "high": "3.30"}
        for one in Element
    ]
    return Index.objects.create(
        **of, starts=span.starts, months=span.months, basis=Basis.RULED, answers=answers,
        index=value, low=value - 1, high=value + 1, grade="B", elements=means, counter_days=60,
        computed_on=span.ends, design_effect=1.3,
    )  # fmt: skip


def read(path: str, status: int = 200) -> str:
    with clock.fixed(AUTUMN):
        answer = Client().get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_first_page_says_how_citizens_judge_the_city(city: Town) -> None:
    text = read("/publik")

    assert "Warga menilai layanan kota 86,40 dari 100" in text
    assert "Triwulan III 2026, dari 312 jawaban di 1 layanan" in text
    assert "naik 6,3" in text
    assert "KTP elektronik" in text


def test_each_bar_shows_its_interval_and_claims_no_grade_that_is_uncertain(city: Town) -> None:
    sure = read("/publik")
    Index.objects.update(low=Decimal("70.00"), high=Decimal("90.00"))
    unsure = read("/publik")

    assert "selang 85,40–87,40, 312 jawaban" in sure
    assert "var(--b-fill)" in sure
    assert "selang 70,00–90,00, 312 jawaban" in unsure
    assert "mutu belum pasti" in unsure
    assert "var(--b-fill)" not in unsure


def test_an_element_that_few_judged_has_no_figure_in_the_open_data(city: Town) -> None:
    row = Index.objects.get(service__name="KTP elektronik", starts=SUMMER.starts)
    row.elements[8] |= {"n": 9, "mean": "1.23"}
    row.save(update_fields=["elements"])

    files = [read(f"/publik/data/kepuasan.{form}") for form in ("csv", "json")]

    assert all("1.23" not in file for file in files)
    assert '"nrr_u9": null' in files[1]


def test_a_citizen_is_led_to_where_complaints_go_and_to_no_office(city: Town) -> None:
    text = read("/publik")

    assert "https://www.lapor.go.id" in text
    assert "pengelola kinerja di kantor Anda" not in text


def test_a_service_with_nine_answers_has_no_figure(city: Town) -> None:
    pages = [read("/publik"), read("/publik/layanan"), read("/publik/data/kepuasan.csv")]
    quiet = Service.objects.get(name="Kartu keluarga")

    assert all("91,00" not in page and "91.00" not in page for page in pages)
    assert "Belum cukup jawaban" in pages[1]
    assert "Belum cukup jawaban" in read(f"/publik/layanan/{quiet.pk}")


def test_no_service_follows_from_the_total_and_the_others(city: Town) -> None:
    """Nine answers hide; eleven beside them, or the nine would be what is left of the total."""
    beside = Service.objects.get(name="Surat pindah")

    assert "79,00" not in read("/publik/layanan")
    assert "79,00" not in read(f"/publik/layanan/{beside.pk}")
    assert "79.00" not in read("/publik/data/kepuasan.csv")


def test_a_city_without_answers_says_so(town: Town) -> None:
    text = read("/publik")

    assert "Belum ada triwulan dengan cukup jawaban" in text
    assert "Belum ada triwulan" in read("/publik/layanan")


def test_a_service_shows_its_time_and_its_weakest_element(city: Town) -> None:
    busy = Service.objects.get(name="KTP elektronik")

    text = read(f"/publik/layanan/{busy.pk}")

    assert "85,40–87,40" in text
    assert "II/26" in text
    assert "Waktu Penyelesaian" in text
    assert "0800-1-456" in text
    assert "/publik/layanan/4711" not in text
    read("/publik/layanan/4711", status=404)


def test_a_moving_of_the_index_within_chance_is_not_called_one(city: Town) -> None:
    Index.objects.filter(starts=SUMMER.previous.starts).update(
        index="86.00", low="85.00", high="87.00"
    )

    assert "belum bisa disebut berubah" in read("/publik")


def test_what_citizens_asked_for_is_told_with_its_end_but_without_names(city: Town) -> None:
    make_improvement(city, "Loket buka saat istirahat", state="RUNNING")
    make_improvement(city, "Parkir diperluas", state="DROPPED", outcome="Belum ada lahan")
    make_improvement(city, "Rencana dalam", state="RUNNING", is_public=False)

    text = read("/publik")

    assert "Loket buka saat istirahat" in text
    assert "Belum ada lahan" in text
    assert "Rencana dalam" not in text
    assert city.andi.name not in text


def make_improvement(city: Town, asked: str, *, state: str, **more: object) -> None:
    one = Improvement.objects.create(
        service=Service.objects.get(name="KTP elektronik"), element="U3", starts=SUMMER.starts,
        months=3, asked=asked, action="Piket bergilir", responsible=city.andi,
        planned_on=dt.date(2026, 10, 5), due_on=dt.date(2026, 12, 1), **{"is_public": True, **more},
    )  # fmt: skip
    Improvement.objects.filter(pk=one.pk).update(state=state)


def test_offices_are_counted_and_never_named(city: Town) -> None:
    period = Period.objects.create(
        year=make_year(2026), no=1, label="Triwulan I",
        held=days(dt.date(2026, 1, 1), SUMMER.starts),
        realization_due_on=SUMMER.starts, evaluation_due_on=SUMMER.starts,
    )  # fmt: skip
    values = ["ISTIMEWA"] * 1 + ["BAIK"] * 9 + ["BUTUH_PERBAIKAN"] * 6
    for no, value in enumerate(values):
        unit = make_unit(f"Dinas Nomor {no}", city.root, type="DINAS")
        OrganizationRating.objects.create(
            unit=unit, year=period.year, period=period, value=value, source="LKE",
            set_at=AUTUMN, set_by=city.sari,
        )  # fmt: skip
    assert UnitPeriod.objects.filter(name="Dinas Nomor 3").exists()

    text = read("/publik")

    assert "16 dari" in text
    assert "Dinas Nomor" not in text
    assert text.count("disembunyikan") >= 2  # one of one, and another against subtraction


@pytest.mark.parametrize("name", ["kepuasan", "capaian", "aduan", "tindak-lanjut"])
def test_open_data_bears_its_licence(city: Town, name: str) -> None:
    table, words = read(f"/publik/data/{name}.csv"), json.loads(read(f"/publik/data/{name}.json"))

    assert LICENCE in table.splitlines()[0]
    assert words["lisensi"] == LICENCE
    assert isinstance(words["data"], list)


def test_open_data_says_the_same_in_both_forms(city: Town) -> None:
    lines = read("/publik/data/kepuasan.csv").splitlines()[1:]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    first = json.loads(read("/publik/data/kepuasan.json"))["data"][0]

    told = [(row["periode"], row["ikm"]) for row in rows]
    assert told == [("2026-3", "86.40"), ("2026-2", "80.10")]
    assert (first["periode"], first["ikm"], first["jawaban"]) == ("2026-3", 86.4, 312)


def test_no_cell_of_open_data_is_a_formula(city: Town) -> None:
    make_improvement(city, "=HYPERLINK(1)", state="RUNNING")

    assert "'=HYPERLINK(1)" in read("/publik/data/tindak-lanjut.csv")


@pytest.mark.parametrize("path", ["/publik/data/rahasia.csv", "/publik/data/kepuasan.xlsx"])
def test_a_file_that_does_not_exist_is_not_found(city: Town, path: str) -> None:
    read(path, status=404)


def test_pages_may_be_kept_and_set_no_cookie(city: Town) -> None:
    answer = Client().get("/publik")

    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies


def test_more_services_ask_no_more_of_the_database(city: Town) -> None:
    before = statements("/publik")
    for no in range(30):
        service = make_service(city, f"Layanan {no}")
        make_index({"service": service}, SUMMER, "77.00", 40)

    assert statements("/publik") == before <= 12
    assert statements("/publik/layanan") <= 12


def statements(path: str) -> int:
    with clock.fixed(AUTUMN), CaptureQueriesContext(connection) as asked:
        Client().get(path)
    return len(asked)

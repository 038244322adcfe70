"""Beranda per role: what I must do, what waits for others and since when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from kinerja.coaching.operations import About, give_feedback
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.dashboards.queries.home import (
    KINDS,
    newest_feedback,
    sorted_tasks,
    standing_of,
    tasks_of,
)
from kinerja.dashboards.views.home import greeting
from kinerja.evidence.operations import Reached, save_realization
from kinerja.plans.models import IndicatorContent
from kinerja.ui.format import url
from tests.factories import NOON, Town, actor, client_of
from tests.plan_factories import make_agreed, make_draft, make_submitted

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 8, 3)


def titles(who: object) -> tuple[list[str], list[str]]:
    mine, others = sorted_tasks(actor(who), TODAY)  # type: ignore[arg-type]
    return [task.title for task in mine], [task.title for task in others]


def test_a_draft_is_mine_and_a_submitted_plan_waits_for_the_evaluator(
    town: Town, year: PerformanceYear
) -> None:
    make_draft(town.dewi, year)
    make_submitted(town.andi, year)

    assert titles(town.dewi) == (["Selesaikan SKP 2026"], [])
    assert titles(town.andi) == ([], ["SKP 2026 menunggu persetujuan"])
    assert "Tinjau SKP Andi Pratama" in titles(town.budi)[0]


def test_who_has_no_plan_is_asked_to_start(town: Town, year: PerformanceYear) -> None:
    assert titles(town.andi) == (["Susun SKP 2026"], [])


def test_an_agreed_plan_asks_for_each_begun_period(town: Town, year: PerformanceYear) -> None:
    make_agreed(town.andi, year, town.budi)

    mine, _ = titles(town.andi)

    assert [title for title in mine if "realisasi" in title] == [
        "Isi realisasi triwulan I 2026",
        "Isi realisasi triwulan II 2026",
        "Isi realisasi triwulan III 2026",
    ]


def test_every_kind_of_task_leads_somewhere() -> None:
    for kind in KINDS.values():
        assert url(kind.url, 1)
        assert kind.title.format(about="SKP 2026")


def test_the_page_shows_progress_feedback_and_who_holds_it(
    town: Town, year: PerformanceYear, quarter: Period
) -> None:
    plan = make_agreed(town.andi, year, town.budi)
    indicator = IndicatorContent.objects.get(plan_version__plan=plan).indicator_id
    save_realization(
        plan=plan, indicator_id=indicator, period=quarter, reached=Reached(value=18), lock_no=0,  # type: ignore[arg-type]
        by=actor(town.andi), at=NOON,
    )  # fmt: skip
    give_feedback(
        plan=plan,
        about=About(core_value="LOYAL"),
        kind="APRESIASI",
        text="Sigap.",
        by=actor(town.budi),
        at=NOON,
    )

    html = client_of(town.andi).get("/").content.decode()

    assert "Selamat siang, Andi Pratama" in html
    assert "1 dari 1 indikator sudah mencapai target" in html
    assert "“Sigap.”" in html
    assert "sesudah diserahkan" in html


def test_a_waiting_plan_names_the_evaluator(town: Town, year: PerformanceYear) -> None:
    make_submitted(town.andi, year)

    html = client_of(town.andi).get("/").content.decode()

    assert "Budi Hartono, sejak Senin, 3 Agustus 2026, hari ini" in html


@pytest.mark.parametrize("who", ["mayor", "city_manager", "auditor", "administrator", "stranger"])
def test_every_role_has_a_beranda_before_any_year(town: Town, who: str) -> None:
    answer = client_of(getattr(town, who)).get("/")

    assert answer.status_code == 200
    assert "Tidak ada tugas hari ini" in answer.content.decode()


def test_the_own_sheet_of_a_period(town: Town, year: PerformanceYear, quarter: Period) -> None:
    plan = make_agreed(town.andi, year, town.budi)

    answer = client_of(town.andi).get(f"/progres/periode/{quarter.pk}/")

    assert answer["Location"] == f"/progres/{plan.pk}/{quarter.pk}/"
    assert client_of(town.dewi).get(f"/progres/periode/{quarter.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("hour", "words"), [(5, "pagi"), (11, "siang"), (15, "sore"), (19, "malam"), (2, "malam")]
)
def test_the_greeting_follows_the_hour(hour: int, words: str) -> None:
    assert greeting(hour) == f"Selamat {words}"


@pytest.mark.parametrize(
    ("read", "args"), [(tasks_of, (TODAY,)), (standing_of, (TODAY,)), (newest_feedback, ())]
)
@pytest.mark.parametrize("who", ["andi", "budi", "sari", "auditor", "administrator"])
def test_a_read_says_what_its_queryset_says(
    town: Town,
    year: PerformanceYear,
    read: Any,
    args: tuple[object, ...],
    who: str,
) -> None:
    make_agreed(town.andi, year, town.budi)
    make_submitted(town.dewi, year)
    by = actor(getattr(town, who))

    queryset = read.queryset(by, *args).values_list(*read.row._fields)
    assert read(by, *args) == [read.row._make(row) for row in queryset]


def test_few_statements(
    town: Town, year: PerformanceYear, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_agreed(town.andi, year, town.budi)
    client = client_of(town.andi)

    with django_assert_max_num_queries(12):
        client.get("/")

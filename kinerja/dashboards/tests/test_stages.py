"""How far each OPD is and who holds it up; who may look."""

from __future__ import annotations

import datetime as dt

import pytest

from kinerja.cycles.models import PerformanceYear, Period
from kinerja.dashboards.queries.stages import holders_of, stages_of
from tests.factories import Town, actor, client_of
from tests.plan_factories import make_agreed, make_draft, make_submitted

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 8, 3)


def test_it_counts_every_stage_per_opd(town: Town, year: PerformanceYear, quarter: Period) -> None:
    make_agreed(town.andi, year, town.budi)
    make_submitted(town.dewi, year)
    make_draft(town.budi, year)

    rows = {
        row.unit_id: row for row in stages_of(actor(town.city_manager), period=quarter, on=TODAY)
    }

    office = rows[town.office.pk]
    assert (
        office.people,
        office.agreed,
        office.submitted,
        office.drafting,
        office.without_plan,
    ) == (5, 1, 1, 1, 2)
    assert office.rated == 0
    assert town.root.pk in rows


def test_it_names_who_has_it_in_hand(town: Town, year: PerformanceYear, quarter: Period) -> None:
    make_submitted(town.dewi, year)
    make_submitted(town.andi, year)

    holders = holders_of(actor(town.sari), period=quarter, on=TODAY)

    assert [(row.name, row.stage, row.waiting) for row in holders] == [("Budi Hartono", "PLAN", 2)]
    assert holders_of(actor(town.sari), period=quarter, on=TODAY, opd=town.other_office.pk) == []


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("city_manager", 200),
        ("office_manager", 200),
        ("auditor", 200),
        ("sari", 200),
        ("mayor", 200),
        ("andi", 403),
        ("administrator", 403),
    ],
)
def test_who_looks(town: Town, year: PerformanceYear, who: str, status: int) -> None:
    assert client_of(getattr(town, who)).get("/kemajuan/").status_code == status


def test_the_pages(town: Town, year: PerformanceYear, quarter: Period) -> None:
    make_submitted(town.andi, year)
    manager = client_of(town.city_manager)

    html = manager.get(f"/kemajuan/?periode={quarter.pk}").content.decode()
    unit = manager.get(f"/kemajuan/{town.office.pk}/").content.decode()

    assert "Dinas Kependudukan dan Pencatatan Sipil" in html
    assert "Budi Hartono" in html
    assert "SKP menunggu persetujuan" in unit
    assert manager.get("/kemajuan/?periode=abc").status_code == 200
    assert manager.get(f"/kemajuan/{town.division.pk}/").status_code == 404
    assert client_of(town.sari).get(f"/kemajuan/{town.other_office.pk}/").status_code == 404


def test_before_any_year_it_says_so(town: Town) -> None:
    assert "Belum ada tahun kinerja" in client_of(town.auditor).get("/kemajuan/").content.decode()
    assert client_of(town.auditor).get(f"/kemajuan/{town.office.pk}/").status_code == 404

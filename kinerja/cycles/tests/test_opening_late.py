"""A year that opens late begins with dates that can still be kept."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from kinerja.cycles import operations, queries
from kinerja.cycles.models import Holiday, PerformanceYear
from kinerja.cycles.proposals import proposed_dates
from kinerja.foundation.actor import Actor
from kinerja.notifications.models import Notification
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, client_of

pytestmark = pytest.mark.django_db
MACHINE = Actor.system("test")


def prepared() -> PerformanceYear:
    return operations.prepare_year(year=2026, by=MACHINE, at=NOON)


def test_a_year_opened_in_time_keeps_the_dates_of_the_city() -> None:
    year = prepared()
    periods = list(queries.periods_of(year))

    dates = proposed_dates(year, periods, dt.date(2026, 1, 5))

    assert dates["plans_due_on"] == year.plans_due_on
    assert dates["annual_due_on"] == year.annual_due_on
    assert dates[f"realization_{periods[0].pk}"] == periods[0].realization_due_on
    assert dates[f"evaluation_{periods[0].pk}"] == periods[0].evaluation_due_on


def test_what_has_passed_moves_behind_today_and_no_date_falls_on_a_holiday() -> None:
    year = prepared()
    Holiday.objects.create(day=dt.date(2026, 12, 8), name="Cuti bersama", source="SKB")
    periods = list(queries.periods_of(year))

    dates = proposed_dates(year, periods, dt.date(2026, 11, 24))

    assert dates["plans_due_on"] == dt.date(2026, 12, 9)
    for period in periods[:3]:
        assert dates[f"realization_{period.pk}"] == dt.date(2026, 12, 23)
        assert dates[f"evaluation_{period.pk}"] == dt.date(2027, 1, 7)
    assert dates[f"realization_{periods[3].pk}"] == periods[3].realization_due_on
    assert dates["annual_due_on"] == year.annual_due_on


def test_a_year_that_is_over_gets_all_its_dates_anew() -> None:
    year = prepared()

    dates = proposed_dates(year, list(queries.periods_of(year)), dt.date(2027, 6, 1))

    assert min(dates.values()) > dt.date(2027, 6, 1)
    assert dates["annual_due_on"] == max(dates.values())


def test_the_page_proposes_and_the_year_opens_with_what_was_typed(town: Town) -> None:
    manager = client_of(town.city_manager)
    year = prepared()
    proposed = proposed_dates(year, list(queries.periods_of(year)), NOON.date())
    html = manager.get(f"/tahun/{year.pk}/").content.decode()
    due = proposed["plans_due_on"]
    assert "Sebagian batas waktunya sudah lewat" in html
    assert f'value="{due.day}-{due.month}-{due.year}"' in html

    form = {name: f"{day:%d-%m-%Y}" for name, day in proposed.items()}
    form["plans_due_on"] = "21 Agustus 2026"
    answer = manager.post(f"/tahun/{year.pk}/buka/", {**form, "kunci": str(uuid4())})

    assert answer.status_code == 302
    year.refresh_from_db()
    assert (year.state, year.plans_due_on) == ("OPEN", dt.date(2026, 8, 21))
    assert not Plan.objects.overdue(on=NOON.date()).exists()
    assert "21-08-2026" in Notification.objects.filter(kind="plans.opened")[0].body


def test_a_date_that_is_none_opens_nothing_and_comes_back(town: Town) -> None:
    manager = client_of(town.city_manager)
    year = prepared()
    proposed = proposed_dates(year, list(queries.periods_of(year)), NOON.date())
    form = {name: f"{day:%d-%m-%Y}" for name, day in proposed.items()}
    address, first = f"/tahun/{year.pk}/buka/", queries.periods_of(year)[0].pk

    wrong = manager.post(address, {**form, "plans_due_on": "31 Agus", "kunci": str(uuid4())})
    crossed = manager.post(
        address, {**form, f"evaluation_{first}": "1-1-2026", "kunci": str(uuid4())}
    )

    assert (wrong.status_code, "31 Agus" in wrong.content.decode()) == (422, True)
    assert crossed.status_code == 409
    year.refresh_from_db()
    assert (year.state, year.plans_due_on) == ("PREPARED", dt.date(2026, 1, 31))


def test_a_year_that_runs_is_not_opened_again(town: Town) -> None:
    manager = client_of(town.city_manager)
    year = prepared()
    address = f"/tahun/{year.pk}/buka/"
    assert manager.post(address, {"kunci": str(uuid4())}).status_code == 302

    again = manager.post(address, {"kunci": str(uuid4())})

    assert (again.status_code, "sudah dibuka" in again.content.decode()) == (409, True)

"""The screens of the year, without JavaScript."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from kinerja.cycles import queries
from kinerja.cycles.models import Holiday, PerformanceYear, Period
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(town: Town) -> Client:
    return client_of(town.city_manager)


def key() -> dict[str, str]:
    return {"kunci": str(uuid4())}


@pytest.fixture
def year(manager: Client) -> PerformanceYear:
    manager.post("/tahun/siapkan/", {"year": "2026", **key()})
    return PerformanceYear.objects.get()


def test_the_empty_list_says_what_to_do(manager: Client) -> None:
    html = manager.get("/tahun/").content.decode()

    assert "Belum ada tahun kinerja" in html
    assert 'value="2026"' in html


def test_a_year_goes_from_prepared_to_open_to_a_closed_period(
    manager: Client, year: PerformanceYear
) -> None:
    detail = f"/tahun/{year.pk}/"
    assert "Buka tahun 2026" in manager.get(detail).content.decode()

    assert manager.post(f"/tahun/{year.pk}/buka/", key()).status_code == 302
    assert Plan.objects.count() == 9  # all but the mayor
    period = Period.objects.get(no=1)
    assert manager.post(f"/tahun/periode/{period.pk}/tutup/", key()).status_code == 302
    assert "Ditutup" in manager.get(detail).content.decode()
    again = manager.post(f"/tahun/periode/{period.pk}/tutup/", key())
    assert (again.status_code, "sudah ditutup" in again.content.decode()) == (409, True)
    assert manager.post(f"/tahun/periode/{period.pk}/buka-lagi/", key()).status_code == 302


def test_bad_years_are_refused_on_the_page(manager: Client, year: PerformanceYear) -> None:
    assert manager.post("/tahun/siapkan/", {"year": "dua ribu", **key()}).status_code == 422
    assert manager.post("/tahun/siapkan/", {"year": "2026", **key()}).status_code == 409


def test_dates_are_typed_as_people_write_them(manager: Client, year: PerformanceYear) -> None:
    periods = list(queries.periods_of(year))
    form = {"plans_due_on": "30 Januari 2026", "annual_due_on": "31-1-2027", **key()}
    for period in periods:
        form[f"realization_{period.pk}"] = f"{period.realization_due_on:%d/%m/%Y}"
        form[f"evaluation_{period.pk}"] = f"{period.evaluation_due_on:%Y-%m-%d}"
    address = f"/tahun/{year.pk}/tanggal/"

    assert manager.post(address, {**form, "plans_due_on": "30 Febuari"}).status_code == 422
    wrong = manager.post(address, {**form, f"evaluation_{periods[0].pk}": "1-1-2026", **key()})
    assert wrong.status_code == 409
    assert manager.post(address, {**form, **key()}).status_code == 302
    year.refresh_from_db()
    assert year.plans_due_on.day == 30


def test_holidays_and_policy(manager: Client) -> None:
    form = {"day": "17 Agustus 2026", "name": "Kemerdekaan", "source": "SKB 3 Menteri"}
    assert manager.post("/tahun/libur/", {**form, **key()}).status_code == 302
    assert manager.post("/tahun/libur/", {**form, **key()}).status_code == 409
    assert manager.post("/tahun/libur/", {"day": "32-1-2026", **key()}).status_code == 422
    assert "Senin, 17 Agustus 2026" in manager.get("/tahun/libur/").content.decode()
    holiday = Holiday.objects.get()
    assert manager.post(f"/tahun/libur/{holiday.pk}/hapus/", key()).status_code == 302

    edit = "/tahun/aturan/objection_days/"
    assert "14" in manager.get(edit).content.decode()
    value = {"value": "10", "valid_from": "1-8-2026", "source": "Perwali 9/2026", "reason": "Uji"}
    assert manager.post(edit, {**value, "value": "nol", **key()}).status_code == 422
    assert manager.post(edit, {**value, **key()}).status_code == 302
    assert "Perwali 9/2026" in manager.get("/tahun/aturan/").content.decode()
    assert queries.policy_on(NOON.date()).objection_days == 10
    assert manager.get("/tahun/aturan/tidak-ada/").status_code == 404


def test_every_parameter_has_its_form(manager: Client) -> None:
    from regulation.policy import PARAMETERS

    for parameter in PARAMETERS:
        assert manager.get(f"/tahun/aturan/{parameter.name}/").status_code == 200, parameter.name


def test_everybody_looks_and_nobody_else_changes(town: Town, year: PerformanceYear) -> None:
    andi = client_of(town.andi)

    assert andi.get(f"/tahun/{year.pk}/").status_code == 200
    assert "Ubah tanggal" not in andi.get(f"/tahun/{year.pk}/").content.decode()
    assert andi.get("/tahun/aturan/objection_days/").status_code == 403
    assert andi.post("/tahun/siapkan/", {"year": "2027", **key()}).status_code == 403
    assert andi.post(f"/tahun/{year.pk}/buka/", key()).status_code == 403

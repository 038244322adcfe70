"""Who may open which page about accounts; one's own profile; what lists cost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.foundation.actor import Role
from kinerja.organization.models import Employee, Placement, Unit, UnitPeriod
from kinerja.organization.operations.codes import code_for
from kinerja.organization.queries import accounts
from kinerja.organization.tests.asking import LONG, at, html
from tests.factories import (
    Town,
    actor,
    client_of,
    grant,
    make_employee,
    make_placement,
)

# ---- who may open what

PAGES = ["/akun/", "/akun/kata-sandi", "/akun/privasi", "/kode/", "/peran/", "/pejabat/",
         "/pengaturan/", "/notifikasi/"]  # fmt: skip
ALLOWED = {
    "andi": {"/akun/", "/akun/kata-sandi", "/akun/privasi", "/notifikasi/"},
    "budi": {"/akun/", "/akun/kata-sandi", "/akun/privasi", "/notifikasi/"},
    "auditor": {"/akun/", "/akun/kata-sandi", "/akun/privasi", "/notifikasi/"},
    "office_manager": {"/akun/", "/akun/kata-sandi", "/akun/privasi", "/notifikasi/", "/kode/"},
    "city_manager": {*PAGES} - {"/peran/", "/pengaturan/"},
    "administrator": {*PAGES},
}


@pytest.mark.parametrize("who", ALLOWED)
@pytest.mark.parametrize("path", PAGES)
def test_pages_open_for_their_roles_only(town: Town, who: str, path: str) -> None:
    response = client_of(getattr(town, who)).get(path)

    assert response.status_code == (200 if path in ALLOWED[who] else 403)


@pytest.mark.parametrize("path", PAGES)
def test_an_anonymous_visitor_signs_in_first(db: None, client: Client, path: str) -> None:
    assert client.get(path)["Location"].startswith("/masuk")


@pytest.mark.parametrize(
    "path", ["/peran/beri/9223372036854775807/", "/peran/99999999999999999999/akhiri/",
             "/notifikasi/99999999999999999999/", "/kode/?unit=9223372036854775807",
             "/peran/beri/99999999999999999999/"]
)  # fmt: skip
def test_what_is_not_there_is_not_found(town: Town, path: str) -> None:
    assert client_of(town.administrator).get(path).status_code == 404


@pytest.mark.parametrize(
    "query", [f"cari={LONG}", "unit=abc", "unit=-1", "unit=99999999999999999999"]
)
def test_strange_filters_are_refused_in_words(town: Town, query: str) -> None:
    assert client_of(town.administrator).get(f"/kode/?{query}").status_code == 422


def test_repeated_and_unknown_parameters_do_no_harm(town: Town) -> None:
    client = client_of(town.administrator)

    assert client.get("/peran/?cari=a&cari=%27&x=1").status_code == 200
    assert client.get("/kode/?cari=%00").status_code == 404


# ---- one's own profile


def test_the_profile_names_the_evaluator_of_today(town: Town) -> None:
    page = html(client_of(town.andi).get("/akun/"))

    assert "Budi Hartono" in page
    assert "kepala unit Anda" in page
    assert "Sari Kusuma" in page


def test_the_mayor_has_no_evaluator(town: Town) -> None:
    page = html(client_of(town.mayor).get("/akun/"))

    assert "Belum ada pejabat penilai" in page
    assert "Tanpa NIP" in page


def test_the_profile_shows_sessions_roles_and_codes(town: Town) -> None:
    code_for(town.auditor.user_id, by=actor(town.administrator), at=at())

    page = html(client_of(town.auditor).get("/akun/"))

    assert "perangkat ini" in page
    assert "Auditor (Inspektorat)" in page
    assert "Aktivasi akun, dicetak" in page


def test_the_profile_costs_few_statements(town: Town, django_assert_max_num_queries: Any) -> None:
    client = client_of(town.andi)
    client.get("/akun/")

    with django_assert_max_num_queries(12):
        client.get("/akun/")


# ---- what the administrator does not see


def test_the_administrator_sees_no_person_beyond_accounts(town: Town) -> None:
    who = actor(town.administrator)

    assert not Employee.objects.visible_to(who).exists()
    assert not Placement.objects.visible_to(who).exists()


def test_lists_cost_the_same_for_few_and_many(town: Town) -> None:
    client = client_of(town.administrator)
    few = [count(client, path) for path in lists(town)]

    for number in range(30):
        person = make_employee(f"Abdul {number}")
        make_placement(person, town.division)
        grant(person.user, Role.AUDITOR)

    assert [count(client, path) for path in lists(town)] == few
    assert max(few) <= 12


def lists(town: Town) -> list[str]:
    return [f"/kode/?unit={town.office.pk}", "/kode/?cari=a", "/peran/?cari=a", "/kode/"]


def count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_units_of_another_day_are_not_offered(town: Town) -> None:
    assert accounts.unit_named(town.office.pk, dt.date(1990, 1, 1)) is None
    assert Unit.objects.count() == UnitPeriod.objects.count()

"""The list of units and services: who sees it, in which order, in how many statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.foundation.reads import Read
from kinerja.surveys.queries import results
from kinerja.surveys.tests.seen import SECOND, THIRD, make_index
from kinerja.surveys.tests.stages import make_service
from tests.factories import NOON, Town, actor, client_of, grant, make_unit

pytestmark = pytest.mark.django_db
PERIOD = "/kepuasan/?periode=2026-3"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.fixed(NOON):
        yield


def html(who: object, path: str) -> str:
    answer = client_of(who).get(path)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_it_lists_the_worst_service_first(town: Town) -> None:
    make_index(make_service(town.division, "Akta kelahiran"), "88.90")
    make_index(make_service(town.division, "Kartu keluarga"), "70.10")
    make_index(make_service(town.office, "Pindah datang"), "81.94")

    page = html(town.sari, PERIOD)

    assert page.index("Kartu keluarga") < page.index("Pindah datang") < page.index("Akta kelahiran")
    assert "70,10" in page
    assert "68,1–72,1" in page


def test_it_shows_the_city_to_the_mayor_and_the_office_to_its_head(town: Town) -> None:
    make_index(town.root, "84.20")
    make_index(town.office, "79.30")
    make_index(make_service(town.other_office, "Uji kendaraan"), "77.00")

    to_mayor, to_head = html(town.mayor, PERIOD), html(town.sari, PERIOD)

    assert "84,20" in to_mayor
    assert "Uji kendaraan" in to_mayor
    assert "84,20" not in to_head
    assert "79,30" in to_head
    assert "Uji kendaraan" not in to_head


def test_it_shows_nothing_of_less_than_ten_answers(town: Town) -> None:
    make_index(make_service(town.division, "Akta kematian"), "51.17", answers=9)

    page = html(town.sari, PERIOD)

    assert "Belum cukup jawaban (kurang dari 10)" in page
    assert "51,17" not in page


def test_it_says_that_a_change_may_be_chance(town: Town) -> None:
    service = make_service(town.division, "Kartu keluarga")
    make_index(service, "80.74", starts=SECOND)
    make_index(service, "81.94", starts=THIRD)

    page = html(town.sari, PERIOD)

    assert "naik 1,2" in page
    assert "bisa kebetulan (" in page


def test_it_says_that_a_change_is_more_than_chance(town: Town) -> None:
    service = make_service(town.division, "Kartu keluarga")
    make_index(service, "85.00", starts=SECOND, half_width="0.50")
    make_index(service, "79.00", starts=THIRD, half_width="0.50")

    page = html(town.sari, PERIOD)

    assert "turun 6,0" in page
    assert "bukan kebetulan (kurang dari 1 persen)" in page


def test_it_keeps_to_the_unit_that_was_asked_for(town: Town) -> None:
    make_index(town.office, "80.00")
    make_index(town.division, "80.00")
    make_index(make_service(town.division, "Akta kelahiran"))
    make_index(make_service(town.office, "Pindah datang"))

    page = html(town.sari, f"{PERIOD}&unit={town.division.pk}")

    assert "Akta kelahiran" in page
    assert "Pindah datang" not in page


@pytest.mark.parametrize("query", ["periode=x", "unit=0", "hal=0", "unit=abc", "periode=2026-5"])
def test_it_knows_no_address_that_names_nothing(town: Town, query: str) -> None:
    assert client_of(town.sari).get(f"/kepuasan/?{query}").status_code == 404


def test_it_hides_units_of_others(town: Town) -> None:
    make_index(town.other_office)

    answer = client_of(town.sari).get(f"{PERIOD}&unit={town.other_office.pk}")

    assert answer.status_code == 404


def test_a_unit_without_answers_in_the_period_has_an_empty_list(town: Town) -> None:
    page = html(town.sari, f"{PERIOD}&unit={town.division.pk}")

    assert "Belum ada layanan" in page


def test_it_is_not_for_people_without_a_unit(town: Town) -> None:
    assert client_of(town.andi).get("/kepuasan/").status_code == 403


def test_the_admin_of_surveys_sees_what_he_administers(town: Town) -> None:
    grant(town.andi.user, Role.ADMIN_SKM, unit=town.office)
    make_index(make_service(town.division, "Akta kelahiran"))
    make_index(make_service(town.other_office, "Uji kendaraan"))

    page = html(town.andi, PERIOD)

    assert "Akta kelahiran" in page
    assert "Uji kendaraan" not in page


def test_a_young_quarter_gives_way_to_the_last_one_with_answers(town: Town) -> None:
    make_index(make_service(town.division), starts=SECOND)

    with clock.fixed(NOON.replace(month=7, day=10)):
        page = html(town.sari, "/kepuasan/")

    assert "<h1>Kepuasan warga</h1>" in page
    assert "Triwulan II 2026</p>" in page


def statements(town: Town) -> list[str]:
    client = client_of(town.mayor)
    client.get(PERIOD)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(PERIOD).status_code == 200
    return [one["sql"] for one in seen if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]


def test_it_takes_the_same_statements_for_few_and_for_many_services(town: Town) -> None:
    for no in range(10):
        make_index(make_service(town.division, f"Layanan {no}"))
    few = len(statements(town))
    for no in range(60):
        unit = make_unit(f"Kelurahan {no}", town.root)
        make_index(unit)
        make_index(make_service(unit, f"Surat {no}"))

    many = statements(town)

    assert len(many) == few <= 12


PEOPLE = ("andi", "sari", "mayor", "city_manager", "office_manager", "auditor", "administrator")


def same(one: Read[..., Any], *args: object) -> int:
    rows = one(*args)
    wanted = one.queryset(*args).values_list(*one.row._fields)
    assert rows == [one.row._make(row) for row in wanted]
    return len(rows)


@pytest.mark.parametrize("who", PEOPLE)
def test_the_reads_say_what_their_querysets_say(town: Town, who: str) -> None:
    service = make_service(town.division, "Kartu keluarga")
    make_index(service, "80.74", starts=SECOND)
    make_index(service, "81.94")
    make_index(town.division)
    make_index(town.root)
    by, today = actor(getattr(town, who)), NOON.date()

    units = same(results.units_with_results, by, today, THIRD, SECOND, 3)
    services = same(results.services_with_results, by, today, THIRD, SECOND, 3, "", "~", 0, 50)
    heads = same(results.service_head, by, service.pk, today)
    same(results.unit_head, by, town.division.pk, today)
    same(results.indices_of_service, service.pk, 3, THIRD)
    same(results.indices_of_unit, town.root.pk, 3, THIRD)
    same(results.last_quarters)

    seen = who not in {"andi", "administrator"}
    assert (units > 0, services, heads) == (seen, int(seen), int(seen))

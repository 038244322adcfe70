"""Nothing on a page of results leads to the figure of few, neither a total nor a longer period."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from kinerja.foundation import clock
from kinerja.services.models import Service
from kinerja.surveys.models import Index
from kinerja.surveys.operations.closing import Place, closed_places
from kinerja.surveys.operations.night import turn_over
from kinerja.surveys.tests.stages import answers, make_service
from tests.factories import NOON, Town, client_of

MAY, JULY = dt.date(2026, 5, 5), dt.date(2026, 7, 14)
CITY, OFFICE, CLINIC = (Place(unit, None) for unit in (1, 2, 3))


def service(number: int) -> Place:
    return Place(None, number)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.fixed(NOON):
        yield


def closed(counts: dict[Place, int], followed: tuple[Place, ...] = ()) -> set[Place]:
    """Close in a city with an office of services 10 and 11 and a clinic of service 20 alone."""
    above = {10: [1, 2], 11: [1, 2], 20: [1, 3]}
    whole = {
        OFFICE: counts.get(service(10), 0) + counts.get(service(11), 0),
        CLINIC: counts.get(service(20), 0),
    }
    everything = {CITY: sum(whole.values()), **whole, **counts}
    return closed_places({place: n for place, n in everything.items() if n}, above, followed)


def test_enough_everywhere_closes_nothing() -> None:
    assert closed({service(10): 12, service(11): 30, service(20): 10}) == set()


def test_a_small_service_takes_the_next_with_it() -> None:
    found = closed({service(10): 4, service(11): 30, service(20): 50})

    assert found == {service(10), service(11)}


def test_a_small_unit_takes_the_smallest_beside_it_with_all_that_is_below() -> None:
    found = closed({service(10): 20, service(11): 30, service(20): 4})

    assert found == {CLINIC, service(20), OFFICE, service(10), service(11)}


def test_a_small_city_shows_nothing() -> None:
    assert closed({service(20): 9}) == {CITY, CLINIC, service(20)}


def test_what_would_give_a_shorter_span_away_is_closed_however_large() -> None:
    found = closed({service(10): 300, service(11): 400, service(20): 50}, (service(10),))

    assert found == {service(10), service(11)}


def told_of(of: Service, months: int) -> bool:
    rows = Index.objects.filter(service=of, months=months, starts__year=2026)
    (is_closed,) = rows.values_list("is_closed", flat=True).distinct()
    return not is_closed


@pytest.mark.django_db
def test_a_half_does_not_tell_of_its_small_quarter(town: Town) -> None:
    large, small = (make_service(town.division) for _ in range(2))
    for day in (dt.date(2026, 1, 6), MAY):
        answers(large, day, n=20)
    answers(small, dt.date(2026, 1, 6), n=20)
    answers(small, MAY, n=4)
    turn_over(NOON)

    page = client_of(town.sari).get(f"/kepuasan/layanan/{small.pk}/?periode=2026-S1")

    assert "Hasil ini belum ditampilkan" in page.content.decode()
    quarters = Index.objects.filter(months=3, starts=dt.date(2026, 1, 1))
    assert not quarters.filter(is_closed=True).exists()
    assert not told_of(small, 6)
    assert not told_of(large, 6)
    report = client_of(town.sari).get(f"/kepuasan/layanan/{small.pk}/laporan.pdf?periode=2026-S1")
    assert report.status_code == 409


@pytest.mark.django_db
def test_more_answers_open_it_again(town: Town) -> None:
    large, small = (make_service(town.division) for _ in range(2))
    answers(large, JULY, n=20)
    answers(small, JULY, n=4)
    turn_over(NOON)
    assert not told_of(large, 3)

    answers(small, JULY, n=6)
    turn_over(NOON)

    assert told_of(large, 3)
    assert told_of(small, 3)
    assert told_of(small, 12)


@pytest.mark.django_db
def test_lists_leave_out_what_would_lead_to_the_small_one(town: Town) -> None:
    large, small = (make_service(town.division, name) for name in ("Kartu keluarga", "Akta"))
    answers(large, JULY, n=20)
    answers(small, JULY, n=4)
    turn_over(NOON)

    page = client_of(town.sari).get("/kepuasan/?periode=2026-3").content.decode()

    assert "Belum cukup jawaban (kurang dari 10)" in page
    assert "Tidak ditampilkan, agar hasil yang sedikit jawabannya" in page
    assert page.count('<td data-label="Rentang 95 %">') == 1

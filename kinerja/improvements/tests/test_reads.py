"""Offers, effects, what is public, what waits, who sees what."""

from __future__ import annotations

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from kinerja.foundation.tasks import TaskRow
from kinerja.improvements import operations, queries
from kinerja.improvements.models import Improvement
from kinerja.improvements.queries.effects import effect_of, first_whole_after
from kinerja.improvements.queries.offers import offers_for
from kinerja.improvements.tasks import tasks
from kinerja.improvements.tests.stages import SECOND, THIRD, planned, result
from kinerja.organization.models import Employee
from kinerja.services.models import Service
from kinerja.surveys.periods import Span
from kinerja.surveys.promises import Promise, newest_of
from kinerja.surveys.tests.stages import make_service
from tests.factories import NOON, Town, actor

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
NEXT_YEAR = dt.date(2027, 1, 5)
FOURTH = Span(dt.date(2026, 10, 1), 3)


def finished(improvement: Improvement, by: Employee, at: dt.datetime = NOON) -> Improvement:
    return operations.finish_improvement(
        improvement=improvement, outcome="Loket ketiga buka.", by=actor(by), at=at
    )


def test_it_offers_the_two_weakest_elements_of_the_last_quarter(
    service: Service, town: Town, admin: Employee
) -> None:
    result(service, U3="2.90", U9="3.10", U1="3.30")
    good = make_service(town.division, "Akta kelahiran")
    result(good, U7="3.20")
    made = planned(service, admin, town.andi)

    found = offers_for([town.division.pk], TODAY)

    assert [(one.name, one.offers[0].element.code) for one in found] == [
        ("KTP elektronik", "U3"),
        ("Akta kelahiran", "U7"),
    ]
    assert [(one.element.code, one.improvement_id) for one in found[0].offers] == [
        ("U3", made.pk),
        ("U9", 0),
    ]
    assert found[0].span == SECOND


def test_it_offers_nothing_for_too_few_answers(service: Service, town: Town) -> None:
    result(service, n=9)

    assert offers_for([town.division.pk], TODAY) == []


def test_a_yearly_survey_is_offered_by_its_year(service: Service, town: Town) -> None:
    result(service, Span(dt.date(2025, 1, 1), 12), U3="2.90")

    assert offers_for([town.division.pk], TODAY)[0].span.label == "Tahun 2025"


@pytest.mark.parametrize(
    ("done_on", "span", "later"),
    [
        (dt.date(2026, 8, 20), SECOND, FOURTH),
        (dt.date(2026, 7, 1), SECOND, THIRD),
        (dt.date(2026, 6, 1), SECOND, THIRD),
        (dt.date(2026, 4, 1), SECOND, THIRD),
        (dt.date(2026, 12, 31), SECOND, Span(dt.date(2027, 1, 1), 3)),
    ],
)
def test_it_compares_with_the_first_whole_period_after_the_end(
    done_on: dt.date, span: Span, later: Span
) -> None:
    assert first_whole_after(done_on, span) == later


def effect(service: Service, done_on: dt.date | None, today: dt.date = NEXT_YEAR) -> str:
    found = effect_of(
        service_id=service.pk, element="U3", span=SECOND, done_on=done_on, today=today
    )
    if found is None:
        return "belum selesai"
    if found.is_early:
        return "terlalu awal"
    return f"{found.change.words}; {found.change.verdict}" if found.change else "belum cukup"


def test_a_small_change_is_not_called_one(service: Service) -> None:
    result(service, U3="2.90")
    result(service, THIRD, U3="2.95")

    assert effect(service, THIRD.starts) == (
        "naik 0,05; peluang kebetulan 49 persen: belum bisa disebut naik"
    )


def test_a_large_change_is(service: Service) -> None:
    result(service, U3="2.90")
    result(service, THIRD, U3="3.30")

    assert effect(service, THIRD.starts) == (
        "naik 0,4; peluang kebetulan kurang dari 1 persen: memang naik"
    )


def test_few_answers_say_nothing(service: Service) -> None:
    result(service, U3="2.90")
    result(service, THIRD, n=9, U3="3.90")

    assert effect(service, THIRD.starts) == "belum cukup"
    assert effect(service, dt.date(2026, 8, 3)) == "belum cukup"


def test_no_effect_before_its_time(service: Service) -> None:
    assert effect(service, None) == "belum selesai"
    assert effect(service, TODAY, TODAY) == "terlalu awal"


def test_the_public_reads_what_is_done_and_no_name(
    service: Service, town: Town, admin: Employee
) -> None:
    first = finished(planned(service, admin, town.andi), admin)
    finished(planned(service, admin, town.andi, is_public=False), admin)
    planned(service, admin, town.andi)
    second = finished(planned(service, admin, town.dewi), admin)

    rows = queries.public_ones(10)

    assert [row.id for row in rows] == [second.pk, first.pk]
    assert rows[0].service_name == "KTP elektronik"
    assert rows[0].outcome == "Loket ketiga buka."
    assert rows[0].is_kept
    assert "Dewi" not in str(rows)
    assert [row.id for row in queries.public_ones(1)] == [second.pk]
    newest = queries.newest_for(service.pk)
    assert newest is not None
    assert newest.id == second.pk
    assert queries.newest_for(service.pk + 1) is None
    assert newest_of(service.pk) == Promise("Antrean jangan terlalu lama", "Loket ketiga buka.")
    assert newest_of(service.pk + 1) is None


def test_promises_are_counted_when_they_are_due(
    service: Service, town: Town, admin: Employee
) -> None:
    finished(planned(service, admin, town.andi), admin)
    late = planned(service, admin, town.andi, due_on=TODAY)
    finished(late, admin, NOON + dt.timedelta(days=3))
    planned(service, admin, town.andi)
    planned(service, admin, town.andi, due_on=dt.date(2026, 12, 1))
    finished(planned(service, admin, town.andi, is_public=False), admin)

    assert queries.kept_promises(THIRD) == queries.Kept(due=3, done=2, in_time=1)
    assert queries.kept_promises(SECOND) == queries.Kept(0, 0, 0)


def test_what_is_due_waits_for_the_responsible(
    service: Service, town: Town, admin: Employee
) -> None:
    far = planned(service, admin, town.andi)
    near = planned(service, admin, town.andi, due_on=dt.date(2026, 8, 17))
    late = planned(service, admin, town.andi, due_on=TODAY)
    finished(planned(service, admin, town.andi, due_on=TODAY), admin)

    found = [TaskRow(*row) for row in tasks(actor(town.andi), TODAY)]
    month_later = tasks(actor(town.andi), dt.date(2026, 9, 30))

    assert {row.object_id for row in found} == {near.pk, late.pk}
    assert {row[1] for row in month_later} == {far.pk, near.pk, late.pk}
    assert not tasks(actor(town.dewi), dt.date(2026, 9, 30)).exists()


@pytest.mark.parametrize(
    ("who", "sees"),
    [("andi", True), ("budi", True), ("sari", True), ("office_manager", True),
     ("auditor", True), ("city_manager", True), ("mayor", True), ("dewi", False),
     ("stranger", False), ("administrator", False)],
)  # fmt: skip
def test_who_sees_a_follow_up(followed: Improvement, town: Town, who: str, *, sees: bool) -> None:
    seen = Improvement.objects.visible_to(actor(getattr(town, who)))

    assert seen.filter(pk=followed.pk).exists() is sees


def test_offers_take_two_statements_however_many_services(
    service: Service, town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for no in range(5):
        result(make_service(town.division, f"Layanan {no}"), U3="2.90")

    with django_assert_num_queries(2):
        offers_for([town.division.pk], TODAY)

"""What a night computes: indices of services and units, with rulings and without."""

from __future__ import annotations

import datetime as dt

from kinerja.accounts.models import User
from kinerja.foundation import clock
from kinerja.services.models import Service
from kinerja.surveys.models import (
    Basis,
    Ruling,
)
from kinerja.surveys.operations.night import recompute, turn_over
from kinerja.surveys.periods import HALF, QUARTER, YEAR, Span
from kinerja.surveys.queries.figures import (
    figures_below,
    service_figure,
    service_history,
    unit_figure,
    unit_history,
)
from kinerja.surveys.tests.night.conftest import (
    DAY,
    POOR,
    THIRD_QUARTER,
    YESTERDAY,
)
from kinerja.surveys.tests.stages import GOOD, answers, make_service
from tests.factories import NOON, Town, make_unit


def test_all_levels_and_periods_have_an_index_after_the_night(town: Town, service: Service) -> None:
    other = make_service(town.other_office)
    for number in range(4):
        answers(service, YESTERDAY - number * DAY, GOOD, n=5)
        answers(other, YESTERDAY - number * DAY, POOR, n=10)

    turn_over(NOON)

    for months in (QUARTER, HALF, YEAR):
        span = Span(dt.date(2026, 1 if months == YEAR else 7, 1), months)
        for unit in (town.division, town.office):
            figure = unit_figure(unit.pk, span)
            assert figure is not None
            assert (figure.answers, str(figure.index), figure.grade) == (20, "83.33", "B")
        city = unit_figure(town.root.pk, span, Basis.ALL)
        assert city is not None
        assert (city.answers, city.counter_days, str(city.index)) == (60, 8, "55.56")
        assert unit_figure(town.secretariat.pk, span) is None


def test_figures_of_services_come_by_name_with_their_elements(town: Town) -> None:
    second = make_service(town.division, "Kartu keluarga", served_a_year=500)
    first = make_service(town.division, "Akta kelahiran")
    make_service(town.other_office, "Izin trayek")
    for one in (first, second):
        answers(one, YESTERDAY, GOOD, n=6)
        answers(one, YESTERDAY - DAY, POOR, n=6)
    turn_over(NOON)

    rows = figures_below([town.division.pk, town.office.pk], THIRD_QUARTER)

    assert [(row.name, row.served_a_year) for row in rows] == [
        ("Akta kelahiran", 1000),
        ("Kartu keluarga", 500),
    ]
    figure = rows[0].figure
    assert figure.span == THIRD_QUARTER
    assert [one.code for one in figure.elements] == [f"U{no}" for no in range(1, 10)]
    assert [one.code for one in figure.weakest_first][:2] == ["U1", "U5"]
    assert figure.elements[0].n == 12
    assert str(figure.elements[0].mean) == "2.00"
    assert figure_is_ordered(figure.low, figure.index, figure.high)


def figure_is_ordered(*values: object) -> bool:
    return None not in values and list(values) == sorted(values, key=str)


def test_an_element_without_answers_leaves_no_index_but_its_row(service: Service) -> None:
    answers(service, YESTERDAY, [*GOOD[:8], None], n=12)

    turn_over(NOON)

    figure = service_figure(service.pk, THIRD_QUARTER)
    assert figure is not None
    assert (figure.answers, figure.index, figure.low, figure.grade) == (12, None, None, "")
    assert (figure.elements[8].n, figure.elements[8].mean) == (0, None)
    assert not figure.is_certain
    assert len(figure.weakest_first) == 8


def test_an_answer_with_one_element_counts_for_that_one(service: Service) -> None:
    answers(service, YESTERDAY, GOOD, n=10)
    answers(service, YESTERDAY, [None, None, None, None, None, None, None, None, 1])

    turn_over(NOON)

    figure = service_figure(service.pk, THIRD_QUARTER)
    assert figure is not None
    assert [one.n for one in figure.elements] == [10] * 8 + [11]


def test_a_period_without_answers_has_no_figure(service: Service) -> None:
    turn_over(NOON)

    assert service_figure(service.pk, THIRD_QUARTER) is None
    assert service_history(service.pk) == []


def test_the_history_runs_from_the_oldest_to_the_newest(town: Town, service: Service) -> None:
    for month in (2, 5, 8):
        answers(service, dt.date(2026, month, 1), GOOD, n=10)
    turn_over(NOON)

    starts = [figure.starts.month for figure in service_history(service.pk, last=2)]
    assert starts == [4, 7]
    assert [one.starts.month for one in unit_history(town.root.pk)] == [1, 4, 7]


def test_a_ruling_leaves_answers_with_a_signal_out_of_its_quarter_alone(
    town: Town, service: Service, django_user_model: type[User]
) -> None:
    judge = town.city_manager.user
    for day in (dt.date(2026, 5, 4), dt.date(2026, 5, 5), YESTERDAY, YESTERDAY - DAY):
        answers(service, day, GOOD, n=10)
        answers(service, day, (4,) * 9, n=5, flags=1)
    turn_over(NOON)
    assert official(service, THIRD_QUARTER) == (30, 30, 20)

    rule(service, judge, THIRD_QUARTER.starts, leave_out=True)

    assert official(service, THIRD_QUARTER) == (20, 30, 20)
    assert official(service, Span(dt.date(2026, 4, 1), QUARTER)) == (30, 30, 20)
    assert official(service, Span(dt.date(2026, 7, 1), HALF)) == (20, 30, 20)
    assert official(service, Span(dt.date(2026, 1, 1), YEAR)) == (50, 60, 40)
    city = unit_figure(town.root.pk, Span(dt.date(2026, 1, 1), YEAR))
    assert city is not None
    assert city.answers == 50

    rule(service, judge, THIRD_QUARTER.starts, leave_out=False)
    assert official(service, THIRD_QUARTER) == (30, 30, 20)


def rule(service: Service, by: User | None, starts: dt.date, *, leave_out: bool) -> None:
    assert by is not None
    at = clock.now() + Ruling.objects.count() * dt.timedelta(seconds=1)
    Ruling.objects.create(
        service=service, starts=starts, leave_out=leave_out, reason="Diperiksa", by=by, at=at
    )
    recompute(service_id=service.pk, starts=starts, at=NOON)


def official(service: Service, span: Span) -> tuple[int, ...]:
    found = [service_figure(service.pk, span, basis) for basis in (Basis.RULED, *Basis.values[:2])]
    return tuple(figure.answers if figure else 0 for figure in found)


def test_a_service_whose_answers_are_all_left_out_has_no_official_figure(
    town: Town, service: Service
) -> None:
    answers(service, YESTERDAY, GOOD, n=10, flags=4)
    turn_over(NOON)
    assert service_figure(service.pk, THIRD_QUARTER) is not None

    rule(service, town.city_manager.user, THIRD_QUARTER.starts, leave_out=True)

    assert service_figure(service.pk, THIRD_QUARTER) is None
    assert unit_figure(town.root.pk, THIRD_QUARTER) is None


def test_a_new_ruling_holds_for_the_nights_after_it(town: Town, service: Service) -> None:
    answers(service, YESTERDAY, GOOD, n=10)
    rule(service, town.city_manager.user, THIRD_QUARTER.starts, leave_out=True)
    answers(service, YESTERDAY, GOOD, n=7, flags=2)

    turn_over(NOON)

    assert official(service, THIRD_QUARTER) == (10, 17, 10)


def test_a_unit_that_left_the_tree_keeps_no_figure(town: Town, service: Service) -> None:
    answers(service, YESTERDAY, n=3)
    turn_over(NOON)
    elsewhere = make_unit("Bidang baru", town.other_office)
    Service.objects.filter(pk=service.pk).update(unit=elsewhere)
    answers(service, YESTERDAY, n=1)

    turn_over(NOON + DAY)

    assert unit_figure(town.office.pk, THIRD_QUARTER) is None
    moved = unit_figure(town.other_office.pk, THIRD_QUARTER)
    assert moved is not None
    assert moved.answers == 4

"""Figures of complaints: who counts, what is open, and what is public."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from kinerja.complaints.models import Complaint
from kinerja.complaints.queries import figures_of, public_figures_of, report_of
from kinerja.complaints.statistics import Z, median, wilson
from kinerja.complaints.tests.stages import make_complaint
from kinerja.cycles.models import Holiday, PolicyValue
from kinerja.organization.models import Unit
from tests.factories import NOON, make_unit

AUGUST, SEPTEMBER = dt.date(2026, 8, 1), dt.date(2026, 9, 1)
MONDAY = dt.date(2026, 8, 3)
LATER = dt.date(2026, 10, 1)


@pytest.fixture
def unit(db: None) -> Unit:
    return make_unit("Dinas Dukcapil")


def day(number: int) -> dt.date:
    return MONDAY + dt.timedelta(days=number)


def test_it_counts_in_time_late_overdue_and_open(unit: Unit) -> None:
    make_complaint(unit, MONDAY, day(7))  # the fifth working day
    make_complaint(unit, MONDAY, day(8))
    make_complaint(unit, MONDAY)
    make_complaint(unit, day(22), category="BERKADAR")

    figure = figures_of([unit.pk], AUGUST, SEPTEMBER, on=dt.date(2026, 9, 2))

    assert (figure.n, figure.answered, figure.within, figure.open) == (4, 2, 1, 1)
    assert (figure.counted, figure.outside) == (3, 2)
    assert figure.share == Decimal("33.3")
    assert figure.median_days == Decimal("5.5")


def test_one_without_a_limit_is_in_no_share(unit: Unit) -> None:
    make_complaint(unit, MONDAY, category="ASPIRASI")
    make_complaint(unit, MONDAY, day(1), category="ASPIRASI")

    figure = figures_of([unit.pk], AUGUST, SEPTEMBER, on=LATER)

    assert (figure.n, figure.answered, figure.counted, figure.open) == (2, 1, 0, 1)
    assert (figure.share, figure.low, figure.high) == (None, None, None)


def test_a_limit_of_the_city_holds_for_aspirations_from_its_day(unit: Unit) -> None:
    PolicyValue.objects.create(
        parameter="complaint_sla",
        value="ASPIRASI = 2",
        valid_from=AUGUST,
        source="Perwali 1/2026",
        reason="Uji",
        set_at=NOON,
    )
    make_complaint(unit, MONDAY, day(2), category="ASPIRASI")

    assert figures_of([unit.pk], AUGUST, SEPTEMBER, on=LATER).share == 100


def test_a_holiday_on_the_last_day_gives_another(unit: Unit) -> None:
    make_complaint(unit, dt.date(2026, 8, 10), dt.date(2026, 8, 18))
    before = figures_of([unit.pk], AUGUST, SEPTEMBER, on=LATER)

    Holiday.objects.create(day=dt.date(2026, 8, 17), name="Kemerdekaan", source="SKB")
    after = figures_of([unit.pk], AUGUST, SEPTEMBER, on=LATER)

    assert (before.within, before.median_days) == (0, Decimal("6.0"))
    assert (after.within, after.median_days) == (1, Decimal("5.0"))


def test_a_time_takes_its_first_day_and_leaves_its_last(unit: Unit) -> None:
    make_complaint(unit, AUGUST)
    make_complaint(unit, SEPTEMBER)

    assert figures_of([unit.pk], AUGUST, SEPTEMBER, on=LATER).n == 1


def test_nothing_of_another_unit_is_counted(unit: Unit) -> None:
    make_complaint(make_unit("Dinas Perhubungan", unit), MONDAY)

    assert figures_of([unit.pk], AUGUST, SEPTEMBER, on=LATER).n == 0
    assert figures_of([], AUGUST, SEPTEMBER, on=LATER).n == 0


def test_a_year_without_holidays_is_named(unit: Unit) -> None:
    Holiday.objects.create(day=dt.date(2026, 8, 17), name="Kemerdekaan", source="SKB")
    december = dt.date(2026, 12, 1)
    make_complaint(unit, dt.date(2026, 12, 21), category="TIDAK_BERKADAR")

    report = report_of([unit.pk], december, dt.date(2027, 1, 1), on=dt.date(2026, 12, 30))

    assert report.missing_years == [2027]
    assert report_of([unit.pk], AUGUST, SEPTEMBER, on=LATER).missing_years == []


def test_it_is_split_by_unit_and_class(unit: Unit) -> None:
    other = make_unit("Dinas Perhubungan", unit)
    make_complaint(unit, MONDAY, day(1))
    make_complaint(other, MONDAY, day(1), category="BERKADAR")

    report = report_of([unit.pk, other.pk], AUGUST, SEPTEMBER, on=LATER)

    assert {key: figure.n for key, figure in report.by_unit.items()} == {unit.pk: 1, other.pk: 1}
    assert list(report.by_class) == ["INFORMASI", "BERKADAR"]
    assert report.by_both[unit.pk, "INFORMASI"].within == 1


def test_it_takes_three_statements_however_many_there_are(unit: Unit) -> None:
    Complaint.objects.all().delete()
    for number in range(30):
        make_complaint(unit, day(number % 20))
    figures_of([unit.pk], AUGUST, SEPTEMBER, on=LATER)

    with CaptureQueriesContext(connection) as asked:
        figures_of([unit.pk], AUGUST, SEPTEMBER, on=LATER)

    assert len(asked) == 3


def test_below_ten_nothing_is_public(unit: Unit) -> None:
    for _ in range(9):
        make_complaint(unit, MONDAY, day(1))
    assert _public(unit) == (None, [])

    make_complaint(unit, MONDAY, day(1))
    assert _public(unit) == (10, ["INFORMASI"])


@pytest.mark.parametrize(
    ("numbers", "shown"),
    [
        ((20, 5, 5), ["INFORMASI", "TIDAK_BERKADAR", "BERKADAR"]),
        ((20, 4, 1), ["INFORMASI"]),  # five together: nobody knows which
        ((20, 10, 4), ["INFORMASI"]),  # the four would be what is left
        ((20, 4, 0), []),
    ],
)
def test_a_small_class_cannot_be_found_by_subtraction(
    unit: Unit, numbers: tuple[int, int, int], shown: list[str]
) -> None:
    for kind, number in zip(("INFORMASI", "TIDAK_BERKADAR", "BERKADAR"), numbers, strict=True):
        for _ in range(number):
            make_complaint(unit, MONDAY, day(1), category=kind)

    assert _public(unit) == (sum(numbers), shown)


def _public(unit: Unit) -> tuple[int | None, list[str]]:
    total, classes = public_figures_of([unit.pk], AUGUST, SEPTEMBER, least_cell=5, on=LATER)
    return (total.n if total else None), list(classes)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(hits: int, n: int, low: float, high: float) -> None:
    """The four examples of Newcombe (1998), method 3."""
    assert wilson(hits, n) == pytest.approx((low, high), abs=6e-5)


@given(st.integers(1, 400), st.data())
def test_its_ends_are_where_the_score_test_turns(n: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, n))

    for end in wilson(hits, n):
        distance = (hits / n - end) ** 2
        assert distance == pytest.approx(Z * Z * end * (1 - end) / n, abs=1e-9)


@pytest.mark.parametrize(("hits", "n"), [(0, 0), (2, 1), (-1, 3)])
def test_no_share_has_no_interval(hits: int, n: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(hits, n)


@given(st.lists(st.integers(0, 90), max_size=40))
def test_the_median_is_that_of_the_written_out_list(values: list[int]) -> None:
    ordered = sorted(values)
    middle = len(ordered) // 2
    plain = ordered[middle] + ordered[-middle - 1] if ordered else None

    found = median({value: values.count(value) for value in values})

    assert found == (None if plain is None else Decimal(plain) / 2)

"""Intervals hold the truth as often as they say, and agree with the bootstrap."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import numpy as np
import pytest
from scipy import stats

from kinerja.surveys.statistics import (
    Estimate,
    Range,
    Sums,
    chance_of_noise,
    estimate,
    inside_one_grade,
    is_cautious,
    student_quantile,
    total,
)
from kinerja.surveys.tests.worlds import CAUTIOUS, WORLDS, World, coverage, drawn, sums_of

DRAWS = 400


class Figure(NamedTuple):
    """An index as a comparison takes it."""

    index: Decimal | None  # type: ignore[assignment]  # as the stored figure names it
    low: Decimal | None
    high: Decimal | None


def equal_answers(score: int, days: int, size: int) -> Sums:
    scores = np.full((days, size, 9), score)
    return sums_of(scores, np.ones_like(scores, dtype=bool))


def figure(found: Estimate) -> Figure:
    return Figure(found.value, *found.range)


@pytest.mark.parametrize("name", WORLDS)
def test_95_of_100_intervals_hold_the_truth(name: str) -> None:
    found = coverage(WORLDS[name], DRAWS)

    assert found.told > 0.95
    assert 0.93 <= found.of_index <= 0.97
    assert 0.93 <= found.of_elements <= 0.99


@pytest.mark.parametrize("name", CAUTIOUS)
def test_where_next_to_nobody_differs_the_interval_is_rather_too_wide_and_says_so(
    name: str,
) -> None:
    world = CAUTIOUS[name]

    assert coverage(world, DRAWS).of_index >= 0.95
    said = [is_cautious(one.value, world.people) for one in drawn(world, DRAWS)]
    assert np.mean(said) > 0.5


@pytest.mark.parametrize(
    ("index", "most"), [("99.00", 112), ("26.00", 112), ("100.00", 9999), ("80.00", 5)]
)
def test_next_to_nobody_differs_up_to_so_many_answers(index: str, most: int) -> None:
    assert is_cautious(Decimal(index), most)
    assert is_cautious(Decimal(index), most + 1) is (index == "100.00")


def test_of_no_index_nothing_is_said() -> None:
    assert not is_cautious(None, 10)


@pytest.mark.parametrize(
    "world", [World(days=60, size=8), World(days=40, size=6, day=0.8, missing=0.2)]
)
def test_the_interval_is_that_of_the_bootstrap_over_days(world: World) -> None:
    scores, given = world.draw(np.random.default_rng(3))
    n, score = given.sum(axis=1), scores.sum(axis=1)

    def index(days: np.ndarray, axis: int = -1) -> np.ndarray:
        whole = score[days].sum(axis=axis - 1 if axis < 0 else axis)
        means: np.ndarray = whole / n[days].sum(axis=axis - 1 if axis < 0 else axis)
        indices: np.ndarray = means.mean(axis=-1) * 25
        return indices

    again = stats.bootstrap(
        (np.arange(world.days),),
        index,
        n_resamples=4000,
        rng=np.random.default_rng(4),
        method="percentile",
    )
    ours = estimate(sums_of(scores, given))

    assert ours.range.low is not None
    assert ours.range.high is not None
    low, high = float(ours.range.low), float(ours.range.high)
    t = student_quantile(world.days - 1)
    assert (high - low) / 2 / t == pytest.approx(again.standard_error, rel=0.1)
    width = again.confidence_interval.high - again.confidence_interval.low
    assert low == pytest.approx(again.confidence_interval.low, abs=0.15 * width)
    assert high == pytest.approx(again.confidence_interval.high, abs=0.15 * width)


def test_without_blanks_the_design_effect_is_that_of_single_answers() -> None:
    scores, given = World(days=30, size=5, day=0.6).draw(np.random.default_rng(8))
    answers = scores[given.all(axis=2)].mean(axis=1) * 25
    days = np.array(
        [row[there.all(axis=1)].sum() for row, there in zip(scores, given, strict=True)]
    )
    sizes = given[:, :, 0].sum(axis=1)
    mean = answers.mean()
    of_days = ((days / 9 * 25 - mean * sizes) ** 2).sum()
    of_answers = ((answers - mean) ** 2).sum()

    found = estimate(sums_of(scores, given))

    assert found.design_effect == pytest.approx(of_days / of_answers, abs=0.001)


def test_the_design_effect_is_near_one_when_days_are_alike_and_large_when_not() -> None:
    alike = [one.design_effect or 0 for one in drawn(World(days=60, size=6, day=0), 40)]
    unlike = [one.design_effect or 0 for one in drawn(World(days=60, size=6, day=1.0), 40)]

    assert np.mean(alike) == pytest.approx(1, abs=0.1)
    assert np.mean(unlike) > 3


@pytest.mark.parametrize(("score", "value"), [(4, "100.00"), (1, "25.00"), (3, "75.00")])
def test_equal_answers_are_no_proof_of_no_spread(score: int, value: str) -> None:
    few, many = estimate(equal_answers(score, 5, 2)), estimate(equal_answers(score, 50, 20))

    for found in (few, many):
        assert str(found.value) == value
        assert found.range.low is not None
        assert found.range.high is not None
        assert 25 <= found.range.low <= found.value <= found.range.high <= 100  # type: ignore[operator]
        assert found.range.low < found.range.high
        assert found.design_effect is None
    assert width(few.range) > 5 * width(many.range)


def width(found: Range) -> float:
    assert found.low is not None
    assert found.high is not None
    return float(found.high - found.low)


def test_one_day_of_a_counter_tells_nothing_about_the_next() -> None:
    scores, given = World(days=1, size=200).draw(np.random.default_rng(1))

    found = estimate(sums_of(scores, given))

    assert found.value is not None
    assert found.range == Range()
    assert {element.range for element in found.elements} == {Range()}


def test_one_large_day_beside_a_small_one_tells_nothing_either() -> None:
    scores = np.full((2, 100, 9), 3)
    given = np.ones_like(scores, dtype=bool)
    given[1, 2:] = False

    assert estimate(sums_of(np.where(given, scores, 0), given)).range == Range()


def test_an_element_without_answers_leaves_no_index() -> None:
    scores, given = World(days=10, size=5).draw(np.random.default_rng(2))
    given[:, :, 8] = False

    found = estimate(sums_of(np.where(given, scores, 0), given))

    assert (found.value, found.range, found.design_effect) == (None, Range(), None)
    assert found.elements[8].mean is None
    assert found.elements[8].range == Range()
    assert found.elements[7].range.low is not None


def test_a_row_with_one_element_is_an_answer() -> None:
    scores, given = World(days=6, size=3).draw(np.random.default_rng(2))
    given[0, 0, 1:] = False

    found = estimate(sums_of(np.where(given, scores, 0), given))

    assert found.elements[0].n == found.elements[1].n + 1
    assert found.value is not None


def test_sums_of_services_add_up_to_those_of_the_city() -> None:
    luck = np.random.default_rng(6)
    parts = [sums_of(*World(days=days, size=4).draw(luck)) for days in (3, 8, 20)]

    whole = total(parts)

    assert whole is not None
    assert whole.counter_days == 31
    assert whole.answers == sum(part.answers for part in parts)
    assert whole.products[170] == sum(part.products[170] for part in parts)
    assert total([]) is None
    assert width(estimate(whole).range) < width(estimate(parts[0]).range)


@pytest.mark.parametrize("degrees", [1, 1.3, 2, 2.5, 3, 7.77, 30, 120, 5000, 1e6])
def test_the_quantile_is_that_of_students_t(degrees: float) -> None:
    assert student_quantile(degrees) == pytest.approx(stats.t.ppf(0.975, degrees), rel=1e-8)


def test_a_change_by_chance_alone_is_rarely_called_one() -> None:
    found = [figure(one) for one in drawn(World(days=20, size=6), 1200)]

    chances = [
        chance_of_noise(before, after)
        for before, after in zip(found[::2], found[1::2], strict=True)
    ]

    assert 0.02 <= np.mean([chance < 0.05 for chance in chances]) <= 0.07
    assert 0.4 <= np.mean(chances) <= 0.6


def test_a_large_change_is_no_noise() -> None:
    bad, good = Figure(*map(Decimal, ("70", "68", "72"))), Figure(*map(Decimal, ("85", "83", "87")))

    assert chance_of_noise(bad, good) < 0.001
    assert chance_of_noise(bad, good) == chance_of_noise(good, bad)
    assert chance_of_noise(bad, bad) == pytest.approx(1)


def test_a_change_of_unknown_spread_may_be_noise() -> None:
    known, unknown = Figure(*map(Decimal, ("70", "68", "72"))), Figure(Decimal(90), None, None)

    assert chance_of_noise(known, unknown) == 1
    assert chance_of_noise(unknown, known) == 1
    assert chance_of_noise(known, Figure(None, None, None)) == 1
    fixed = Figure(*[Decimal(25)] * 3)
    assert chance_of_noise(fixed, fixed) == 1
    assert chance_of_noise(fixed, Figure(*[Decimal(100)] * 3)) == 0


def test_a_grade_is_certain_when_the_whole_interval_has_it() -> None:
    assert inside_one_grade(Decimal("76.61"), Decimal("88.30"))
    assert not inside_one_grade(Decimal("76.60"), Decimal("80.00"))
    assert not inside_one_grade(None, None)

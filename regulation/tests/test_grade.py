"""The quadrant: every cell, its reasons, its neighbors, and what must always hold."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from regulation.behavior import GUIDANCE, CoreValue
from regulation.grade import (
    GRADE_TABLE,
    HEAD_RATING,
    Grade,
    OrganizationRating,
    Rating,
    changes,
    performance_grade,
    suggested_result_rating,
)
from regulation.tests.legal import legal_vectors

CELLS = list(product(Rating, Rating))


@legal_vectors("performance_grade")
def test_performance_grade(case: dict[str, Any]) -> None:
    result, behavior = Rating(case["given"]["result"]), Rating(case["given"]["behavior"])

    ruling = performance_grade(result=result, behavior=behavior)

    assert ruling.outcome is Grade(case["expect"]["grade"])
    assert [result.siasn, behavior.siasn, ruling.outcome.siasn] == case["expect"]["siasn"]
    assert [str(reason.source) for reason in ruling.because] == [case["source"]]
    assert ruling.outcome.label in ruling.because[0].text


@legal_vectors("changes")
def test_changes(case: dict[str, Any]) -> None:
    found = changes(
        result=Rating(case["given"]["result"]), behavior=Rating(case["given"]["behavior"])
    )

    assert [[change.grade.value, change.sentence] for change in found] == case["expect"]


@legal_vectors("suggested_result_rating")
def test_suggested_result_rating(case: dict[str, Any]) -> None:
    ruling = suggested_result_rating(OrganizationRating(case["given"]["organization"]))

    assert ruling.outcome is Rating(case["expect"]["rating"])
    assert [str(reason.source) for reason in ruling.because] == [case["source"]]
    assert ruling.because[0].text.startswith("Usulan, bukan ketentuan")
    assert not ruling.because[0].source.verified


def test_the_table_covers_every_combination() -> None:
    assert set(GRADE_TABLE) == set(CELLS)
    assert set(GRADE_TABLE.values()) == set(Grade)
    assert set(HEAD_RATING) == set(OrganizationRating)


@pytest.mark.parametrize("result", Rating)
def test_better_behavior_never_lowers_the_grade(result: Rating) -> None:
    codes = [GRADE_TABLE[result, behavior].siasn for behavior in Rating]

    assert codes == sorted(codes)


@pytest.mark.parametrize("behavior", Rating)
def test_better_results_never_lower_the_grade(behavior: Rating) -> None:
    codes = [GRADE_TABLE[result, behavior].siasn for result in Rating]

    assert codes == sorted(codes)


def test_the_grade_is_not_the_worse_of_the_two_ratings() -> None:
    ruling = performance_grade(result=Rating.DI_ATAS, behavior=Rating.DI_BAWAH)

    assert ruling.outcome is Grade.KURANG
    assert ruling.outcome.siasn != max(Rating.DI_ATAS.siasn, Rating.DI_BAWAH.siasn)


@pytest.mark.parametrize(("result", "behavior"), CELLS)
def test_changes_name_every_other_grade_once_better_ones_first(
    result: Rating, behavior: Rating
) -> None:
    current = GRADE_TABLE[result, behavior]

    found = changes(result=result, behavior=behavior)

    assert {change.grade for change in found} == set(Grade) - {current}
    assert len(found) == len(Grade) - 1
    assert [change.better for change in found] == sorted(
        (change.better for change in found), reverse=True
    )
    assert all(change.better == (change.grade.siasn < current.siasn) for change in found)


@pytest.mark.parametrize(("result", "behavior"), CELLS)
def test_no_cell_nearer_than_the_change_reaches_its_grade(result: Rating, behavior: Rating) -> None:
    def steps(cell: tuple[Rating, Rating]) -> int:
        return abs(cell[0].siasn - result.siasn) + abs(cell[1].siasn - behavior.siasn)

    for change in changes(result=result, behavior=behavior):
        reaching = [cell for cell in CELLS if GRADE_TABLE[cell] is change.grade]
        nearest = min(steps(cell) for cell in reaching)

        assert set(change.options) == {cell for cell in reaching if steps(cell) == nearest}
        assert change.sentence.startswith("Jika ")
        assert change.sentence.endswith(".")


def test_only_a_change_with_one_rating_up_and_one_down_is_mixed() -> None:
    mixed = {
        (result, behavior, change.grade)
        for result, behavior in CELLS
        for change in changes(result=result, behavior=behavior)
        if change.mixed
    }

    assert mixed == {
        (Rating.DI_ATAS, Rating.DI_BAWAH, Grade.BUTUH_PERBAIKAN),
        (Rating.SESUAI, Rating.DI_BAWAH, Grade.BUTUH_PERBAIKAN),
        (Rating.DI_BAWAH, Rating.DI_ATAS, Grade.KURANG),
        (Rating.DI_BAWAH, Rating.SESUAI, Grade.KURANG),
    }


def test_labels_are_those_of_the_form() -> None:
    assert Rating.choices() == (
        ("DI_ATAS", "Di Atas Ekspektasi"),
        ("SESUAI", "Sesuai Ekspektasi"),
        ("DI_BAWAH", "Di Bawah Ekspektasi"),
    )
    assert [grade.label for grade in Grade] == [
        "Sangat Baik",
        "Baik",
        "Butuh Perbaikan",
        "Kurang",
        "Sangat Kurang",
    ]


def test_every_core_value_has_three_official_lines() -> None:
    assert [value.label for value in CoreValue] == [
        "Berorientasi Pelayanan",
        "Akuntabel",
        "Kompeten",
        "Harmonis",
        "Loyal",
        "Adaptif",
        "Kolaboratif",
    ]
    assert set(GUIDANCE) == set(CoreValue)
    assert all(len(set(value.lines)) == 3 for value in CoreValue)
    assert CoreValue.ADAPTIF.lines[2] == "Bertindak proaktif"

"""The survey's arithmetic: means, index, grade, sample and the order of the questionnaire."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from regulation.policy_values import WeightMode
from regulation.satisfaction import (
    LEAST_INDEX,
    QUESTIONS,
    SCORES,
    WEIGHTS,
    AgeBand,
    Element,
    SurveyGrade,
    element_means,
    required_sample,
    rounded,
    satisfaction_index,
    survey_grade,
)
from regulation.tests.legal import legal_vectors

# Ten respondents, columns U1 to U9.
TEN = """
3 3 4 4 3 3 4 3 3
4 3 3 4 3 4 4 4 3
3 3 3 4 3 3 3 3 3
4 4 4 4 4 4 4 4 4
2 3 2 4 3 3 3 3 2
3 3 3 4 3 3 3 3 3
3 4 3 4 3 3 4 4 3
3 2 2 3 3 3 3 3 2
4 3 3 4 4 4 4 3 3
3 3 3 4 3 3 3 4 3
"""


def known(sums: list[int], counts: list[int]) -> list[Fraction]:
    return [mean for mean in element_means(sums, counts) if mean is not None]


@legal_vectors("satisfaction_index")
def test_the_index_is_that_of_the_report(case: dict[str, Any]) -> None:
    """Law: PermenPANRB 14/2017."""
    asked = case["given"]
    means = known(asked["sums"], asked["counts"])

    index = satisfaction_index(means, mode=WeightMode(asked["mode"]))

    assert [str(index), survey_grade(index).value] == case["expect"]


@legal_vectors("survey_grade")
def test_the_grade_changes_at_its_edges(case: dict[str, Any]) -> None:
    """Law: PermenPANRB 14/2017."""
    index = Decimal(case["given"]["index"])
    if "interval_value" in case["given"]:
        assert rounded(Fraction(case["given"]["interval_value"]) * 25) == index

    assert survey_grade(index) == case["expect"]


@legal_vectors("required_sample")
def test_the_sample_is_that_of_the_table(case: dict[str, Any]) -> None:
    """Law: PermenPANRB 14/2017."""
    assert required_sample(case["given"]["population"]) == case["expect"]


def test_ten_answers_have_the_means_of_the_report() -> None:
    rows = [[int(score) for score in line.split()] for line in TEN.split("\n") if line]
    sums = [sum(column) for column in zip(*rows, strict=True)]

    means = element_means(sums, [len(rows)] * 9)

    assert sums == [32, 31, 30, 39, 32, 33, 35, 34, 29]
    printed = [str(rounded(mean)) for mean in means if mean is not None]
    assert printed == ["3.20", "3.10", "3.00", "3.90", "3.20", "3.30", "3.50", "3.40", "2.90"]
    weakest = sorted(zip(known(sums, [10] * 9), Element, strict=True))[:2]
    assert [element for _, element in weakest] == [Element.U9, Element.U3]


def test_the_printed_means_give_the_index_in_all_three_ways_of_weighting() -> None:
    printed = [
        Decimal(mean) for mean in ["3.2", "3.1", "3.0", "3.9", "3.2", "3.3", "3.5", "3.4", "2.9"]
    ]

    found = {mode: str(satisfaction_index(printed, mode=mode)) for mode in WeightMode}

    assert list(found.values()) == ["81.94", "81.13", "81.86"]
    assert set(WEIGHTS) == set(WeightMode)


def test_a_blank_answer_reduces_the_divisor() -> None:
    answered = element_means([7] + [9] * 8, [2] + [3] * 8)

    assert answered[0] == Fraction(7, 2)
    assert answered[1:] == (Fraction(3),) * 8


def test_an_element_without_answers_has_no_mean_and_so_there_is_no_index() -> None:
    means = element_means([0] + [9] * 8, [0] + [3] * 8)

    assert means[0] is None
    with pytest.raises(ValueError, match="9 means are needed, not 8"):
        satisfaction_index([mean for mean in means if mean is not None])


def test_means_are_refused_when_sums_and_counts_do_not_match() -> None:
    with pytest.raises(ValueError, match="zip"):
        element_means([1, 2], [1])


def test_the_questionnaire_asks_the_ninth_element_before_the_eighth() -> None:
    """Law: PermenPANRB 14/2017, Lampiran (kuesioner)."""
    order = [question.element.value for question in QUESTIONS]

    assert order == ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U8"]
    by_element = {question.element: question for question in QUESTIONS}
    assert by_element[Element.U8].answers[0] == "Tidak ada"
    assert "pengaduan" in by_element[Element.U8].text
    assert by_element[Element.U9].answers == ("Buruk", "Cukup", "Baik", "Sangat Baik")
    assert "sarana dan prasarana" in by_element[Element.U9].text
    assert by_element[Element.U4].answers[3] == "Gratis"


def test_every_question_has_an_answer_for_each_score() -> None:
    for question in QUESTIONS:
        assert len(question.answers) == len(SCORES)
        assert len(set(question.answers)) == len(SCORES)
        assert question.text.endswith("?")
        assert "Saudara" not in question.text


def test_labels_are_those_of_the_form() -> None:
    assert Element.U8.label == "Penanganan Pengaduan, Saran dan Masukan"
    assert SurveyGrade.A.label == "Sangat baik"
    assert AgeBand.FROM_60.label == "60 tahun ke atas"


@given(some.fractions(min_value=1, max_value=4))
def test_equal_means_give_an_index_of_25_times_the_mean(mean: Fraction) -> None:
    index = satisfaction_index([mean] * 9)

    assert index == rounded(mean * 25)
    assert Decimal(25) <= index <= Decimal(100)
    assert LEAST_INDEX[survey_grade(index)] <= index


@given(some.integers(min_value=1, max_value=2_000_000))
def test_a_sample_is_never_larger_than_its_population_nor_than_385(population: int) -> None:
    assert 1 <= required_sample(population) <= min(population, 385)
    assert required_sample(population) <= required_sample(population + 1)

"""What is said of a result: what is weak, how sure, and how it compares with old reports."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest

from kinerja.cycles.models import PolicyValue
from kinerja.surveys.queries.figures import ElementFigure
from kinerja.surveys.tests.seen import make_index
from kinerja.surveys.tests.stages import make_service
from kinerja.surveys.wording import (
    CAUTIOUS,
    CLOSED,
    TOO_FEW,
    old_weight_words,
    spread_words,
    untold_words,
    weakest_words,
)
from regulation.policy_values import WeightMode
from regulation.satisfaction import Element
from tests.factories import LONG_AGO, NOON, Town, client_of

#: NRR of the ten respondents of the official vector
MEANS = ("3.2", "3.1", "3.0", "3.9", "3.2", "3.3", "3.5", "3.4", "2.9")


class Told(NamedTuple):
    """What tells how wide an interval is."""

    answers: int
    index: Decimal | None  # type: ignore[assignment]
    design_effect: float | None


def elements(*means: str, half_width: str = "0.05") -> list[ElementFigure]:
    half = Decimal(half_width)
    found = [
        ElementFigure(one.value, 50, Decimal(mean), Decimal(mean) - half, Decimal(mean) + half)
        for one, mean in zip(Element, means, strict=False)
    ]
    return sorted(found, key=lambda one: one.mean or 0)


@pytest.mark.parametrize(
    ("means", "said"),
    [
        (("3.20", "2.90", "3.50"), "Selisihnya dengan unsur lain bukan kebetulan."),
        (("2.94", "2.90", "3.50"), "U1 belum bisa dibedakan darinya."),
        (("2.94", "2.90", "2.95", "3.6"), "U1 dan U3 belum bisa dibedakan darinya."),
        (("2.94", "2.90", "2.95"), "Unsur lain belum bisa dibedakan darinya."),
    ],
)
def test_the_weakest_element_is_named_with_those_that_may_be_as_weak(
    means: tuple[str, ...], said: str
) -> None:
    words = weakest_words(elements(*means))

    assert words == f"Paling lemah: U2 Sistem, Mekanisme, dan Prosedur (2,90 dari 4). {said}"


def test_without_intervals_nothing_is_told_apart() -> None:
    unknown = [one._replace(low=None, high=None) for one in elements("2.0", "4.0")]

    assert weakest_words(unknown).endswith("Unsur lain belum bisa dibedakan darinya.")


@pytest.mark.parametrize(
    ("mode", "index"), [(WeightMode.TWO_DECIMALS, "81,13"), (WeightMode.THREE_DECIMALS, "81,86")]
)
def test_the_official_vector_by_the_weight_of_old_reports(mode: WeightMode, index: str) -> None:
    words = old_weight_words(elements(*MEANS), mode)

    assert words.startswith(f"Dengan bobot {mode.label} seperti pada laporan lama: {index}, mutu B")


def test_by_the_exact_weight_or_with_an_element_missing_nothing_is_said() -> None:
    assert old_weight_words(elements(*MEANS), WeightMode.EXACT) == ""
    assert old_weight_words(elements(*MEANS[:8]), WeightMode.TWO_DECIMALS) == ""


@pytest.mark.django_db
def test_a_city_that_compares_with_old_reports_sees_both(town: Town) -> None:
    service = make_service(town.division)
    make_index(service, "81.94")
    PolicyValue.objects.create(
        parameter="skm_weight_mode",
        value="TWO_DECIMALS",
        valid_from=LONG_AGO,
        source="Laporan lama",
        reason="Perbandingan",
        set_at=NOON,
    )

    page = client_of(town.sari).get(f"/kepuasan/layanan/{service.pk}/?periode=2026-3")
    assert "Dengan bobot 0,11 seperti pada laporan lama" in page.content.decode()
    assert "81,94" in page.content.decode()


def test_an_interval_of_next_to_equal_answers_says_that_it_is_wide() -> None:
    assert CAUTIOUS in spread_words(Told(30, Decimal("99.50"), 1.0))
    assert CAUTIOUS not in spread_words(Told(30, Decimal("80.00"), 1.0))
    assert CAUTIOUS not in spread_words(Told(30, Decimal("80.00"), None))


@pytest.mark.parametrize(
    ("answers", "words"),
    [(None, "Belum ada jawaban"), (0, "Belum ada jawaban"), (9, TOO_FEW), (10, CLOSED)],
)
def test_why_a_row_shows_no_index(answers: int | None, words: str) -> None:
    assert untold_words(answers) == words

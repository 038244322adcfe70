from __future__ import annotations

import pytest

from kinerja.ui import badges
from kinerja.ui.icons import LINED, SOLID, icon
from regulation.grade import Grade, Rating


@pytest.mark.parametrize("grade", list(Grade))
def test_grades_are_called_as_the_law_calls_them(grade: Grade) -> None:
    assert badges.grade_label(grade) == grade.label


@pytest.mark.parametrize("rating", list(Rating))
def test_ratings_are_called_as_the_law_calls_them(rating: Rating) -> None:
    assert badges.rating_label(rating).lower() == rating.label.lower()


def test_a_grade_has_glyph_word_and_tone() -> None:
    html = badges.grade_badge("KURANG")

    assert html.startswith('<span class="badge badge--k"><svg')
    assert html.endswith("Kurang</span>")


def test_no_grade_yet_is_said_in_words() -> None:
    assert "Belum dinilai" in badges.grade_badge(None)
    assert "Belum dinilai" in badges.rating_badge("")


def test_what_is_under_way_has_the_sea_without_a_glyph() -> None:
    assert badges.state_badge("SUBMITTED") == '<span class="badge badge--sea">Diajukan</span>'


@pytest.mark.parametrize("state", ["AGREED", "RECEIVED"])
def test_what_is_done_bears_a_tick_and_not_the_triangle_of_baik(state: str) -> None:
    assert icon("check") in badges.state_badge(state)
    assert icon("b") in badges.grade_badge("BAIK")


def test_a_badge_escapes_its_words() -> None:
    assert "&lt;b&gt;" in badges.badge("<b>")


@pytest.mark.parametrize("name", [*LINED, *SOLID, "mark", "petals"])
def test_every_icon_is_hidden_from_readers(name: str) -> None:
    assert 'aria-hidden="true" focusable="false"' in icon(name)


def test_an_unknown_icon_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        icon("unicorn")

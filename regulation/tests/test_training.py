"""Training hours: the number, from which day, and that its article is not checked yet."""

from __future__ import annotations

from datetime import date

import pytest

from regulation.dated import NotInForceError
from regulation.training import MINUTES_PER_HOUR, training_hours


def test_a_civil_servant_should_reach_twenty_hours_a_year() -> None:
    assert training_hours(on=date(2026, 8, 3)).value == 20
    assert MINUTES_PER_HOUR == 45


def test_the_number_holds_from_the_first_day_of_the_regulation() -> None:
    assert training_hours(on=date(2017, 4, 7)).value == 20

    with pytest.raises(NotInForceError):
        training_hours(on=date(2017, 4, 6))


def test_the_article_is_not_checked_so_only_the_regulation_is_printed() -> None:
    source = training_hours(on=date(2026, 8, 3)).source

    assert str(source) == "PP 11/2017"
    assert source.note == "rujukan pasal belum diperiksa"

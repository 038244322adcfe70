"""Tests never run on the server of whoever starts them, only on the one named for them."""

from __future__ import annotations

import pytest

from tests.environment import choose_server
from tests.other_server import statements

CITY = {"DATABASE_URL": "postgresql://city/", "DATABASE_OWNER_URL": "postgresql://city-owner/"}
OURS = {
    "KINERJA_TEST_DATABASE_URL": "postgresql://test/",
    "KINERJA_TEST_OWNER_URL": "postgresql://test-owner/",
}


def test_the_city_of_whoever_starts_them_is_left_alone() -> None:
    environment = dict(CITY)

    choose_server(environment)

    assert environment == {}


def test_the_server_named_for_tests_is_taken() -> None:
    environment = CITY | OURS

    choose_server(environment)

    assert environment["DATABASE_URL"] == "postgresql://test/"
    assert environment["DATABASE_OWNER_URL"] == "postgresql://test-owner/"


@pytest.mark.parametrize("name", sorted(OURS))
def test_half_a_server_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="both"):
        choose_server({name: OURS[name]})


def test_another_server_is_made_as_administrators_are_told() -> None:
    said = statements("secret")

    assert said[0] == "CREATE ROLE kinerja_owner LOGIN CREATEDB PASSWORD 'secret'"
    assert said[2:3] == ["GRANT kinerja_app TO kinerja_owner"]
    assert len(said) == 4

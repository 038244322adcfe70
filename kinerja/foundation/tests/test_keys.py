"""Numbers of rows that somebody wrote."""

from __future__ import annotations

import pytest
from django.urls import Resolver404, resolve

from kinerja.foundation.keys import LARGEST, key_of


@pytest.mark.parametrize("written", ["", "-1", "1.0", " 1", "٣", "1" * 19, "1" * 5_000, "a"])
def test_what_no_row_has_for_a_number_is_none(written: str) -> None:
    assert key_of(written) is None


def test_every_number_that_is_read_fits_a_column() -> None:
    assert key_of("9" * 18) == 10**18 - 1 < LARGEST


def test_an_address_with_a_longer_number_leads_nowhere() -> None:
    assert resolve(f"/skp/{'9' * 18}/").kwargs == {"plan_id": 10**18 - 1}
    with pytest.raises(Resolver404):
        resolve(f"/skp/{'9' * 19}/")

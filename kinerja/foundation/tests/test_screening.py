"""Numbers that lead to a person go; prices, days and opening hours stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinerja.foundation.screening import LONGEST, REMOVED, screened


@pytest.mark.parametrize(
    "number",
    [
        "081234567890",
        "0812-3456-7890",
        "0812 3456 7890",
        "0812.3456.7890",
        "+62 812 3456 7890",
        "+62812-3456-7890",
        "(0411) 123 4567",
        "0411-1234567",
        "62 812 3456 7890",
        "812 3456 7890",
        "3374012345678901",
        "3374 0123 4567 8901",
        "33.74.01.234567.8901",
        "199001012015031001",
        "0812\u200b3456\u200b7890",
        "０８１２３４５６７８９０",
        "٠٨١٢٣٤٥٦٧٨٩٠",
    ],
)
def test_a_number_of_a_person_goes(number: str) -> None:
    said = screened(f"Hubungi saya {number}, terima kasih")

    assert said == f"Hubungi saya {REMOVED}, terima kasih"


@pytest.mark.parametrize(
    "said",
    [
        "Biaya Rp1.500.000.000 terlalu mahal",
        "Biaya Rp 8.500.000.000 terlalu mahal",
        "Datang 12-05-2026, dilayani 13-05-2026",
        "Datang 01-05-2026",
        "Buka 08.00 - 16.00 saja",
        "Loket 3 menunggu 45 menit, antrean A012",
        "Nomor antrean 123456",
        "",
    ],
)
def test_what_leads_to_nobody_stays(said: str) -> None:
    assert screened(said) == said


def test_two_numbers_go_each() -> None:
    assert screened("081234567890, 085612345678") == f"{REMOVED}, {REMOVED}"


def test_characters_that_nobody_sees_go() -> None:
    assert screened("  Bagus\x00\u200b sekali\u202e ") == "Bagus sekali"


def test_a_text_is_not_longer_than_may_be() -> None:
    assert len(screened("a" * 100_000)) == LONGEST


@given(st.text(max_size=300))
def test_what_is_screened_twice_is_as_screened_once(text: str) -> None:
    once = screened(text)

    assert screened(once) == once


@given(st.from_regex(r"08[1-9][0-9]{7,10}", fullmatch=True), st.sampled_from(["", " ", "-", "."]))
def test_no_mobile_number_passes_however_it_is_grouped(number: str, between: str) -> None:
    groups = [number[at : at + 4] for at in range(0, len(number), 4)]

    assert screened("WA " + between.join(groups)) == f"WA {REMOVED}"

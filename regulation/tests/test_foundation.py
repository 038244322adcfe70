"""Citations, rulings, dated values and ranks."""

from __future__ import annotations

from datetime import date

import pytest

from regulation import instruments
from regulation.citation import Citation
from regulation.dated import Dated, NotInForceError, Since
from regulation.instruments import PERMENPANRB_6_2022, PP_30_2019, SE_MENPANRB_3_2023, Instrument
from regulation.ranks import PPPK_GRADES, RANKS, is_pppk_grade, rank_label, rank_of
from regulation.ruling import Reason


@pytest.mark.parametrize(
    ("citation", "text", "note"),
    [
        (PP_30_2019.article("59"), "PP 30/2019 Pasal 59", ""),
        (PP_30_2019.article("59", 3), "PP 30/2019 Pasal 59 ayat (3)", ""),
        (
            PERMENPANRB_6_2022.annex("kuadran kinerja"),
            "PermenPANRB 6/2022, Lampiran (kuadran kinerja)",
            "",
        ),
        (Citation(SE_MENPANRB_3_2023), "SE MenPANRB 3/2023", ""),
        (
            PERMENPANRB_6_2022.unverified("Pasal 29"),
            "PermenPANRB 6/2022",
            "rujukan pasal belum diperiksa",
        ),
    ],
)
def test_a_citation_prints_no_more_than_was_read(citation: Citation, text: str, note: str) -> None:
    assert str(citation) == text
    assert citation.note == note


def test_every_instrument_has_its_own_name_and_a_full_title() -> None:
    known = [value for value in vars(instruments).values() if isinstance(value, Instrument)]

    assert len({instrument.name for instrument in known}) == len(known) > 10
    assert all(str(instrument) == instrument.name for instrument in known)
    assert all(len(instrument.title) > 20 for instrument in known)


def test_a_reason_freezes_as_plain_values() -> None:
    reason = Reason(PP_30_2019.unverified("Pasal 7"), "Sebab.", code="C", where="r1")

    assert reason.as_json() == {
        "source": "PP 30/2019",
        "verified": False,
        "text": "Sebab.",
        "code": "C",
        "where": "r1",
    }


SOURCE = PP_30_2019.article("59")
DAYS = Dated("hari", Since(date(2024, 1, 1), 14, SOURCE), Since(date(2025, 7, 1), 21, SOURCE))


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2024, 1, 1), 14),
        (date(2025, 6, 30), 14),
        (date(2025, 7, 1), 21),
        (date(2030, 1, 1), 21),
    ],
)
def test_the_value_in_force_on_a_day(day: date, value: int) -> None:
    assert DAYS.on(day).value == value


def test_before_the_first_rule_there_is_no_value() -> None:
    with pytest.raises(NotInForceError, match="hari belum bernilai pada 31-12-2023") as refused:
        DAYS.on(date(2023, 12, 31))

    assert "PP 30/2019 Pasal 59" in str(refused.value)


@pytest.mark.parametrize(
    "history",
    [
        (),
        (Since(date(2025, 1, 1), 1, SOURCE), Since(date(2024, 1, 1), 2, SOURCE)),
        (Since(date(2024, 1, 1), 1, SOURCE), Since(date(2024, 1, 1), 2, SOURCE)),
    ],
)
def test_a_history_is_listed_oldest_first(history: tuple[Since[int], ...]) -> None:
    with pytest.raises(ValueError, match="oldest first"):
        Dated("hari", *history)


@pytest.mark.parametrize("rank", RANKS, ids=str)
def test_a_rank_is_found_by_its_golongan(rank: object) -> None:
    text = str(rank)

    assert rank_of(text) is rank
    assert rank_label(text) == text


def test_seventeen_ranks_rise_with_their_national_numbers() -> None:
    numbers = [rank.siasn for rank in RANKS]

    assert len(RANKS) == 17
    assert numbers == sorted(set(numbers))
    assert all(rank.siasn == _number(rank.grade) for rank in RANKS)


def _number(grade: str) -> int:
    roman, letter = grade.split("/")
    return ["I", "II", "III", "IV"].index(roman) * 10 + 10 + "abcde".index(letter) + 1


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("iii a", "Penata Muda (III/a)"),
        ("IV.c", "Pembina Utama Muda (IV/c)"),
        ("Pengatur Muda Tingkat I, II/b", "Pengatur Muda Tingkat I (II/b)"),
        (" ix ", "Golongan IX"),
        ("I/e", "I/e"),
        (" lainnya ", "lainnya"),
        ("", ""),
    ],
)
def test_a_golongan_is_written_as_on_forms(text: str, label: str) -> None:
    assert rank_label(text) == label


def test_bare_roman_numbers_are_of_pppk() -> None:
    assert len(PPPK_GRADES) == 17
    assert is_pppk_grade("XVII")
    assert not is_pppk_grade("XVIII")
    assert not is_pppk_grade("III/a")

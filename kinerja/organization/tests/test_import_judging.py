"""What is said of each row of a list, before anything is stored."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from kinerja.organization.imports import employees, positions
from kinerja.organization.imports.employees import Known, KnownUnit
from kinerja.organization.imports.headings import Sheet
from kinerja.organization.imports.judged import Judged
from kinerja.organization.imports.reading import Cell
from kinerja.organization.tests.importing import codes, table
from regulation.identity import EmployeeKind, Sex

ON = dt.date(2026, 8, 3)
SITI, BUDI = "199001012015032001", "198001012005011001"
OFFICE = KnownUnit(1, "DUKCAPIL", "Dinas Dukcapil", "Kepala Dinas Dukcapil")
OTHERS = [KnownUnit(2, "B1", "Bagian Umum", ""), KnownUnit(3, "B2", "Bagian Umum", "")]
KNOWN_NIP = "197501012000011001"
PERSON: dict[str, Cell] = {
    "NIP BARU": SITI,
    "NAMA": "Siti Aminah",
    "JABATAN NAMA": "Penelaah",
    "UNOR ID": "dukcapil",
}


def judged(*rows: dict[str, Cell]) -> list[Judged]:
    heading, below = table(Sheet.EMPLOYEES, *rows)
    known = Known(on=ON, units=[OFFICE, *OTHERS], nips={KNOWN_NIP})
    return employees.judge(heading, below, known)


def person(**changes: Cell) -> dict[str, Cell]:
    return PERSON | {name.replace("_", " "): cell for name, cell in changes.items()}


def test_a_plain_row_is_understood() -> None:
    [row] = judged(
        person(
            GELAR_BLK="S.E.",
            JENIS_KELAMIN="Wanita",
            TANGGAL_LAHIR=Decimal(32874),
            GOL_NAMA="Penata Muda (III/a)",
            TMT_GOLONGAN="1 April 2020",
            TMT_JABATAN=dt.date(2024, 3, 1),
            EMAIL="siti@kotalama.go.id",
        )
    )

    assert row.problems == []
    assert row.values == {
        "nip": SITI,
        "kind": "PNS",
        "name": "Siti Aminah",
        "title_front": None,
        "title_back": "S.E.",
        "birth_date": "1990-01-01",
        "sex": "P",
        "rank": "III/a",
        "rank_since": "2020-04-01",
        "email": "siti@kotalama.go.id",
        "unit_id": 1,
        "title": "Penelaah",
        "job_group": "PELAKSANA",
        "grade": "",
        "placement_kind": "DEFINITIF",
        "since": "2024-03-01",
        "is_head": None,
        "superior": None,
    }


def test_birth_date_and_sex_come_from_the_nip_where_the_list_has_none() -> None:
    [row] = judged(PERSON)

    assert (row.values["birth_date"], row.values["sex"]) == ("1990-01-01", "P")


@pytest.mark.parametrize(
    "nip", [f"'{SITI}", "19900101 201503 2 001", f'="{SITI}"', Decimal(SITI), f"\u00a0{SITI}\u200b"]
)
def test_a_mangled_nip_is_accepted_where_it_is_clear(nip: Cell) -> None:
    [row] = judged(person(NIP_BARU=nip))

    assert row.values["nip"] == SITI
    assert not row.is_faulty


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"NIP BARU": Decimal("1.99001012015032E+17")}, "NIP_LOST_DIGITS"),
        ({"NIP BARU": "1,99001E+17"}, "NIP_LOST_DIGITS"),
        ({"NIP BARU": "199001012015032000"}, "NIP_LOST_DIGITS"),
        ({"NIP BARU": "19900101201503200"}, "NIP_LENGTH"),
        ({"NIP BARU": "199002302015032001"}, "NIP_BIRTH_DATE"),
        ({"NIP BARU": ""}, "NIP_EMPTY"),
        ({"NIP BARU": "NIP 19900101"}, "NIP_CHARACTERS"),
        ({"NAMA": ""}, "NAME_MISSING"),
        ({"NAMA": "a" * 100_000}, "TEXT_TOO_LONG"),
        ({"NAMA": "Siti\x00 Aminah"}, "CONTROL_CHARACTER"),
        ({"JABATAN NAMA": ""}, "TITLE_MISSING"),
        ({"UNOR ID": ""}, "UNIT_MISSING"),
        ({"UNOR ID": "TIDAK-ADA"}, "UNIT_UNKNOWN"),
        ({"UNOR ID": "", "UNOR NAMA": "Bagian Umum"}, "UNIT_AMBIGUOUS"),
        ({"UNOR ID": "", "UNOR NAMA": "Dinas Antah"}, "UNIT_UNKNOWN"),
        ({"TANGGAL LAHIR": "31-02-1990"}, "DATE_INVALID"),
        ({"TANGGAL LAHIR": "01-01-2090"}, "DATE_OUT_OF_RANGE"),
        ({"TMT JABATAN": "13/13/2020"}, "DATE_INVALID"),
        ({"TMT JABATAN": "01-01-2062"}, "DATE_OUT_OF_RANGE"),
        ({"TMT GOLONGAN": "kemarin"}, "DATE_INVALID"),
        ({"JENIS KELAMIN": "X"}, "SEX_UNKNOWN"),
        ({"EMAIL": "siti di kotalama"}, "EMAIL_INVALID"),
        ({"STATUS JABATAN": "Pj"}, "PLACEMENT_KIND_UNKNOWN"),
        ({"KEPALA UNIT": "mungkin"}, "HEAD_UNCLEAR"),
        ({"NIP ATASAN": SITI}, "OWN_SUPERIOR"),
        ({"NIP ATASAN": BUDI}, "SUPERIOR_UNKNOWN"),
        ({"NIP ATASAN": "123"}, "NIP_LENGTH"),
    ],
)
def test_a_row_that_cannot_be_stored_says_why(changes: dict[str, Cell], code: str) -> None:
    [row] = judged(PERSON | changes)

    assert row.is_faulty
    assert code in codes(row)
    for problem in row.problems:
        assert problem.message
        assert "\x00" not in problem.message
    assert "\x00" not in str(row.values)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"TANGGAL LAHIR": "02-01-1990"}, "NIP_BIRTH_DATE_DIFFERS"),
        ({"JENIS KELAMIN": "L"}, "NIP_SEX_DIFFERS"),
        ({"GOL NAMA": "Golongan Z"}, "RANK_UNKNOWN"),
        ({"UNOR NAMA": "Dinas Perhubungan"}, "UNIT_NAME_DIFFERS"),
        ({"KEDUDUKAN HUKUM NAMA": "Pensiun"}, "NOT_ACTIVE"),
        ({"JENIS JABATAN NAMA": "Jabatan Struktural"}, "JOB_GROUP_GUESSED"),
    ],
)
def test_a_row_that_looks_odd_is_stored_with_a_warning(changes: dict[str, Cell], code: str) -> None:
    [row] = judged(PERSON | changes)

    assert row.is_warned
    assert codes(row) == {code}


def test_the_unit_is_found_by_its_name_alone() -> None:
    [row] = judged(person(UNOR_ID="", UNOR_NAMA="DINAS (DUKCAPIL)"))

    assert row.values["unit_id"] == 1


def test_a_name_that_continues_with_the_parents_does_not_warn() -> None:
    [row] = judged(person(UNOR_NAMA="Dinas Dukcapil - Pemerintah Kota"))

    assert row.problems == []


def test_signatures_and_numbering_are_no_rows() -> None:
    rows = judged(
        {"NIP BARU": "1", "NAMA": "2", "JABATAN NAMA": "3", "UNOR ID": "4"},
        PERSON,
        {},
        {"NAMA": "Kotalama, 3 Agustus 2026"},
        {"JABATAN NAMA": "Kepala BKPSDM"},
        {"NIP BARU": "NIP. 197001011995031001"},
    )

    assert [row.line for row in rows] == [3]


def test_a_person_without_nip_is_no_signature() -> None:
    rows = judged(PERSON, person(NIP_BARU=""))

    assert codes(rows[1]) == {"NIP_EMPTY"}


def test_a_nip_alone_is_a_row_that_lacks_everything_else() -> None:
    rows = judged(PERSON, {"NIP BARU": BUDI})

    assert codes(rows[1]) == {"NAME_MISSING", "TITLE_MISSING", "UNIT_MISSING"}


def test_a_person_twice_is_refused_in_both_rows() -> None:
    rows = judged(PERSON, person(NAMA="Siti A."))

    assert [codes(row) for row in rows] == [{"NIP_REPEATED"}] * 2
    assert "baris 2, 3" in rows[0].problems[0].message


def test_an_acting_position_beside_the_definitive_one_is_no_repetition() -> None:
    rows = judged(PERSON, person(STATUS_JABATAN="Plt", JABATAN_NAMA="Plt. Kepala Dinas Dukcapil"))

    assert [row.is_faulty for row in rows] == [False, False]
    assert [row.values["is_head"] for row in rows] == [None, True]


def test_a_superior_of_the_file_or_known_before_is_accepted() -> None:
    rows = judged(person(NIP_ATASAN=BUDI), person(NIP_BARU=BUDI, NIP_ATASAN=KNOWN_NIP))

    assert [row.values["superior"] for row in rows] == [BUDI, KNOWN_NIP]
    assert not any(row.is_faulty for row in rows)


def test_superiors_in_a_circle_are_refused() -> None:
    third = "198501012010011001"
    rows = judged(
        person(NIP_ATASAN=BUDI),
        person(NIP_BARU=BUDI, NIP_ATASAN=SITI),
        person(NIP_BARU=third, NIP_ATASAN=SITI),
    )

    assert [codes(row) for row in rows] == [{"SUPERIOR_CYCLE"}, {"SUPERIOR_CYCLE"}, set()]


def test_the_head_bears_the_title_of_the_unit() -> None:
    rows = judged(
        person(JABATAN_NAMA="KEPALA  DINAS (DUKCAPIL)"), person(NIP_BARU=BUDI, JABATAN_NAMA="Staf")
    )

    assert [row.values["is_head"] for row in rows] == [True, None]


def test_of_two_heads_none_is_chosen_and_both_are_warned() -> None:
    title = "Kepala Dinas Dukcapil"
    rows = judged(person(JABATAN_NAMA=title), person(NIP_BARU=BUDI, JABATAN_NAMA=title))

    assert [codes(row) for row in rows] == [{"TWO_HEADS"}] * 2
    assert [row.values["is_head"] for row in rows] == [None, None]
    assert {problem.column for row in rows for problem in row.problems} == {"JABATAN NAMA"}


def test_the_column_for_heads_decides_between_two() -> None:
    title = "Kepala Dinas Dukcapil"
    rows = judged(
        person(JABATAN_NAMA=title, KEPALA_UNIT="Ya"),
        person(NIP_BARU=BUDI, JABATAN_NAMA=title),
        person(NIP_BARU="198501012010011001", JABATAN_NAMA=title, KEPALA_UNIT="Tidak"),
    )

    assert [row.values["is_head"] for row in rows] == [True, None, False]
    assert not any(row.problems for row in rows)


@pytest.mark.parametrize(
    ("standing", "kind", "rank", "nip", "expected"),
    [
        ("Aktif", "", "III/a", SITI, EmployeeKind.PNS),
        ("PPPK Aktif", "", "", SITI, EmployeeKind.PPPK),
        ("PPPK Paruh Waktu Aktif", "", "", SITI, EmployeeKind.PPPK_PARUH_WAKTU),
        ("", "CPNS", "", SITI, EmployeeKind.PNS),
        ("", "P3K", "III/a", SITI, EmployeeKind.PPPK),
        ("", "", "IX", "199001012024211001", EmployeeKind.PPPK),
        ("", "", "IX", SITI, EmployeeKind.PNS),
        ("", "", "IX", "", EmployeeKind.PNS),
    ],
)
def test_the_kind_comes_from_what_the_list_says_or_from_rank_and_nip(
    standing: str, kind: str, rank: str, nip: str, expected: EmployeeKind
) -> None:
    found = positions.kind_of(standing=standing, employee_type=kind, rank=rank, nip=nip)

    assert found is expected


@pytest.mark.parametrize(
    ("said", "echelon", "title", "expected"),
    [
        ("Jabatan Struktural", "II.b", "Kepala Dinas Sosial", ("JPT", False)),
        ("Jabatan Struktural", "III.a", "Camat Utara", ("ADMINISTRATOR", False)),
        ("Struktural", "IV.b", "Kepala Seksi", ("PENGAWAS", False)),
        ("Struktural", "", "Kepala Dinas Sosial", ("JPT", False)),
        ("Struktural", "", "Inspektur Pembantu II", ("ADMINISTRATOR", False)),
        ("Struktural", "", "Sekretaris Daerah", ("JPT", False)),
        ("Struktural", "", "Lurah Kauman", ("PENGAWAS", False)),
        ("Struktural", "", "Kepala Entah", ("PENGAWAS", True)),
        ("JPT Pratama", "", "Kepala Badan", ("JPT", False)),
        ("Administrator", "", "Kepala Bidang", ("ADMINISTRATOR", False)),
        ("Jabatan Fungsional Umum", "", "Pengelola Data", ("PELAKSANA", False)),
        ("Jabatan Fungsional Tertentu", "", "Guru Ahli Muda", ("JF", False)),
        ("", "", "Perencana Ahli Madya", ("JF", False)),
        ("", "", "Pramu Bakti", ("PELAKSANA", False)),
        ("Rangkap", "", "Pramu Bakti", ("PELAKSANA", True)),
    ],
)
def test_the_group_of_a_position(
    said: str, echelon: str, title: str, expected: tuple[str, bool]
) -> None:
    assert positions.group_of(said=said, echelon=echelon, title=title) == expected


def test_levels_ranks_and_sexes_are_read_in_their_spellings() -> None:
    assert positions.echelon_of("Eselon II b") == "II.b"
    assert positions.echelon_of("22") == "II.b"
    assert positions.echelon_of("Non Eselon") == ""
    assert positions.grade_of(echelon="", group="JF", title="guru ahli muda") == "Ahli Muda"
    assert positions.grade_of(echelon="II.b", group="JPT", title="") == "II.b"
    assert positions.grade_of(echelon="", group="PELAKSANA", title="Penyelia") == ""
    assert positions.rank_code("Gol. IX") == "IX"
    assert positions.rank_code("iii a") == "III/a"
    assert positions.rank_code("?") is None
    assert positions.sex_of("laki-laki") is Sex.L
    assert positions.sex_of("F") is Sex.P

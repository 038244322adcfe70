"""NIP and NI PPPK: reading what a spreadsheet made of them, and checking what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from regulation.dated import Dated, Since
from regulation.instruments import PP_11_2017
from regulation.labels import Labeled
from regulation.ranks import is_pppk_grade

LENGTH = 18
FIRST_MONTH, LAST_MONTH = "01", "12"
JANUARY = 1
NO_SERIAL = "000"
BINARY_STEP = 32


class EmployeeKind(Labeled):
    PNS = "PNS", "PNS"
    PPPK = "PPPK", "PPPK"
    PPPK_PARUH_WAKTU = "PPPK_PARUH_WAKTU", "PPPK paruh waktu"
    PEJABAT_NEGARA = "PEJABAT_NEGARA", "Pejabat negara"


class Sex(Labeled):
    L = "L", "Laki-laki"
    P = "P", "Perempuan"


_SEX_DIGITS = {"1": Sex.L, "2": Sex.P}

# A NIP may tell of an appointment older than the regulation: the age holds for all of them.
YOUNGEST = Dated(
    "usia paling rendah saat diangkat", Since(date(1900, 1, 1), 18, PP_11_2017.unverified("23"))
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a number, and what to do; a warning does not make it unusable."""

    code: str
    message: str
    is_warning: bool = False


@dataclass(frozen=True, slots=True)
class NipReading:
    """Eighteen digits read from a cell, or the problem that prevents it."""

    value: str | None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Nip:
    """What the eighteen digits say. A PPPK has no month of appointment but a contract code."""

    value: str
    birth_date: date
    appointed_year: int
    appointed_month: int | None
    contract_code: str
    sex: Sex
    serial: str

    def __str__(self) -> str:
        """The digits in their four groups, as people read them aloud."""
        digits = self.value
        return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


@dataclass(frozen=True, slots=True)
class NipCheck:
    """The parsed number (None when it is invalid) and all problems found."""

    nip: Nip | None
    problems: tuple[Problem, ...]

    @property
    def is_valid(self) -> bool:
        return self.nip is not None

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_warning)


_INVISIBLE = re.compile(r"[\s\u00a0\u200b-\u200f\u2060\ufeff]+")
_APOSTROPHES = "'`\u2018\u2019\u00b4"
_FORMULA_TEXT = re.compile(r'^="([^"]*)"$')
_SCIENTIFIC = re.compile(r"^[0-9]+(?:[.,][0-9]*)?[eE]\+?[0-9]+$")
_FRACTION = re.compile(r"^[0-9]+[.,]0*$")
_DIGITS = re.compile(r"^[0-9]+$")

LOST_DIGITS = Problem(
    "NIP_LOST_DIGITS",
    "Excel menyimpan NIP ini sebagai angka, sehingga tiga angka terakhirnya hilang. "
    "Ubah kolom NIP menjadi Teks, lalu ketik ulang NIP ini dari sumber aslinya.",
)


def normalize_nip(cell: str | int) -> NipReading:
    """Read a cell: accept what is unambiguous, refuse what lost digits, and say so.

    Spaces, apostrophes and ="..." are accepted. A spreadsheet's number must come as its text
    (1.98609262015051e+17) or as an integer: it keeps 15 digits only, so the rest is lost.
    """
    if isinstance(cell, int) and _is_rounded(cell):
        return NipReading(None, LOST_DIGITS)
    text = _INVISIBLE.sub("", str(cell))
    if wrapped := _FORMULA_TEXT.match(text):
        text = wrapped[1]
    text = text.strip(_APOSTROPHES)
    if problem := _problem_of(text):
        return NipReading(None, problem)
    return NipReading(text)


def _is_rounded(number: int) -> bool:
    """Say whether an integer may have been a binary number: at 18 digits these step by 32."""
    return number % BINARY_STEP == 0


def _problem_of(text: str) -> Problem | None:
    if not text:
        return Problem("NIP_EMPTY", "NIP kosong. Isi 18 angka.")
    if _SCIENTIFIC.match(text) or _FRACTION.match(text):
        return LOST_DIGITS
    if not _DIGITS.match(text):
        return Problem(
            "NIP_CHARACTERS", "NIP hanya boleh berisi angka. Hapus huruf dan tanda lain."
        )
    if len(text) != LENGTH:
        message = (
            f"NIP harus 18 angka, yang tertulis {len(text)}. Periksa angka yang kurang atau lebih."
        )
        return Problem("NIP_LENGTH", message)
    if text.endswith(NO_SERIAL):
        return LOST_DIGITS
    return None


def check_nip(
    value: str,
    *,
    kind: EmployeeKind,
    on: date,
    birth_date: date | None = None,
    sex: Sex | None = None,
) -> NipCheck:
    """Parse eighteen digits and compare them with what is known of the person.

    Law: Perka BKN 22/2007; PP 11/2017.
    A birth date or sex that differs only warns: a corrected birth date keeps its NIP.
    """
    reading = normalize_nip(value)
    if reading.value is None:
        return NipCheck(None, (reading.problem,) if reading.problem else ())
    digits = reading.value
    born = _day(digits[:8])
    errors = (
        *_birth_problems(digits, born, on),
        *_appointment_problems(digits, born, kind, on),
        *_sex_problems(digits),
    )
    if born is None or errors:
        return NipCheck(None, errors)
    nip = _parsed(digits, born, kind)
    return NipCheck(nip, _disagreements(nip, birth_date, sex))


def presumed_kind(*, nip: str, grade: str) -> EmployeeKind:
    """Tell PPPK from PNS where a list does not: a bare Roman golongan and no month in the NIP."""
    if is_pppk_grade(grade) and not _has_month(nip):
        return EmployeeKind.PPPK
    return EmployeeKind.PNS


def _has_month(digits: str) -> bool:
    return FIRST_MONTH <= digits[12:14] <= LAST_MONTH


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _birth_problems(digits: str, born: date | None, on: date) -> tuple[Problem, ...]:
    written = f"{digits[6:8]}-{digits[4:6]}-{digits[:4]}"
    if born is None:
        message = f"Angka 1 sampai 8 bukan tanggal lahir: {written} tidak ada di kalender."
        return (Problem("NIP_BIRTH_DATE", message),)
    if born > on:
        return (Problem("NIP_BIRTH_DATE", f"Tanggal lahir di NIP, {written}, belum terjadi."),)
    return ()


def _appointment_problems(
    digits: str, born: date | None, kind: EmployeeKind, on: date
) -> tuple[Problem, ...]:
    if kind is EmployeeKind.PNS and not _has_month(digits):
        message = f"Angka 13 dan 14 adalah bulan pengangkatan PNS; {digits[12:14]} bukan bulan."
        return (Problem("NIP_MONTH", message),)
    # A PPPK's number gives the year only: compare as if both fell in one month.
    month = int(digits[12:14]) if kind is EmployeeKind.PNS else JANUARY
    appointed = (int(digits[8:12]), month)
    if appointed > (on.year, on.month):
        return (Problem("NIP_FUTURE", "Pengangkatan menurut NIP ini belum terjadi."),)
    if born is None:
        return ()
    birth_month = born.month if kind is EmployeeKind.PNS else JANUARY
    age = appointed[0] - born.year - (appointed[1] < birth_month)
    youngest = YOUNGEST.on(on).value
    if age < youngest:
        message = (
            f"Menurut NIP ini, umur saat diangkat {max(age, 0)} tahun; "
            f"paling rendah {youngest} tahun."
        )
        return (Problem("NIP_UNDERAGE", message),)
    return ()


def _sex_problems(digits: str) -> tuple[Problem, ...]:
    if digits[14] in _SEX_DIGITS:
        return ()
    message = f"Angka ke-15 menyatakan jenis kelamin: 1 atau 2, bukan {digits[14]}."
    return (Problem("NIP_SEX", message),)


def _parsed(digits: str, born: date, kind: EmployeeKind) -> Nip:
    is_pns = kind is EmployeeKind.PNS
    return Nip(
        value=digits,
        birth_date=born,
        appointed_year=int(digits[8:12]),
        appointed_month=int(digits[12:14]) if is_pns else None,
        contract_code="" if is_pns else digits[12:14],
        sex=_SEX_DIGITS[digits[14]],
        serial=digits[15:],
    )


def _disagreements(nip: Nip, birth_date: date | None, sex: Sex | None) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if birth_date is not None and birth_date != nip.birth_date:
        message = (
            f"Tanggal lahir {birth_date:%d-%m-%Y} berbeda dengan NIP ({nip.birth_date:%d-%m-%Y})."
        )
        found.append(Problem("NIP_BIRTH_DATE_DIFFERS", message, is_warning=True))
    if sex is not None and sex is not nip.sex:
        message = f"Jenis kelamin {sex.label} berbeda dengan NIP ({nip.sex.label})."
        found.append(Problem("NIP_SEX_DIFFERS", message, is_warning=True))
    return tuple(found)

"""From two ratings to the predikat kinerja, with its reason and what would change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from regulation.instruments import PERMENPANRB_6_2022, SE_MENPANRB_3_2023
from regulation.labels import Coded, Labeled
from regulation.ruling import Reason, Ruling

RULE_SET = "permenpanrb-6-2022"
QUADRANT = PERMENPANRB_6_2022.annex("kuadran kinerja")


class Rating(Coded):
    """How far hasil kerja, or perilaku kerja, met the expectation; best first."""

    DI_ATAS = "DI_ATAS", "Di Atas Ekspektasi", 1
    SESUAI = "SESUAI", "Sesuai Ekspektasi", 2
    DI_BAWAH = "DI_BAWAH", "Di Bawah Ekspektasi", 3

    @property
    def phrase(self) -> str:
        """The label inside a sentence."""
        return self.label.lower()


class Grade(Coded):
    """The predikat kinerja; best first."""

    SANGAT_BAIK = "SANGAT_BAIK", "Sangat Baik", 1
    BAIK = "BAIK", "Baik", 2
    BUTUH_PERBAIKAN = "BUTUH_PERBAIKAN", "Butuh Perbaikan", 3
    KURANG = "KURANG", "Kurang", 4
    SANGAT_KURANG = "SANGAT_KURANG", "Sangat Kurang", 5


# The annex's quadrant, cell by cell: (hasil kerja, perilaku kerja). It is neither the worse nor
# the better of the two: behavior below expectation is Kurang even with results above.
GRADE_TABLE: Mapping[tuple[Rating, Rating], Grade] = MappingProxyType(
    {
        (Rating.DI_ATAS, Rating.DI_ATAS): Grade.SANGAT_BAIK,
        (Rating.DI_ATAS, Rating.SESUAI): Grade.BAIK,
        (Rating.DI_ATAS, Rating.DI_BAWAH): Grade.KURANG,
        (Rating.SESUAI, Rating.DI_ATAS): Grade.BAIK,
        (Rating.SESUAI, Rating.SESUAI): Grade.BAIK,
        (Rating.SESUAI, Rating.DI_BAWAH): Grade.KURANG,
        (Rating.DI_BAWAH, Rating.DI_ATAS): Grade.BUTUH_PERBAIKAN,
        (Rating.DI_BAWAH, Rating.SESUAI): Grade.BUTUH_PERBAIKAN,
        (Rating.DI_BAWAH, Rating.DI_BAWAH): Grade.SANGAT_KURANG,
    }
)


def performance_grade(*, result: Rating, behavior: Rating) -> Ruling[Grade]:
    """Read the predikat off the quadrant of the annex.

    Law: PermenPANRB 6/2022, Lampiran (kuadran kinerja).
    """
    grade = GRADE_TABLE[result, behavior]
    text = (
        f"Rating hasil kerja {result.phrase} dan rating perilaku kerja {behavior.phrase} "
        f"menjadi predikat {grade.label}."
    )
    return Ruling(grade, (Reason(QUADRANT, text, code="GRADE_TABLE"),))


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest change of ratings that leads to another predikat.

    `options` holds the (hasil kerja, perilaku kerja) pairs that are equally near. `mixed` says
    that one rating must rise while the other falls: no advice, and a screen may leave it out.
    """

    grade: Grade
    better: bool
    options: tuple[tuple[Rating, Rating], ...]
    mixed: bool
    sentence: str


def changes(*, result: Rating, behavior: Rating) -> tuple[Change, ...]:
    """Say for each better, then each worse predikat how near it is; nearest first.

    Law: PermenPANRB 6/2022, Lampiran (kuadran kinerja).
    """
    now = (result, behavior)
    current = GRADE_TABLE[now]
    better = [grade for grade in reversed(Grade) if grade.siasn < current.siasn]
    worse = [grade for grade in Grade if grade.siasn > current.siasn]
    return tuple(_change(now, grade) for grade in (*better, *worse))


def _change(now: tuple[Rating, Rating], grade: Grade) -> Change:
    cells = [cell for cell, reached in GRADE_TABLE.items() if reached is grade]
    nearest = min(_steps(now, cell) for cell in cells)
    options = tuple(
        # Of two equally near, hasil kerja first.
        sorted((c for c in cells if _steps(now, c) == nearest), key=lambda c: c[0] is now[0])
    )
    return Change(
        grade=grade,
        better=grade.siasn < GRADE_TABLE[now].siasn,
        options=options,
        mixed=all(_rises(now, cell) and _rises(cell, now) for cell in options),
        sentence=_sentence(now, options),
    )


def _steps(now: tuple[Rating, Rating], cell: tuple[Rating, Rating]) -> int:
    return sum(abs(old.siasn - new.siasn) for old, new in zip(now, cell, strict=True))


def _rises(now: tuple[Rating, Rating], cell: tuple[Rating, Rating]) -> bool:
    """Say whether any of the two ratings is better in `cell`."""
    return any(new.siasn < old.siasn for old, new in zip(now, cell, strict=True))


def _sentence(now: tuple[Rating, Rating], options: tuple[tuple[Rating, Rating], ...]) -> str:
    if len(options) > 1:
        return f"Jika {', atau '.join(_moves(now, cell) for cell in options)}."
    cell = options[0]
    if now[0] is cell[0]:
        return f"Jika {_moves(now, cell)}, dengan hasil kerja tetap {now[0].phrase}."
    if now[1] is cell[1]:
        return f"Jika {_moves(now, cell)}, dengan perilaku kerja tetap {now[1].phrase}."
    if cell[0] is cell[1]:
        both = f"Jika rating hasil kerja dan rating perilaku kerja sama-sama {cell[0].phrase}."
        return both + _one_is_not_enough(now, cell)
    return f"Jika {_moves(now, cell)}."


def _moves(now: tuple[Rating, Rating], cell: tuple[Rating, Rating]) -> str:
    names = ("rating hasil kerja", "rating perilaku kerja")
    return " dan ".join(
        f"{name} {'naik' if new.siasn < old.siasn else 'turun'} menjadi {new.phrase}"
        for name, old, new in zip(names, now, cell, strict=True)
        if old is not new
    )


def _one_is_not_enough(now: tuple[Rating, Rating], cell: tuple[Rating, Rating]) -> str:
    current = GRADE_TABLE[now]
    alone = {GRADE_TABLE[cell[0], now[1]], GRADE_TABLE[now[0], cell[1]]}
    if alone != {current}:
        return ""
    return f" {'Naik' if _rises(now, cell) else 'Turun'} satu saja tetap {current.label}."


class OrganizationRating(Labeled):
    """The achievement of an organization in a period; best first. SE MenPANRB 3/2023."""

    ISTIMEWA = "ISTIMEWA", "Istimewa"
    BAIK = "BAIK", "Baik"
    BUTUH_PERBAIKAN = "BUTUH_PERBAIKAN", "Butuh Perbaikan"
    KURANG = "KURANG", "Kurang"
    SANGAT_KURANG = "SANGAT_KURANG", "Sangat Kurang"


# Five to three: our proposal, for the circular's own mapping has not been read.
HEAD_RATING: Mapping[OrganizationRating, Rating] = MappingProxyType(
    {
        OrganizationRating.ISTIMEWA: Rating.DI_ATAS,
        OrganizationRating.BAIK: Rating.SESUAI,
        OrganizationRating.BUTUH_PERBAIKAN: Rating.DI_BAWAH,
        OrganizationRating.KURANG: Rating.DI_BAWAH,
        OrganizationRating.SANGAT_KURANG: Rating.DI_BAWAH,
    }
)


def suggested_result_rating(organization: OrganizationRating) -> Ruling[Rating]:
    """Suggest the hasil kerja rating of the head of an organization; the evaluator decides.

    Law: SE MenPANRB 3/2023.
    """
    rating = HEAD_RATING[organization]
    text = (
        f"Usulan, bukan ketentuan: capaian organisasi {organization.label} sepadan dengan "
        f"rating hasil kerja {rating.phrase} bagi pimpinannya. Penilai yang memutuskan."
    )
    reason = Reason(SE_MENPANRB_3_2023.unverified(), text, code="PROPOSAL")
    return Ruling(rating, (reason,))

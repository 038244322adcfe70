"""The public satisfaction survey (SKM): nine elements, their questions, index and grade."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from regulation.instruments import PERMENPANRB_14_2017
from regulation.labels import Labeled
from regulation.policy_values import WeightMode

QUESTIONNAIRE = PERMENPANRB_14_2017.unverified("Lampiran (kuesioner)")
SCORES = range(1, 5)
CENT = Decimal("0.01")


class Element(Labeled):
    """An element (unsur) of the survey, by its legal code: answers are stored by it."""

    U1 = "U1", "Persyaratan"
    U2 = "U2", "Sistem, Mekanisme, dan Prosedur"
    U3 = "U3", "Waktu Penyelesaian"
    U4 = "U4", "Biaya/Tarif"
    U5 = "U5", "Produk Spesifikasi Jenis Pelayanan"
    U6 = "U6", "Kompetensi Pelaksana"
    U7 = "U7", "Perilaku Pelaksana"
    U8 = "U8", "Penanganan Pengaduan, Saran dan Masukan"
    U9 = "U9", "Sarana dan Prasarana"


class SurveyGrade(Labeled):
    """The mutu of a service; best first. The label is the kinerja of its unit."""

    A = "A", "Sangat baik"
    B = "B", "Baik"
    C = "C", "Kurang baik"
    D = "D", "Tidak baik"


#: the lowest index of each grade, after rounding to two decimals
LEAST_INDEX: Mapping[SurveyGrade, Decimal] = {
    SurveyGrade.A: Decimal("88.31"),
    SurveyGrade.B: Decimal("76.61"),
    SurveyGrade.C: Decimal("65.00"),
    SurveyGrade.D: Decimal("25.00"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the official questionnaire and the words of its scores 1 to 4.

    "Anda" stands for the questionnaire's "Saudara".
    """

    element: Element
    text: str
    answers: tuple[str, str, str, str]


# In the order of the official questionnaire: it asks U9 before U8.
QUESTIONS: tuple[Question, ...] = (
    Question(
        Element.U1,
        "Bagaimana pendapat Anda tentang kesesuaian persyaratan pelayanan dengan jenis "
        "pelayanannya?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Question(
        Element.U2,
        "Bagaimana pemahaman Anda tentang kemudahan prosedur pelayanan di unit ini?",
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    Question(
        Element.U3,
        "Bagaimana pendapat Anda tentang kecepatan waktu dalam memberikan pelayanan?",
        ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ),
    Question(
        Element.U4,
        "Bagaimana pendapat Anda tentang kewajaran biaya/tarif dalam pelayanan?",
        ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ),
    Question(
        Element.U5,
        "Bagaimana pendapat Anda tentang kesesuaian produk pelayanan antara yang tercantum dalam "
        "standar pelayanan dengan hasil yang diberikan?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Question(
        Element.U6,
        "Bagaimana pendapat Anda tentang kompetensi/kemampuan petugas dalam pelayanan?",
        ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    ),
    Question(
        Element.U7,
        "Bagaimana pendapat Anda tentang perilaku petugas dalam pelayanan terkait kesopanan dan "
        "keramahan?",
        (
            "Tidak sopan dan ramah",
            "Kurang sopan dan ramah",
            "Sopan dan ramah",
            "Sangat sopan dan ramah",
        ),
    ),
    Question(
        Element.U9,
        "Bagaimana pendapat Anda tentang kualitas sarana dan prasarana?",
        ("Buruk", "Cukup", "Baik", "Sangat Baik"),
    ),
    Question(
        Element.U8,
        "Bagaimana pendapat Anda tentang penanganan pengaduan pengguna layanan?",
        (
            "Tidak ada",
            "Ada tetapi tidak berfungsi",
            "Berfungsi kurang maksimal",
            "Dikelola dengan baik",
        ),
    ),
)


class Sex(Labeled):
    """Jenis kelamin."""

    L = "L", "Laki-laki"
    P = "P", "Perempuan"


class AgeBand(Labeled):
    """Usia, in bands: the year itself would say too much."""

    UNDER_20 = "UNDER_20", "Di bawah 20 tahun"
    FROM_20 = "FROM_20", "20–29 tahun"
    FROM_30 = "FROM_30", "30–39 tahun"
    FROM_40 = "FROM_40", "40–49 tahun"
    FROM_50 = "FROM_50", "50–59 tahun"
    FROM_60 = "FROM_60", "60 tahun ke atas"


class Education(Labeled):
    """Pendidikan."""

    SD = "SD", "SD"
    SMP = "SMP", "SMP"
    SMA = "SMA", "SMA"
    S1 = "S1", "Diploma/S1"
    S2 = "S2", "S2"
    S3 = "S3", "S3"


class Occupation(Labeled):
    """Pekerjaan."""

    PNS = "PNS", "PNS"
    TNI = "TNI", "TNI"
    POLRI = "POLRI", "Polri"
    SWASTA = "SWASTA", "Swasta"
    WIRAUSAHA = "WIRAUSAHA", "Wirausaha"
    LAINNYA = "LAINNYA", "Lainnya"


class HalfDay(Labeled):
    """Jam survei, as the official form asks it."""

    PAGI = "PAGI", "08.00–12.00"
    SIANG = "SIANG", "13.00–17.00"


#: value of one element by the city's way of weighting; 0.11 and 0.111 only for old reports
WEIGHTS: Mapping[WeightMode, Fraction] = {
    WeightMode.EXACT: Fraction(1, 9),
    WeightMode.TWO_DECIMALS: Fraction(11, 100),
    WeightMode.THREE_DECIMALS: Fraction(111, 1000),
}


def element_means(sums: Sequence[int], counts: Sequence[int]) -> tuple[Fraction | None, ...]:
    """Return NRR per element: its scores over those who answered it; None where nobody did.

    Law: PermenPANRB 14/2017.
    `sums` and `counts` have nine entries, in the order of `Element`.
    """
    return tuple(
        Fraction(total, count) if count else None for total, count in zip(sums, counts, strict=True)
    )


def satisfaction_index(
    means: Sequence[Fraction | Decimal], *, mode: WeightMode = WeightMode.EXACT
) -> Decimal:
    """Return IKM, 25.00 to 100.00, rounded half up to the cent, from the nine NRR.

    Law: PermenPANRB 14/2017.
    """
    if len(means) != len(Element):
        raise ValueError(f"{len(Element)} means are needed, not {len(means)}")
    exact = sum((Fraction(mean) for mean in means), Fraction()) * WEIGHTS[mode] * 25
    return rounded(exact)


def rounded(value: Fraction) -> Decimal:
    """Round half up to the cent, whatever the float in between would have said."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(CENT, ROUND_HALF_UP)


def survey_grade(index: Decimal) -> SurveyGrade:
    """Return the mutu of an index, which is rounded half up to the cent first.

    Law: PermenPANRB 14/2017.
    """
    cents = index.quantize(CENT, ROUND_HALF_UP)
    return next(grade for grade in SurveyGrade if cents >= LEAST_INDEX[grade] or grade == "D")


def required_sample(population: int) -> int:
    """Return the smallest sample for a population served, by Krejcie and Morgan.

    S = X²NP(1-P) / (d²(N-1) + X²P(1-P)), X² = 3.841, P = 0.5, d = 0.05; rounded half up, which
    alone reproduces their table.

    Law: PermenPANRB 14/2017.
    """
    if population <= 0:
        return 0
    spread = Fraction(3841, 4000)
    exact = spread * population / (Fraction(1, 400) * (population - 1) + spread)
    return int(exact + Fraction(1, 2))

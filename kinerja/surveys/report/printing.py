"""From the figures of a period to the words of the report."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kinerja.documents.shapes import Letterhead, Signer
from kinerja.surveys.changes import change
from kinerja.surveys.periods import Span
from kinerja.surveys.queries.figures import ElementFigure, Figure
from kinerja.surveys.queries.profiles import Profile
from kinerja.surveys.report.follow_ups import FollowUp
from kinerja.surveys.report.shapes import (
    ElementPrint,
    FollowUpPrint,
    QuestionPrint,
    ReportPrint,
    RespondentsPrint,
)
from kinerja.surveys.wording import (
    count_words,
    element_name,
    grade_label,
    interval_words,
    spread_words,
)
from kinerja.ui.format import day, number
from regulation.satisfaction import QUESTIONS

WEIGHT = Decimal(1) / Decimal(9)
WEAKEST = 3
FEW_NOTE = "Kelompok di bawah 10 jawaban tidak ditampilkan."
METHOD = (
    "Survei memakai sembilan unsur dan kuesioner PermenPANRB Nomor 14 Tahun 2017. Warga menjawab "
    "lewat kode QR di loket, layar di loket, atau formulir kertas, tanpa nama, NIK, atau nomor "
    "telepon.",
    "Nilai rata-rata (NRR) setiap unsur adalah jumlah nilai dibagi jumlah jawaban pada unsur itu. "
    "Bobot setiap unsur 1/9, dihitung tepat; formulir lama mencetaknya sebagai 0,11. "
    "IKM = jumlah NRR tertimbang × 25.",
    "Rentang 95 persen dihitung dari sebaran antarhari di setiap loket, sehingga jawaban yang "
    "mirip pada loket dan hari yang sama tidak membuat hasil tampak lebih teliti.",
)


class Reported(NamedTuple):
    """What is reported: whose results, of when."""

    name: str
    unit_name: str
    span: Span
    figure: Figure
    before: Figure | None
    sample: int | None
    #: the index by the weight of old reports, in words; "" where the city asks for none
    old_weight: str
    #: (name, n, IKM, mutu) of each service of a unit
    services: list[list[str]]
    profiles: Sequence[Profile]
    follow_ups: Sequence[FollowUp]


def report_print(told: Reported, *, city: Letterhead, signers: list[Signer]) -> ReportPrint:
    """Write the report of the survey.

    Law: PermenPANRB 14/2017.
    """
    figure = told.figure
    total = sum((one.mean or Decimal(0) for one in figure.elements), Decimal(0)) * WEIGHT
    return ReportPrint(
        subject=f"Laporan Survei Kepuasan Masyarakat {told.name}, {told.span.label}",
        city=city,
        titles=[
            "LAPORAN SURVEI KEPUASAN MASYARAKAT",
            told.name.upper(),
            told.span.label.upper(),
        ],
        facts=_facts(told),
        method=[*METHOD, spread_words(figure)],
        index=number(figure.index, 2),
        grade=f"{figure.grade} ({grade_label(figure.grade)})",
        total=number(total, 4),
        sentence=_sentence(told),
        certainty="" if figure.is_certain else _uncertain(figure),
        old_weight=told.old_weight,
        elements=[_element(one) for one in figure.elements],
        weakest=[
            f"{element_name(one.code)} ({number(one.mean, 2)})"
            for one in figure.weakest_first[:WEAKEST]
        ],
        services=told.services,
        respondents=[_respondents(one) for one in told.profiles if one.groups],
        questions=[QuestionPrint(text=one.text, answers=list(one.answers)) for one in QUESTIONS],
        follow_ups=[_follow_up(one) for one in told.follow_ups],
        signers=signers,
    )


def _facts(told: Reported) -> list[list[str]]:
    figure = told.figure
    rows = [
        ["Unit", told.unit_name],
        ["Periode", f"{day(told.span.starts)} s.d. {day(told.span.last_day)}"],
        ["Jumlah jawaban", number(figure.answers)],
    ]
    if told.sample:
        rows.append(["Sampel minimum", f"{number(told.sample)} (tabel Krejcie dan Morgan)"])
    interval = interval_words(figure.low, figure.high)
    rows.append(["Rentang 95 persen", interval or "belum bisa dihitung"])
    return rows


def _sentence(told: Reported) -> str:
    moved = change(told.before, told.figure)
    if moved is None:
        return f"Hasil ini belum bisa dibandingkan dengan {told.span.previous.spoken}."
    words = moved.words[0].upper() + moved.words[1:]
    return f"{words} dibanding {told.span.previous.spoken}; {moved.verdict}."


def _uncertain(figure: Figure) -> str:
    interval = interval_words(figure.low, figure.high)
    if not interval:
        return "Mutu belum pasti: rentang belum bisa dihitung."
    return f"Mutu belum pasti: rentang {interval} melewati batas mutu."


def _element(one: ElementFigure) -> ElementPrint:
    mean = one.mean
    return ElementPrint(
        code=one.code,
        name=element_name(one.code),
        n=count_words(one.n),
        mean=number(mean, 2) or "–",
        weighted=number(mean * WEIGHT, 3) if mean is not None else "–",
        interval=interval_words(one.low, one.high, 2) or "–",
        share=round(float(mean) * 25, 1) if mean is not None else 0.0,
    )


def _respondents(one: Profile) -> RespondentsPrint:
    rows = [[group.label, number(group.answers)] for group in one.groups]
    return RespondentsPrint(label=one.label, rows=rows, note=FEW_NOTE if one.hidden else "")


def _follow_up(one: FollowUp) -> FollowUpPrint:
    return FollowUpPrint(
        element=element_name(one.element),
        action=one.action,
        responsible=one.responsible,
        due=day(one.due_on),
        state=one.state,
    )

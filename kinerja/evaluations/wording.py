"""How times, states and roles are said inside a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kinerja.cycles import wording

if TYPE_CHECKING:
    from kinerja.evaluations.models import Evaluation

ROLES = {
    "PEJABAT_PENILAI": "pejabat penilai",
    "ATASAN_PENILAI": "atasan pejabat penilai",
    "KETUA_TIM": "ketua tim",
    "REKAN": "rekan kerja",
    "BAWAHAN": "bawahan",
    "PENERIMA_LAYANAN": "penerima layanan",
    "DIRI": "diri sendiri",
}
EVENTS = {
    "DELIVERED": "Hasil diserahkan",
    "RECEIVED": "Hasil diterima",
    "RECEIPT_REFUSED": "Penerimaan ditolak",
    "RECEIVED_ON_PAPER": "Hasil diterima di atas kertas",
    "OBJECTED": "Keberatan diajukan",
    "WITHDRAWN": "Keberatan ditarik",
    "DECIDED": "Keberatan diputus",
}


def period_title(label: str) -> str:
    """Triwulan III, from TRIWULAN III; Juli, from JULI"""
    first, _, rest = label.partition(" ")
    return f"{first.capitalize()} {rest}".strip()


def time_title(label: str | None, year: int) -> str:
    """Triwulan III 2026, or Tahun 2026"""
    return f"{period_title(label)} {year}" if label else f"Tahun {year}"


def time_spoken(label: str | None, year: int) -> str:
    """triwulan III 2026, or tahun 2026, inside a sentence; months keep their capital"""
    return f"{wording.spoken(label)} {year}" if label else f"tahun {year}"


def time_of(evaluation: Evaluation) -> str:
    """Return the time an evaluation judges: Triwulan III 2026, or Tahun 2026."""
    label = evaluation.period.label if evaluation.period else None
    return time_title(label, evaluation.plan.year.year)


def spoken_time_of(evaluation: Evaluation) -> str:
    """Return the same inside a sentence: triwulan III 2026, or tahun 2026."""
    label = evaluation.period.label if evaluation.period else None
    return time_spoken(label, evaluation.plan.year.year)

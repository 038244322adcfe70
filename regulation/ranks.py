"""Pangkat and golongan ruang of PNS, golongan of PPPK."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rank:
    """One golongan ruang with its pangkat and the number the national system gives it."""

    grade: str
    siasn: int
    title: str

    def __str__(self) -> str:
        return f"{self.title} ({self.grade})"


# Lowest first.
RANKS = (
    Rank("I/a", 11, "Juru Muda"),
    Rank("I/b", 12, "Juru Muda Tingkat I"),
    Rank("I/c", 13, "Juru"),
    Rank("I/d", 14, "Juru Tingkat I"),
    Rank("II/a", 21, "Pengatur Muda"),
    Rank("II/b", 22, "Pengatur Muda Tingkat I"),
    Rank("II/c", 23, "Pengatur"),
    Rank("II/d", 24, "Pengatur Tingkat I"),
    Rank("III/a", 31, "Penata Muda"),
    Rank("III/b", 32, "Penata Muda Tingkat I"),
    Rank("III/c", 33, "Penata"),
    Rank("III/d", 34, "Penata Tingkat I"),
    Rank("IV/a", 41, "Pembina"),
    Rank("IV/b", 42, "Pembina Tingkat I"),
    Rank("IV/c", 43, "Pembina Utama Muda"),
    Rank("IV/d", 44, "Pembina Utama Madya"),
    Rank("IV/e", 45, "Pembina Utama"),
)

# Perpres 98/2020: a PPPK has a golongan and no pangkat.
PPPK_GRADES = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"),
    *("X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII"),
)

_BY_GRADE = {rank.grade.upper(): rank for rank in RANKS}
_GRADE = re.compile(r"\b(IV|I{1,3})\s*[/.\- ]?\s*([A-E])\b")


def rank_of(text: str) -> Rank | None:
    """Find the rank that a text names: "III/a", "iii a", "Penata Muda (III/a)"."""
    found = _GRADE.search(text.upper())
    return _BY_GRADE.get(f"{found[1]}/{found[2]}") if found else None


def is_pppk_grade(text: str) -> bool:
    """Say whether a text is a bare Roman golongan, as only PPPK have it."""
    return text.strip().upper() in PPPK_GRADES


def rank_label(text: str) -> str:
    """Write a golongan as forms do: "Penata Muda (III/a)", or "Golongan IX" for PPPK."""
    if is_pppk_grade(text):
        return f"Golongan {text.strip().upper()}"
    rank = rank_of(text)
    return str(rank) if rank else text.strip()

"""A setting of the city as it is read, not as it is typed."""

from __future__ import annotations

from decimal import Decimal

from kinerja.ui.format import MONTHS, number
from regulation.labels import Labeled
from regulation.parameters import DayOfYear

#: what a limit of the distribution counts
LIMITS = {"MAX": "paling banyak", "MIN": "paling sedikit", "COUNT": "paling banyak"}
#: their second word has a capital too
GRADES = frozenset({"SANGAT_BAIK", "BUTUH_PERBAIKAN", "SANGAT_KURANG"})
#: codes in the tables of settings that are not words yet
CODES = {
    "PM": "Pemula",
    "TR": "Terampil",
    "MH": "Mahir",
    "PY": "Penyelia",
    "PT": "Pertama",
    "MU": "Muda",
    "MA": "Madya",
    "UT": "Utama",
    "PANGKAT": "kenaikan pangkat",
    "JENJANG": "kenaikan jenjang",
    "SDM": "SDM",
    "RKPD": "RKPD",
}


def setting(value: object) -> list[str]:
    """Return a setting line by line; nothing for one that reads as it is typed."""
    if isinstance(value, DayOfYear):
        return [f"{value.day} {MONTHS[value.month - 1]}"]
    if isinstance(value, Labeled):
        return [value.label]
    if isinstance(value, tuple):
        return [_line(row) for row in value] or ["tidak ditetapkan"]
    return []


def _line(row: str | tuple[str, Decimal]) -> str:
    """Capaian Baik: Baik paling banyak 70%, from BAIK.BAIK.MAX = 0.70"""
    if isinstance(row, str):
        return row
    code, figure = row
    *parts, last = code.split(".")
    if last not in LIMITS:
        return f"{', '.join(_said(part) for part in (*parts, last))}: {number(figure)}"
    limit = f"{number(figure)} orang" if last == "COUNT" else f"{number(figure * 100)}%"
    organization, counted = parts
    return f"Capaian {_said(organization)}: {_said(counted)} {LIMITS[last]} {limit}"


def _said(code: str) -> str:
    return " dan ".join(CODES.get(part) or _name(part) for part in code.split("+"))


def _name(code: str) -> str:
    words = code.replace("_", " ")
    return words.title() if code in GRADES else words.capitalize()

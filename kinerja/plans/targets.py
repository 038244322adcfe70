"""Reading a target: one field for a number with its unit, a day, or words."""

from __future__ import annotations

import datetime as dt
import re

from django.core.exceptions import ValidationError

from kinerja.plans.values import Target
from kinerja.ui.format import MONTHS, SHORT
from kinerja.ui.forms import parse_day, parse_number

AUTO, NUMBER, DAY, TEXT = "", "ANGKA", "TANGGAL", "URAIAN"
SIGNS = {"≥": "HIGHER", ">=": "HIGHER", "≤": "LOWER", "<=": "LOWER"}
LEADING = re.compile(r"\s*(≥|>=|≤|<=)\s*")
FIGURE = re.compile(r"([+-]?[\d.,]*\d)\s*(.*)", re.DOTALL)
MONTH_WORDS = frozenset(word.lower() for word in (*MONTHS, *SHORT))
LATEST_UNITS = frozenset({"%", "persen", "indeks", "nilai", "skor", "poin", "level", "rasio"})
LONGEST_UNIT = 60
FIRST_YEAR = 1900


def parse_target(written: str, *, unit: str = "", kind: str = AUTO) -> Target:
    """Read a target as people write it; `kind` settles what could be read in two ways.

    15, 1.234,5, ≥ 3,30, 95%, 15 kelurahan, 30 September 2026, or words. Raises ValidationError.
    """
    text, unit = " ".join(written.split()), " ".join(unit.split())
    if not text:
        return Target(unit=unit)
    if kind == TEXT:
        return Target(text=text, unit="")
    if kind == DAY:
        return Target(day=_full_year(parse_day(text)))
    if kind == NUMBER:
        return _number(text, unit)
    return _guess(text, unit)


def guessed_accumulation(unit: str, target: Target) -> str:
    """Counts add up over the year; shares, indices and days do not."""
    is_count = target.number is not None and unit.strip().lower() not in LATEST_UNITS
    return "TOTAL" if is_count else "LATEST"


def _guess(text: str, unit: str) -> Target:
    day = _day(text)
    if day is not None:
        return day
    body = LEADING.sub("", text, count=1)
    figure = FIGURE.fullmatch(body)
    if figure is None:
        return Target(text=text)
    if _names_month(figure[2]):
        raise ValidationError(
            "Tulis tahunnya juga, misalnya 30 September 2026, atau pilih Uraian.", code="ambiguous"
        )
    if len(figure[2]) > LONGEST_UNIT:
        return Target(text=text)
    return _number(text, unit)


def _day(text: str) -> Target | None:
    try:
        day = parse_day(text)
    except ValidationError:
        return None
    return Target(day=_full_year(day))


def _full_year(day: dt.date) -> dt.date:
    """Refuse 1,2,3 and 4-12-26: a year has four figures."""
    if day.year < FIRST_YEAR:
        raise ValidationError(
            "Tulis tahun dengan empat angka, misalnya 30-9-2026.", code="short_year"
        )
    return day


def _names_month(rest: str) -> bool:
    return bool(rest) and rest.split(maxsplit=1)[0].strip(".,").lower() in MONTH_WORDS


def _number(text: str, unit: str) -> Target:
    sign = LEADING.match(text)
    figure = FIGURE.fullmatch(LEADING.sub("", text, count=1))
    if figure is None:
        raise ValidationError("Tulis angka saja, misalnya 95 atau 95,5.", code="number")
    digits, rest = figure[1], figure[2].strip()
    if re.fullmatch(r"[+-]?0\.\d{3}", digits):
        raise ValidationError(
            f"Tulis {digits.replace('.', ',')} dengan koma jika maksudnya pecahan.",
            code="ambiguous",
        )
    if rest and unit and not _same_unit(rest, unit):
        raise ValidationError(
            f"Satuan tertulis dua kali: {rest} dan {unit}. Tulis satu saja.", code="two_units"
        )
    return Target(
        number=parse_number(digits),
        unit=unit or ("persen" if rest == "%" else rest),
        direction=SIGNS[sign[1]] if sign else "",
    )


def _same_unit(left: str, right: str) -> bool:
    percent = {"%", "persen"}
    left, right = left.lower(), right.lower()
    return left == right or {left, right} <= percent

"""How far an indicator has come: shown beside the work, never turned into a rating."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal

from regulation.plan import Accumulation, Direction

HUNDRED = Decimal(100)
CENT = Decimal("0.01")
# Wide enough that neither division nor rounding meets its edge with any number we store.
EXACT = Context(prec=80, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Progress:
    """A figure for the eye: percent (two decimals, uncapped) or days early; and the words.

    `days` counts days early; late is negative. `reached` is None where nothing can be compared.
    """

    text: str
    percent: Decimal | None = None
    days: int | None = None
    reached: bool | None = None


NOT_COUNTED = Progress("Tidak dihitung")
NOT_YET = Progress("Belum ada realisasi")


def number_progress(
    *, target: Decimal | None, actual: Decimal | None, direction: Direction
) -> Progress:
    """Compare a number with its target; more than planned stays more than 100 percent."""
    if target is None:
        return NOT_COUNTED
    if actual is None:
        return NOT_YET
    if not (target.is_finite() and actual.is_finite()):
        return NOT_COUNTED
    higher = direction is Direction.HIGHER
    reached = actual >= target if higher else actual <= target
    percent = _percent(target, actual, higher=higher)
    if percent is None:
        return Progress(NOT_COUNTED.text, reached=reached)
    return Progress(f"{shown(percent)}%", percent=percent, reached=reached)


def _percent(target: Decimal, actual: Decimal, *, higher: bool) -> Decimal | None:
    if target == 0:
        return HUNDRED.quantize(CENT) if actual == 0 else None
    if target < 0:
        return None
    gained = actual if higher else EXACT.subtract(EXACT.multiply(target, Decimal(2)), actual)
    share = EXACT.divide(EXACT.multiply(gained, HUNDRED), target)
    return (share if higher else max(share, Decimal(0))).quantize(CENT, context=EXACT)


def date_progress(*, target: date | None, actual: date | None) -> Progress:
    """Compare a day with the day planned."""
    if target is None:
        return NOT_COUNTED
    if actual is None:
        return NOT_YET
    days = (target - actual).days
    if days == 0:
        text = "Tepat waktu"
    else:
        text = f"{abs(days)} hari {'lebih awal' if days > 0 else 'terlambat'}"
    return Progress(text, days=days, reached=days >= 0)


def text_progress() -> Progress:
    """Say that words are read, not counted."""
    return NOT_COUNTED


def accumulated(values: Iterable[Decimal | None], *, accumulation: Accumulation) -> Decimal | None:
    """Sum the periods' own values, or take the latest, in the order of the periods."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    return sum(known, Decimal(0)) if accumulation is Accumulation.TOTAL else known[-1]


# A unit in which periods cannot be added up.
_LATEST_UNITS = frozenset({"persen", "%", "indeks", "nilai", "skor", "poin"})


def default_accumulation(unit: str) -> Accumulation:
    """Propose how an indicator adds up, from its unit."""
    is_latest = unit.strip().lower() in _LATEST_UNITS
    return Accumulation.LATEST if is_latest else Accumulation.TOTAL


def shown(value: Decimal) -> str:
    """Write a figure as Indonesians do: comma, points between thousands, no empty decimals."""
    whole, _, decimals = f"{value:,f}".partition(".")
    decimals = decimals.rstrip("0")
    whole = whole.replace(",", ".")
    return f"{whole},{decimals}" if decimals else whole

"""What a form hands to an operation, and what a target means."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass
from decimal import Decimal

from kinerja.foundation.canonical import canonical
from kinerja.ui import format as formats


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultValues:
    """The wording of one planned result."""

    text: str = ""
    kind: str = "UTAMA"
    perspective: str = ""
    parent_result_id: int | None = None
    no_parent_reason: str = ""
    assigned_by_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A target: a number with its unit, a day, or words; never two of them."""

    number: Decimal | None = None
    day: dt.date | None = None
    text: str = ""
    unit: str = ""
    #: what a written ≥ or ≤ says about the direction
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorValues:
    """The wording of one indicator."""

    text: str = ""
    aspect: str = ""
    target: Decimal | None = None
    target_date: dt.date | None = None
    target_text: str = ""
    unit: str = ""
    direction: str = "HIGHER"
    accumulation: str = "LATEST"


def base_of(lock_no: int, result: ResultValues, indicators: dict[int, IndicatorValues]) -> str:
    """Return what a form remembers of the version it was drawn from: "12.3f0a9c1e".

    The number says that anything of the plan has changed since, the digest whether this result has.
    """
    return f"{lock_no}.{mark_of(result, indicators)}"


def mark_of(result: ResultValues, indicators: dict[int, IndicatorValues]) -> str:
    """Return a short digest of one result with its indicators."""
    whole = [asdict(result), [[key, asdict(value)] for key, value in sorted(indicators.items())]]
    return hashlib.sha256(canonical(plain(whole))).hexdigest()[:12]


def typed(value: Decimal) -> str:
    """3,30: a figure with the digits it was written with"""
    exponent = value.as_tuple().exponent
    return formats.number(value, -exponent if isinstance(exponent, int) and exponent < 0 else 0)


def plain(value: object) -> object:
    """Write numbers as they were typed, so that 3,30 is another wording than 3,3."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value

"""The interval of a share: what it might be if as many complaints came again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

#: of the normal distribution, for 95 %
Z = 1.959963984540054
TENTH = Decimal("0.1")


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return the ends of Wilson's 95 % interval of a share, from 0 to 1.

    Unlike the usual one it holds for few cases, and where all or none were in time.
    """
    if not 0 <= hits <= n or n == 0:
        raise ValueError(f"{hits} of {n} is no share")
    share, square = hits / n, Z * Z
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = Z * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def percent(share: float) -> Decimal:
    """Return a share as percent with one decimal, half up."""
    return (Decimal(str(share)) * 100).quantize(TENTH, ROUND_HALF_UP)


def median(times: Mapping[int, int]) -> Decimal | None:
    """Return the median of values, each with how often it occurs; None of nothing."""
    n = sum(times.values())
    if n == 0:
        return None
    lower, upper = _nth(times, (n - 1) // 2), _nth(times, n // 2)
    return (Decimal(lower + upper) / 2).quantize(TENTH)


def _nth(times: Mapping[int, int], place: int) -> int:
    seen = 0
    for value in sorted(times):
        seen += times[value]
        if place < seen:
            return value
    raise IndexError(place)  # pragma: no cover - the place is below the sum

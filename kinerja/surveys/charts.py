"""How the index over time is drawn: the same for those who work here and for citizens."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kinerja.surveys.periods import Span
from kinerja.surveys.queries.figures import Figure
from regulation.satisfaction import LEAST_INDEX

LOWEST, HIGHEST, STEP = 25, 100, 10


class Trend(NamedTuple):
    """Points (label, index or None, answers), the ends of the scale, and where grades begin."""

    points: list[tuple[str, Decimal | None, int | None]]
    low: int
    high: int
    bands: list[tuple[str, Decimal]]


def trend_of(history: Sequence[tuple[Span, Figure | None]]) -> Trend:
    """Return what a chart needs: whole tens around what is drawn, gaps where nothing is known."""
    points = [
        (span.short, figure.index if figure else None, figure.answers if figure else None)
        for span, figure in history
    ]
    known = [index for _, index, _ in points if index is not None]
    low = int(min(known)) // STEP * STEP - STEP if known else LOWEST
    bands = [(grade.value, least) for grade, least in LEAST_INDEX.items()]
    return Trend(points, max(LOWEST, low), HIGHEST, bands)

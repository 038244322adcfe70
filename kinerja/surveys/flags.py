"""Signals at receipt: something that a person may want to look at, never a verdict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kinerja.surveys.models import Flag, Pace

#: the ends of the bands of `Pace`: nobody reads nine questions in eight seconds
IMPOSSIBLE, HASTY = dt.timedelta(seconds=8), dt.timedelta(seconds=20)
USUAL = dt.timedelta(minutes=10)
#: fewer answers than this may well be given in a moment
FEWEST_IN_HASTE = 5


def pace_of(age: dt.timedelta | None) -> Pace | None:
    """Return how long the page had been open; None where nobody knows."""
    if age is None:
        return None
    if age < IMPOSSIBLE:
        return Pace.IMPOSSIBLE
    if age < HASTY:
        return Pace.HASTY
    return Pace.USUAL if age <= USUAL else Pace.SLOW


def flags_of(scores: Sequence[int | None], pace: Pace | None) -> Flag:
    """Return the signals that an answer bears by itself.

    Bursts and networks of offices are found by the statement that keeps it.
    """
    flags = Flag(0)
    given = [score for score in scores if score is not None]
    if len(given) == len(scores) and len(set(given)) == 1:
        flags |= Flag.STRAIGHT_LINE
    if pace is Pace.IMPOSSIBLE and len(given) >= FEWEST_IN_HASTE:
        flags |= Flag.TOO_FAST
    return flags

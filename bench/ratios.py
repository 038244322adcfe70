"""The arithmetic of a comparison: one ratio a round, the median of the rounds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple


class Round(NamedTuple):
    """CPU milliseconds a request of both servers in one round: application and PostgreSQL."""

    app: float
    database: float
    floor_app: float
    floor_database: float

    @property
    def ratio(self) -> float:
        return (self.app + self.database) / (self.floor_app + self.floor_database)


class Summary(NamedTuple):
    """The medians of all rounds of one page."""

    app: float
    database: float
    floor_app: float
    floor_database: float
    ratio: float
    lowest: float
    highest: float


def summary(rounds: Sequence[Round]) -> Summary:
    """Return the medians; the ratio is the median of the rounds' ratios, not of the medians."""
    ratios = sorted(one.ratio for one in rounds)
    app, database, floor_app, floor_database = map(median, zip(*rounds, strict=True))
    return Summary(app, database, floor_app, floor_database, median(ratios), ratios[0], ratios[-1])


def kilobytes(sizes: Iterable[int]) -> float:
    """Return the median of some sizes, in kB of 1,000 bytes."""
    return median(sizes) / 1000

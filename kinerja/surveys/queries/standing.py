"""One service or unit in one period: the official figure, what it would be otherwise, the trend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from kinerja.surveys.models import Basis
from kinerja.surveys.periods import Span
from kinerja.surveys.queries.figures import Figure
from kinerja.surveys.queries.results import IndexRow
from kinerja.surveys.wording import is_enough

TREND = 8


class Standing(NamedTuple):
    """All that a page of results says of one period; figures of too few answers are left out."""

    #: what counts
    official: Figure | None
    #: whether there are answers, though too few to say anything
    is_few: bool
    #: whether there are enough, but a figure of few would follow
    is_closed: bool
    everything: Figure | None
    unflagged: Figure | None
    #: how many answers bear a signal; None where that would tell of single ones
    flagged: int | None
    before: Figure | None
    #: the last periods, oldest first; None where a period says nothing
    trend: list[tuple[Span, Figure | None]]


def standing(rows: Sequence[IndexRow], span: Span, least_cell: int) -> Standing:
    """Return the standing in a period from all indices up to it."""
    by_key = {(row.starts, row.basis): row for row in rows}

    def told(starts: Span, basis: Basis) -> Figure | None:
        row = by_key.get((starts.starts, basis.value))
        return row.figure if row and _may_be_told(row) else None

    everything, unflagged = told(span, Basis.ALL), told(span, Basis.UNFLAGGED)
    flagged = _flagged(by_key, span, least_cell)
    official = by_key.get((span.starts, Basis.RULED.value))
    counted = official.answers if official else 0
    known = {row.starts for row in rows}
    return Standing(
        official=told(span, Basis.RULED),
        is_few=counted > 0 and not is_enough(counted),
        is_closed=official is not None and official.is_closed and is_enough(counted),
        everything=everything if flagged else None,
        unflagged=unflagged if flagged else None,
        flagged=flagged,
        before=told(span.previous, Basis.RULED),
        trend=[(one, told(one, Basis.RULED)) for one in _run(span, known)],
    )


def _may_be_told(row: IndexRow) -> bool:
    return row.index is not None and not row.is_closed and is_enough(row.answers)


def _flagged(
    by_key: dict[tuple[dt.date, str], IndexRow], span: Span, least_cell: int
) -> int | None:
    every = by_key.get((span.starts, Basis.ALL.value))
    clean = by_key.get((span.starts, Basis.UNFLAGGED.value))
    if every is None:
        return 0
    count = every.answers - (clean.answers if clean else 0)
    return count if count == 0 or count >= least_cell else None


def _run(span: Span, known: set[dt.date]) -> list[Span]:
    """Return up to eight periods that end with this one, from the first with answers on."""
    run = [span]
    while len(run) < TREND:
        run.insert(0, run[0].previous)
    while len(run) > 1 and run[0].starts not in known:
        run.pop(0)
    return run

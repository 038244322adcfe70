"""What may be shown without telling about somebody: small cells stay closed, by subtraction, too.

A cell with fewer answers than the city's limit is closed. Whoever knows the total of a line and all
other cells of it knows the closed one: so of every line with a total either no cell is closed or at
least two are, which together hold at least the limit. In a table, a closed cell that joins two
groups of lines by itself alone follows from the totals of one group: another one is closed beside
it. A cell that is closed only to protect another is the smallest that does; empty ones come last.
A total that is small itself tells as much as a small cell: whoever shows totals closes that one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

#: fewest answers of a service, unit or period before anything of it is public
FEWEST_PUBLIC = 10
Key = TypeVar("Key")
Place = tuple[int, int]
Table = Sequence[Sequence[int]]


def suppress(
    counts: Mapping[Key, int], least: int, others: Collection[Key] = ()
) -> dict[Key, int | None]:
    """Close the small cells of a line whose total is known, and `others`; a closed cell is None."""
    table = [list(counts.values())]
    line = [(0, x) for x in range(len(counts))]
    closed = _small(table, least) | {(0, x) for x, key in enumerate(counts) if key in others}
    while (more := _missing_in_line(table, line, closed, least)) is not None:
        closed.add(more)
    return dict(zip(counts, _shown(table, closed)[0], strict=True))


def suppress_table(table: Table, least: int) -> list[list[int | None]]:
    """Close the small cells of a table of which all totals are known; a closed cell is None."""
    closed = _small(table, least)
    while (more := _missing(table, closed, least)) is not None:
        closed.add(more)
    return _shown(table, closed)


def _small(table: Table, least: int) -> set[Place]:
    return {place for place in _places(table) if 0 < _count(table, place) < least}


def _shown(table: Table, closed: set[Place]) -> list[list[int | None]]:
    return [
        [None if (y, x) in closed else count for x, count in enumerate(row)]
        for y, row in enumerate(table)
    ]


def _missing(table: Table, closed: set[Place], least: int) -> Place | None:
    """Return the next cell that has to be closed; None when nothing can be computed any more."""
    rows = [[(y, x) for x in range(len(row))] for y, row in enumerate(table)]
    for line in (*rows, *(list(column) for column in zip(*rows, strict=True))):
        if (more := _missing_in_line(table, line, closed, least)) is not None:
            return more
    for place in sorted(closed):
        if (more := _missing_beside(table, place, closed)) is not None:
            return more
    return None


def _missing_in_line(
    table: Table, line: list[Place], closed: set[Place], least: int
) -> Place | None:
    hidden = [place for place in line if place in closed]
    held = sum(_count(table, place) for place in hidden)
    if not hidden or (len(hidden) > 1 and held >= least):
        return None
    return _smallest(table, (place for place in line if place not in closed))


def _missing_beside(table: Table, bridge: Place, closed: set[Place]) -> Place | None:
    """Return a cell that joins the same two groups of lines as this one, if nothing else does."""
    rows, columns = _group(bridge[0], closed - {bridge})
    if bridge[1] in columns:
        return None
    others = (
        (y, x) for y, x in _places(table) if (y in rows) != (x in columns) and (y, x) not in closed
    )
    return _smallest(table, others)


def _group(row: int, closed: set[Place]) -> tuple[set[int], set[int]]:
    """Return the rows and columns that closed cells join with a row."""
    rows, columns = {row}, set[int]()
    while True:
        found = {x for y, x in closed if y in rows} - columns
        columns |= found
        more = {y for y, x in closed if x in columns} - rows
        rows |= more
        if not found and not more:
            return rows, columns


def _smallest(table: Table, places: Iterable[Place]) -> Place | None:
    counts = ((_count(table, place) == 0, _count(table, place), place) for place in places)
    return min(counts, default=(True, 0, None))[2]


def _places(table: Table) -> list[Place]:
    return [(y, x) for y, row in enumerate(table) for x in range(len(row))]


def _count(table: Table, place: Place) -> int:
    return table[place[0]][place[1]]

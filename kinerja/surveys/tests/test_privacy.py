"""Small cells stay closed against whoever subtracts what is open from the totals."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as some

from kinerja.surveys.privacy import FEWEST_PUBLIC, suppress, suppress_table

LEAST = 5
COUNTS = some.one_of(some.integers(0, 9), some.integers(0, 60))
LINES = some.lists(COUNTS, min_size=1, max_size=7)
TABLES = some.integers(1, 5).flatmap(
    lambda width: some.lists(
        some.lists(COUNTS, min_size=width, max_size=width), min_size=1, max_size=5
    )
)


def test_nothing_small_nothing_closed() -> None:
    assert suppress({"L": 20, "P": 5, "": 0}, LEAST) == {"L": 20, "P": 5, "": 0}
    assert FEWEST_PUBLIC == 10


def test_one_small_cell_takes_the_smallest_other_with_it() -> None:
    shown = suppress({"SD": 3, "SMP": 40, "SMA": 12, "S1": 0}, LEAST)

    assert shown == {"SD": None, "SMP": 40, "SMA": None, "S1": 0}


def test_two_small_cells_that_hold_too_little_take_a_third() -> None:
    assert suppress({"a": 1, "b": 1, "c": 30, "d": 9}, LEAST) == {
        "a": None,
        "b": None,
        "c": 30,
        "d": None,
    }
    assert suppress({"a": 2, "b": 3, "c": 30}, LEAST) == {"a": None, "b": None, "c": 30}


def test_a_line_of_one_small_cell_is_closed_whole() -> None:
    assert suppress({"a": 3, "b": 0}, LEAST) == {"a": None, "b": None}
    assert suppress({"a": 3}, LEAST) == {"a": None}
    assert suppress({}, LEAST) == {}


def test_a_small_cell_of_a_table_closes_a_rectangle() -> None:
    shown = suppress_table([[3, 20, 30], [25, 9, 40], [50, 60, 70]], LEAST)

    assert shown == [[None, None, 30], [None, None, 40], [50, 60, 70]]


def test_a_cell_that_joins_two_closed_groups_does_not_stay_alone() -> None:
    # Two rectangles of small cells, and one small cell between them.
    table = [
        [4, 4, 3, 50],
        [4, 4, 50, 50],
        [50, 50, 4, 4],
        [50, 50, 4, 4],
    ]

    shown = suppress_table(table, LEAST)

    assert given_away(table, shown) == []


@given(LINES)
def test_no_line_gives_a_small_cell_away(counts: list[int]) -> None:
    shown = list(suppress(dict(enumerate(counts)), LEAST).values())

    hidden = [count for count, seen in zip(counts, shown, strict=True) if seen is None]
    assert all(seen is None for count, seen in zip(counts, shown, strict=True) if 0 < count < LEAST)
    assert all(seen in (None, count) for count, seen in zip(counts, shown, strict=True))
    if hidden and len(hidden) < len(counts):
        assert len(hidden) > 1
        assert sum(hidden) >= LEAST
    if all(count == 0 or count >= LEAST for count in counts):
        assert shown == counts


@settings(max_examples=200)
@given(TABLES)
def test_no_table_gives_a_cell_away_to_whoever_solves_its_equations(
    table: list[list[int]],
) -> None:
    shown = suppress_table(table, LEAST)

    for row, seen in zip(table, shown, strict=True):
        for count, cell in zip(row, seen, strict=True):
            assert cell in (None, count)
            assert cell is None or not 0 < count < LEAST
    if len(table) > 1 and len(table[0]) > 1:
        assert given_away(table, shown) == []


def given_away(table: list[list[int]], shown: list[list[int | None]]) -> list[tuple[int, int]]:
    """Return the closed cells that the totals of rows and columns determine."""
    hidden = [(y, x) for y, row in enumerate(shown) for x, cell in enumerate(row) if cell is None]
    rows = [[float(y == line) for y, _ in hidden] for line in range(len(table))]
    columns = [[float(x == line) for _, x in hidden] for line in range(len(table[0]))]
    equations = np.array(rows + columns)
    rank = np.linalg.matrix_rank(equations) if hidden else 0
    return [
        place
        for no, place in enumerate(hidden)
        if np.linalg.matrix_rank(np.vstack([equations, np.eye(len(hidden))[no]])) == rank
    ]

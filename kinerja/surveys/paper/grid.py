"""The grid of a stack of papers: its cells as they were typed, and what is wrong with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from kinerja.surveys.paper.papers import ASKED, PROFILE, Paper, Profile, score_of
from kinerja.surveys.screening import LONGEST
from kinerja.ui.forms import LONGEST_TEXT

FEWEST_ROWS, MORE_ROWS, MOST_ROWS = 10, 10, 60
TEXT = "text"


class Column(NamedTuple):
    """A question in the order of the paper: its field, number and what it asks about."""

    field: str
    number: int
    label: str

    @property
    def code(self) -> str:
        return self.field.upper()


COLUMNS = tuple(
    Column(element.value.lower(), number, element.label) for element, _, number in ASKED
)


class Fault(NamedTuple):
    """A cell that cannot be stored: where it stands and what to write there."""

    id: str
    message: str


class Row(NamedTuple):
    """One paper as it was typed."""

    number: int
    cells: dict[str, str]
    faults: dict[str, str]

    @property
    def is_empty(self) -> bool:
        return not any(text.strip() for text in self.cells.values())

    def id(self, field: str) -> str:
        return f"{field}_{self.number}"


class Grid(NamedTuple):
    """All rows of the page, the empty ones too."""

    rows: list[Row]

    @property
    def faults(self) -> list[Fault]:
        return [
            Fault(row.id(field), message)
            for row in self.rows
            for field, message in row.faults.items()
        ]

    @property
    def has_profile(self) -> bool:
        """Whether any column about who answered holds something."""
        return any(row.cells[one.field].strip() for row in self.rows for one in PROFILE)

    def longer(self) -> Grid:
        """Return the grid with more empty rows, and without judging what is typed so far."""
        size = min(len(self.rows) + MORE_ROWS, MOST_ROWS)
        return Grid([Row(row.number, row.cells, {}) for row in self.rows] + _empty(self, size))

    def unjudged(self) -> Grid:
        return Grid([Row(row.number, row.cells, {}) for row in self.rows])

    def papers(self, *, counter_id: int, day: dt.date, half: str) -> list[Paper]:
        """Return the filled rows of a grid without faults."""
        return [_paper(row, counter_id, day, half) for row in self.rows if not row.is_empty]


def _empty(grid: Grid, size: int) -> list[Row]:
    return [_row(number, {}) for number in range(len(grid.rows) + 1, size + 1)]


def empty_grid(size: int = FEWEST_ROWS) -> Grid:
    return Grid([_row(number, {}) for number in range(1, size + 1)])


def grid_of(posted: Mapping[str, Any], size: int) -> Grid:
    """Read a grid of so many rows as it was sent; whatever was typed comes back."""
    return Grid([_row(number, posted) for number in range(1, size + 1)])


def _row(number: int, posted: Mapping[str, Any]) -> Row:
    fields = [*(column.field for column in COLUMNS), *(one.field for one in PROFILE), TEXT]
    cells = {
        field: str(posted.get(f"{field}_{number}", "")).replace("\x00", "")[:LONGEST_TEXT]
        for field in fields
    }
    row = Row(number, cells, {})
    if not row.is_empty:
        row.faults.update(_faults(row))
    return row


def _faults(row: Row) -> dict[str, str]:
    faults: dict[str, str] = {}
    for column in COLUMNS:
        if not _reads(score_of, row.cells[column.field]):
            faults[column.field] = _wrong_score(row, column)
    for one in PROFILE:
        if not _reads(one.read, row.cells[one.field]):
            faults[one.field] = _wrong_profile(row, one)
    if not any(row.cells[column.field].strip(" -") for column in COLUMNS):
        faults[COLUMNS[0].field] = (
            f"Lembar {row.number} belum berisi nilai. Isi sedikitnya satu pertanyaan,"
            " atau kosongkan barisnya."
        )
    if len(row.cells[TEXT]) > LONGEST:
        faults[TEXT] = f"Lembar {row.number}, saran: paling banyak {LONGEST} huruf."
    return faults


def _reads(read: Any, written: str) -> bool:
    try:
        read(written)
    except ValueError:
        return False
    return True


def _wrong_score(row: Row, column: Column) -> str:
    written = row.cells[column.field].strip()[:10]
    return (
        f"Lembar {row.number}, pertanyaan {column.number} ({column.code}):"
        f" ketik 1 sampai 4, bukan “{written}”."
    )


def _wrong_profile(row: Row, one: Profile) -> str:
    written = row.cells[one.field].strip()[:20]
    return f"Lembar {row.number}, {one.label.lower()}: tulis {one.allowed}, bukan “{written}”."


def _paper(row: Row, counter_id: int, day: dt.date, half: str) -> Paper:
    scores: list[int | None] = [None] * len(ASKED)
    for element, place, _ in ASKED:
        scores[place] = score_of(row.cells[element.value.lower()])
    profile = {one.field: one.read(row.cells[one.field]) for one in PROFILE}
    return Paper(counter_id, day, half, tuple(scores), text=row.cells[TEXT], **profile)

"""A row of the file with what was understood of it and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kinerja.organization.imports import cells
from kinerja.organization.imports.headings import Heading
from kinerja.organization.imports.reading import Cell


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in which column, and how to put it right; a warning stores the row anyway."""

    column: str
    code: str
    message: str
    is_warning: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "column": self.column,
            "code": self.code,
            "message": self.message,
            "warning": self.is_warning,
        }


@dataclass(slots=True)
class Judged:
    """One row. `values` are what applying reads; None in them means: keep what is stored."""

    line: int
    cells: Sequence[Cell]
    heading: Heading
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_faulty(self) -> bool:
        return any(not problem.is_warning for problem in self.problems)

    @property
    def is_warned(self) -> bool:
        return bool(self.problems) and not self.is_faulty

    def cell(self, name: str) -> Cell:
        return self.heading.cell(self.cells, name)

    def fault(self, name: str, code: str, message: str) -> None:
        """Refuse the row."""
        self.problems.append(Problem(self.heading.name(name), code, message))

    def warn(self, name: str, code: str, message: str) -> None:
        """Store the row, but say what looks odd."""
        self.problems.append(Problem(self.heading.name(name), code, message, is_warning=True))

    def text(self, name: str, *, most: int, required: str = "") -> str:
        """Return the text of a field, faulted where it cannot be stored."""
        written = cells.text_of(self.cell(name))
        if not written and required:
            self.fault(name, f"{name.upper()}_MISSING", required)
        if len(written) > most:
            self.fault(
                name,
                "TEXT_TOO_LONG",
                f"Paling banyak {most} huruf, yang tertulis {len(written)}. Persingkat.",
            )
        if cells.has_control(written):
            self.fault(
                name,
                "CONTROL_CHARACTER",
                "Ada karakter yang tidak terlihat. Hapus isinya, lalu ketik ulang.",
            )
        return cells.without_control(written[:most])

    def parsed(self, name: str, parse: Callable[[Cell], Any], code: str, message: str) -> Any:
        """Return what `parse` makes of the cell, faulted where it is no such thing."""
        try:
            return parse(self.cell(name))
        except cells.NotADay:
            written = cells.without_control(cells.text_of(self.cell(name)))[:40]
            self.fault(name, code, message.format(written))
            return None

    def day(
        self, name: str, *, first: dt.date, last: dt.date, required: str = ""
    ) -> dt.date | None:
        """Return the day of a cell, faulted where it is none or outside of these."""
        faults = len(self.problems)
        day: dt.date | None = self.parsed(
            name,
            cells.day_of,
            "DAY_UNREADABLE",
            "Tulis tanggal yang ada, misalnya 24-11-2026, bukan “{}”.",
        )
        if day is None:
            if required and len(self.problems) == faults:
                self.fault(name, "DAY_MISSING", required)
        elif not first <= day <= last:
            self.fault(
                name,
                "DAY_OUTSIDE",
                f"Tanggal {day:%d-%m-%Y} di luar {first:%d-%m-%Y} sampai hari ini.",
            )
        return day

"""Rows of the first visible worksheet. Runs in the child: calamine may abort the process."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kinerja.organization.imports.reading import guard
from kinerja.organization.imports.reading.guard import LongNumbers, Unreadable

#: a text, ["n", digits] or ["d", day]
Sent = str | list[str]
SAFE = 1e15


def rows(path: Path) -> Iterator[tuple[int, list[Sent]]]:
    """Yield each row with its line as Excel shows it. Raises Unreadable."""
    long_numbers = guard.check(path)
    try:
        table = _first_sheet(path)
    except PasswordError as error:
        raise Unreadable("ENCRYPTED", guard.LOCKED) from error
    except (CalamineError, ValueError, OSError) as error:
        raise guard.broken() from error
    for line, row in enumerate(table, 1):
        yield line, [_sent(value, line, at, long_numbers) for at, value in enumerate(row, 1)]


def _first_sheet(path: Path) -> Sequence[Sequence[object]]:
    with CalamineWorkbook.from_path(str(path)) as book:
        for index, sheet in enumerate(book.sheets_metadata):
            if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
                found = book.get_sheet_by_index(index)
                return found.to_python(skip_empty_area=False)
    raise Unreadable(
        "NO_VISIBLE_SHEET",
        "Buku kerja ini tidak punya lembar kerja yang terlihat."
        " Tampilkan lembar yang berisi data, simpan, lalu unggah lagi.",
    )


def _sent(value: object, line: int, column: int, long_numbers: LongNumbers) -> Sent:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(float(value), long_numbers.get((line, column)))
    if isinstance(value, dt.datetime):
        return ["d", value.date().isoformat()]
    if isinstance(value, dt.date):
        return ["d", value.isoformat()]
    return str(value)


def _number(value: float, written: str | None) -> Sent:
    if not math.isfinite(value):
        return str(value)
    if written and float(written) == value and int(value) != int(written):
        # The file holds digits that no float can: the program that wrote them kept them all.
        return ["n", written]
    if abs(value) >= SAFE:
        return ["n", f"{value:.14e}"]
    return ["n", str(int(value)) if value.is_integer() else repr(value)]

"""What an import found, as figures, as JSON and as a spreadsheet to correct."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from kinerja.organization.models import Import, ImportRow

FIGURES = ("new", "changed", "unchanged", "gone", "faulty", "warned")
LAST_COLUMN = "YANG PERLU DIPERBAIKI"
#: strings stay strings: no formula, no link, no number of a NIP
PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def figures(source: Import) -> dict[str, int]:
    """Return the six figures."""
    return {name: getattr(source, name) for name in FIGURES}


def as_json(source: Import) -> dict[str, Any]:
    """Return the figures, and each problem with its row as Excel shows it."""
    return {**figures(source), "rows": list(problems(source))}


def problems(source: Import) -> Iterator[dict[str, Any]]:
    """Yield what is wrong or odd, in the order of the file."""
    rows = ImportRow.objects.filter(source=source).exclude(problems=[]).order_by("line", "pk")
    for line, found in rows.values_list("line", "problems").iterator():
        for problem in found:
            yield {
                "row": line,
                "column": problem["column"],
                "code": problem["code"],
                "message": problem["message"],
            }


def write_faulty(source: Import, out: str | Path | IO[bytes]) -> None:
    """Write the faulty rows as they came, with one more column: what is wrong and what to do."""
    rows = ImportRow.objects.filter(source=source, status=ImportRow.Status.FAULTY)
    write_corrections(source.headings, _ordered(rows), out)


def write_corrections(
    headings: Sequence[str],
    rows: Iterable[tuple[list[str], list[dict[str, Any]]]],
    out: str | Path | IO[bytes],
) -> None:
    """Write (cells, problems) under their headings, to be corrected and sent again."""
    with xlsxwriter.Workbook(out, PLAIN) as book:
        sheet = book.add_worksheet("Perlu diperbaiki")
        styles = {"bold": True, "bg_color": "#E8EEF4", "border": 1, "num_format": "@"}
        head = book.add_format(styles)
        told = book.add_format({"text_wrap": True, "font_color": "#9C1C1C", "valign": "top"})
        cell = book.add_format({"num_format": "@", "valign": "top"})
        width = len(headings)
        sheet.set_column(0, max(width - 1, 0), 22, cell)
        sheet.set_column(width, width, 70, told)
        sheet.freeze_panes(1, 0)
        for place, text in enumerate([*headings, LAST_COLUMN]):
            sheet.write_string(0, place, text, head)
        for at, (cells, found) in enumerate(rows, 1):
            for place, text in enumerate(cells[:width]):
                sheet.write_string(at, place, text, cell)
            sheet.write_string(at, width, _told(found), told)


def _ordered(rows: Any) -> Iterator[tuple[list[str], list[dict[str, Any]]]]:
    yield from rows.order_by("line", "pk").values_list("cells", "problems").iterator()


def _told(found: list[dict[str, Any]]) -> str:
    return "\n".join(
        f"{problem['column']}: {problem['message']}" if problem["column"] else problem["message"]
        for problem in found
    )

"""Small spreadsheets of other rooms, read while the person waits."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile

from kinerja.organization.imports.cells import text_of, without_control
from kinerja.organization.imports.headings import Columns, Heading, find_heading, is_numbering
from kinerja.organization.imports.judged import Judged
from kinerja.organization.imports.reading import FileRefused, Line, read

LARGEST_FILE = 10 * 1024 * 1024
MOST_ROWS = 20_000
#: faulty rows that are given back: who has more mends the file by its pattern
MOST_FAULTY = 2_000
LONGEST_CELL, LONGEST_NAME, LONGEST_HEADING = 500, 200, 100
MOST_IGNORED = 50
#: (line as Excel shows it, its cells, what is wrong)
Faulty = tuple[int, list[str], list[dict[str, Any]]]


class Found(NamedTuple):
    """What a file holds. Columns that nobody asked for are named, and read no further."""

    file_name: str
    sha256: bytes
    headings: list[str]
    ignored: list[str]
    good: list[dict[str, Any]]
    faulty: list[Faulty]
    faulty_count: int


def read_upload(
    file: UploadedFile[bytes], columns: Columns, judge: Callable[[Judged], None]
) -> Found:
    """Read and judge a file. `judge` fills the values of a row and names its faults.

    Raises FileRefused.
    """
    with _stored(file) as (path, digest):
        heading, lines = find_heading(columns, read(path))
        kept = sorted(heading.places.values())
        good: list[dict[str, Any]] = []
        faulty: list[Faulty] = []
        count = 0
        for row in _rows(heading, lines, kept):
            judge(row)
            if not row.is_faulty:
                good.append(row.values)
                continue
            count += 1
            if count <= MOST_FAULTY:
                faulty.append(_given_back(row, kept))
    if not good and not count:
        raise FileRefused(
            "NO_ROWS", "Di bawah baris judul belum ada data. Isi tabelnya, lalu unggah lagi."
        )
    headings = [heading.texts[place] for place in kept]
    name = without_control(Path(file.name or "").name)[:LONGEST_NAME]
    return Found(name, digest, headings, _ignored(heading), good, faulty, count)


@contextmanager
def _stored(file: UploadedFile[bytes]) -> Iterator[tuple[Path, bytes]]:
    """Lay the file where the child process finds it, for as long as it reads."""
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(prefix="sheet-") as kept:
        for chunk in file.chunks():
            digest.update(chunk)
            kept.write(chunk)
        kept.flush()
        yield Path(kept.name), digest.digest()


def _rows(heading: Heading, lines: Iterator[Line], kept: Sequence[int]) -> Iterator[Judged]:
    """Yield the rows that say anything in the columns that we know."""
    number = 0
    for line in lines:
        cells = line.cells
        said = any(place < len(cells) and text_of(cells[place]) for place in kept)
        if not said or (number == 0 and is_numbering(line)):
            continue
        number += 1
        if number > MOST_ROWS:
            raise FileRefused(
                "TOO_MANY_ROWS",
                "File ini lebih dari 20.000 baris. Bagi tabelnya menjadi beberapa file.",
            )
        yield Judged(line.number, cells, heading)


def _given_back(row: Judged, kept: Sequence[int]) -> Faulty:
    cells = [
        without_control(text_of(row.cells[place])[:LONGEST_CELL]) if place < len(row.cells) else ""
        for place in kept
    ]
    return row.line, cells, [problem.as_json() for problem in row.problems]


def _ignored(heading: Heading) -> list[str]:
    known = set(heading.places.values())
    names = [text for place, text in enumerate(heading.texts) if text and place not in known]
    return [without_control(name[:LONGEST_HEADING]) for name in names[:MOST_IGNORED]]

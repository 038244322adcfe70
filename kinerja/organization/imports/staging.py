"""Writing the judged rows beside the data, in short transactions: this is the progress."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice

from django.db import connection, transaction

from kinerja.foundation.progress import Progress
from kinerja.organization.imports.cells import text_of, without_control
from kinerja.organization.imports.judged import Judged
from kinerja.organization.models import Import, ImportRow

ROWS_A_TRANSACTION = 2_000
LONGEST_CELL = 4_000
COPY = "COPY import_row (source_id, line, status, key, cells, values, problems) FROM STDIN"


def stage(source: Import, rows: Sequence[Judged], key: str, tell: Progress) -> None:
    """Store the judged rows; what becomes of good ones is found by SQL afterwards."""
    waiting = iter(rows)
    done = 0
    while chunk := list(islice(waiting, ROWS_A_TRANSACTION)):
        with transaction.atomic():
            _copy(source.pk, chunk, key)
            done += len(chunk)
            Import.objects.filter(pk=source.pk).update(rows_read=done, rows_total=len(rows))
        tell(done=done, total=len(rows), step="Memeriksa baris")


def _copy(source_id: int, rows: Sequence[Judged], key: str) -> None:
    with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        for record in _records(source_id, rows, key):
            copy.write_row(record)


def _records(source_id: int, rows: Sequence[Judged], key: str) -> Iterator[tuple[object, ...]]:
    for row in rows:
        # Good rows go back to nobody: their cells are not kept.
        cells = [_shown(cell) for cell in row.cells] if row.is_faulty else []
        yield (
            source_id,
            row.line,
            ImportRow.Status.FAULTY if row.is_faulty else ImportRow.Status.UNCHANGED,
            row.values.get(key) or "",
            json.dumps(cells),
            json.dumps(row.values),
            json.dumps([problem.as_json() for problem in row.problems]),
        )


def _shown(cell: object) -> str:
    return without_control(text_of(cell)[:LONGEST_CELL])  # type: ignore[arg-type]

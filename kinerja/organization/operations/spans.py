"""Ending what lasts: posts and exceptions hold until a day, and are never deleted once begun."""

from __future__ import annotations

import datetime as dt

from psycopg.types.range import Range

from kinerja.foundation.refusals import Refusal
from kinerja.organization.models import Placement, ReportingLine

ONE_DAY = dt.timedelta(days=1)


class EndsBeforeBeginning(Refusal):
    """The last day lies before the first."""

    code = "ends_before_beginning"
    message = "Hari terakhir mendahului hari pertama. Periksa kedua tanggal."


def end_on(row: Placement | ReportingLine, day: dt.date) -> bool:
    """Let a row no longer hold from this day; False where it had ended before.

    Raises EndsBeforeBeginning.
    """
    if row.held.upper is not None and row.held.upper <= day:
        return False
    if day <= row.held.lower:
        raise EndsBeforeBeginning
    row.held = Range(row.held.lower, day, "[)")
    row.save(update_fields=["held"])
    return True


def end_lines_of(placement: Placement, day: dt.date) -> list[int]:
    """End the exceptions of a post with it; one that has not begun by then is taken back."""
    ended = []
    lines = ReportingLine.objects.select_for_update(of=("self",)).filter(placement=placement)
    for line in lines.order_by("pk"):
        if day <= line.held.lower:
            line.delete()
        elif not end_on(line, day):
            continue
        ended.append(line.pk)
    return ended

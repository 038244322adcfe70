"""Reads of the import page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from kinerja.foundation.actor import Actor
from kinerja.organization.imports import operations
from kinerja.organization.models import Import, ImportRow

ROWS_A_PAGE = 25
LATEST = 20
WORKING = frozenset({Import.State.UPLOADED, Import.State.READING, Import.State.APPLYING})


Rows = QuerySet[ImportRow]
#: the tabs of the page
KINDS: dict[str, Callable[[Rows], Rows]] = {
    "salah": lambda rows: rows.filter(status=ImportRow.Status.FAULTY),
    "peringatan": lambda rows: rows.exclude(status=ImportRow.Status.FAULTY).exclude(problems=[]),
    "hilang": lambda rows: rows.filter(status=ImportRow.Status.GONE),
}


class ImportLine(NamedTuple):
    """An import in the list."""

    id: int
    subject: str
    state: str
    file_name: str
    uploaded_at: dt.datetime
    new: int
    changed: int
    faulty: int

    @property
    def subject_label(self) -> str:
        return Import.Subject(self.subject).label

    @property
    def state_label(self) -> str:
        return Import.State(self.state).label


class RowLine(NamedTuple):
    """A row with something to say."""

    line: int
    name: str
    key: str
    problems: list[dict[str, Any]]


def latest_imports() -> list[ImportLine]:
    """Return the newest imports."""
    rows = Import.objects.order_by("-pk").values_list(*ImportLine._fields)[:LATEST]
    return [ImportLine(*row) for row in rows]


def import_visible_to(actor: Actor, import_id: int) -> Import | None:
    """Return the import if this person imports at all."""
    if not operations.may_import(actor):
        return None
    return Import.objects.filter(pk=import_id).first()


def rows_of(source: Import, kind: str, *, number: int) -> list[RowLine]:
    """Return one page of the rows to correct, of those that only look odd, or of the missing."""
    rows = KINDS[kind](ImportRow.objects.filter(source=source))
    start = (number - 1) * ROWS_A_PAGE
    found = rows.order_by("line", "key", "pk").values_list(
        "line", "values__name", "key", "problems"
    )
    return [RowLine(*row) for row in found[start : start + ROWS_A_PAGE]]


def share_done(source: Import) -> int:
    """Return how much of the reading is done, in percent."""
    return source.rows_read * 100 // source.rows_total if source.rows_total else 0

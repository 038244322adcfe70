"""Reads of the import page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from kinerja.foundation.actor import Actor
from kinerja.organization.imports import operations
from kinerja.organization.imports.differences import Change, Names, changes_of, names_for
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
    "berubah": lambda rows: rows.filter(status=ImportRow.Status.CHANGED),
    "baru": lambda rows: rows.filter(status=ImportRow.Status.NEW),
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
    """A row with what is to be said of it."""

    line: int
    name: str
    key: str
    problems: list[dict[str, Any]]
    title: str
    changes: list[Change]


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
    """Return one page of the rows of a tab; of those that change, what changes."""
    rows = KINDS[kind](ImportRow.objects.filter(source=source)).order_by("line", "key", "pk")
    start = (number - 1) * ROWS_A_PAGE
    found = list(
        rows.values_list("line", "key", "problems", "values", "before")[start : start + ROWS_A_PAGE]
    )
    names = names_for((values, before) for *_, values, before in found)
    return [_line(*row, names) for row in found]


def _line(
    line: int, key: str, problems: list[Any], values: Any, before: Any, names: Names
) -> RowLine:
    title = values.get("title") or values.get("head_title") or ""
    changes = changes_of(values, before, names) if before else []
    return RowLine(line, values.get("name") or "", key, problems, title, changes)


def share_done(source: Import) -> int:
    """Return how much of the reading is done, in percent."""
    return source.rows_read * 100 // source.rows_total if source.rows_total else 0

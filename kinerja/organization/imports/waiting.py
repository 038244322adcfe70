"""Files that were read and wait for a decision: what is kept of them, and until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from django.db import models
from django.db.models import Q, QuerySet

from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import Refusal, WrongState
from kinerja.organization.imports.sheets import Found

#: how long a file that nobody decided about stays
KEPT = dt.timedelta(days=2)
LATEST = 10


class SameFile(Refusal):
    """These very bytes were imported before."""

    code = "same_file"


class FaultyRows(Refusal):
    """Some rows are wrong, and nobody said to leave them out."""

    code = "faulty_rows"


class SheetImport(models.Model):
    """A file that was read: its good rows wait here for a decision, and go with it."""

    class State(models.TextChoices):
        CHECKED = "CHECKED", "Menunggu keputusan"
        APPLIED = "APPLIED", "Sudah diimpor"
        LEFT = "LEFT", "Tidak jadi diimpor"

    #: what goes with the decision; a room adds its own
    EMPTY: ClassVar[Mapping[str, Any]] = {"rows": [], "faulty_rows": []}

    file_name = models.TextField()
    file_sha256 = models.BinaryField(max_length=32)
    state = models.CharField(max_length=7, choices=State, default=State.CHECKED)
    uploaded_at = models.DateTimeField()
    uploaded_by_id = models.BigIntegerField(null=True)
    applied_at = models.DateTimeField(null=True)
    good = models.PositiveIntegerField()
    faulty = models.PositiveIntegerField()
    headings = models.JSONField(default=list)
    ignored = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    #: [[line, cells, problems], ...]
    faulty_rows = models.JSONField(default=list)

    class Meta:
        abstract = True

    @classmethod
    def rules(cls, table: str) -> list[models.BaseConstraint]:
        """Return what holds for every table of this shape."""
        return [
            models.CheckConstraint(
                condition=Q(state="CHECKED", applied_at=None)
                | Q(state="LEFT", applied_at=None, rows=[], faulty_rows=[])
                | Q(state="APPLIED", applied_at__isnull=False, rows=[], faulty_rows=[]),
                name=f"{table}_keeps_rows_until_decided",
            )
        ]


class SheetLine(NamedTuple):
    """A file in a list of the latest; `state` as people read it."""

    id: int
    file_name: str
    state: str
    uploaded_at: dt.datetime
    good: int
    faulty: int
    about: str = ""


def latest(files: QuerySet[Any], *about: str) -> list[SheetLine]:
    """Return the newest of these files; `about` names the field that tells what each is about."""
    fields = ("pk", "file_name", "state", "uploaded_at", "good", "faulty", *about)
    rows = files.order_by("-pk").values_list(*fields)[:LATEST]
    states = dict(SheetImport.State.choices)
    return [SheetLine(pk, name, states[state], *rest) for pk, name, state, *rest in rows]


def kept_of(found: Found, *, by: Actor, at: dt.datetime) -> dict[str, Any]:
    """Return the fields of a file that begins to wait, but for its rows."""
    return {
        "file_name": found.file_name,
        "file_sha256": found.sha256,
        "uploaded_at": at,
        "uploaded_by_id": by.user_id,
        "good": len(found.good),
        "faulty": found.faulty_count,
        "headings": found.headings,
        "ignored": found.ignored,
        "faulty_rows": found.faulty,
    }


def check_new(files: QuerySet[Any], sha256: bytes | memoryview) -> None:
    """Raises SameFile, where one of these files had the same bytes and was applied."""
    same = files.filter(file_sha256=bytes(sha256), state=SheetImport.State.APPLIED)
    before = same.order_by("-applied_at").values_list("applied_at", flat=True).first()
    if before is not None:
        raise SameFile(
            f"File yang sama sudah diimpor pada {clock.local(before):%d-%m-%Y}. Jika memang perlu"
            " diulang, centang “Tetap impor file yang sama”."
        )


def check_waits(source: SheetImport) -> None:
    """Raises WrongState."""
    if source.state != SheetImport.State.CHECKED:
        raise WrongState("File ini sudah diputuskan. Unggah file lain.")


def check_faults(source: SheetImport, *, skip_faulty: bool) -> None:
    """Raises FaultyRows."""
    if source.faulty and not skip_faulty:
        raise FaultyRows(
            f"{source.faulty} baris perlu diperbaiki. Perbaiki filenya, atau impor tanpa baris itu."
        )


def applied(source: SheetImport, *, at: dt.datetime) -> None:
    """Its rows are stored where they belong, and leave the file."""
    _decided(source, SheetImport.State.APPLIED, applied_at=at)


def left(source: SheetImport) -> None:
    """Nothing of it was stored."""
    _decided(source, SheetImport.State.LEFT)


def _decided(source: SheetImport, state: str, **more: Any) -> None:
    changes = {**source.EMPTY, "state": state, **more}
    for name, value in changes.items():
        setattr(source, name, value)
    source.save(update_fields=list(changes))


def forget(files: QuerySet[Any], *, at: dt.datetime) -> int:
    """Throw away those that nobody decided about. Law: UU 27/2022 Ps. 16."""
    waiting = files.filter(state=SheetImport.State.CHECKED, uploaded_at__lt=at - KEPT)
    return waiting.update(**files.model.EMPTY, state=SheetImport.State.LEFT)

"""Spreadsheets become complaints: the only door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.complaints.access import NOT_YOURS, may_import_somewhere
from kinerja.complaints.imports.sheet import unfound, unit_key
from kinerja.complaints.models import Complaint, ComplaintImport
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from kinerja.organization.imports.sheets import Found, SheetImport
from kinerja.services.access import may_administer
from kinerja.services.models import Service

#: how long a file that nobody decided about stays
KEPT = dt.timedelta(days=2)
CHANGING = (
    "unit",
    "service",
    "category",
    "topic",
    "status",
    "received_on",
    "responded_on",
    "is_satisfied",
    "imported_at",
)


class SameFile(Refusal):
    """These very bytes were imported before."""

    code = "same_file"


class FaultyRows(Refusal):
    """Some rows are wrong, and nobody said to leave them out."""

    code = "faulty_rows"


class Applied(NamedTuple):
    """What became of the rows of a file."""

    new: int
    changed: int
    #: of units that nobody chose, or that are no business of this person
    left_out: int


@transaction.atomic
def keep_import(*, found: Found, again: bool, by: Actor, at: dt.datetime) -> ComplaintImport:
    """Let a file that was read wait for a decision. Raises NotPermitted, SameFile."""
    _check_permitted(by)
    if not again:
        _check_new(found.sha256)
    source = ComplaintImport.objects.create(
        file_name=found.file_name,
        file_sha256=found.sha256,
        uploaded_at=at,
        uploaded_by_id=by.user_id,
        good=len(found.good),
        faulty=found.faulty_count,
        headings=found.headings,
        ignored=found.ignored,
        rows=found.good,
        faulty_rows=found.faulty,
        units=unfound(found.good),
    )
    audit.record("complaints.import.uploaded", subject=source, by=by, at=at)
    return source


def _check_permitted(by: Actor) -> None:
    if not (may_import_somewhere(by) or by.is_system):
        raise NotPermitted(NOT_YOURS)


def _check_new(sha256: bytes, but: int = 0) -> None:
    """Raises SameFile."""
    same = ComplaintImport.objects.filter(file_sha256=sha256, state=SheetImport.State.APPLIED)
    before = same.exclude(pk=but).order_by("-applied_at").values_list("applied_at", flat=True)
    last = before.first()
    if last is not None:
        raise SameFile(
            f"File yang sama sudah diimpor pada {clock.local(last):%d-%m-%Y}. Jika memang perlu"
            " diulang, centang “Tetap impor file yang sama”."
        )


@transaction.atomic
def apply_import(
    *,
    source: ComplaintImport,
    units: Mapping[str, int],
    skip_faulty: bool,
    again: bool,
    by: Actor,
    at: dt.datetime,
) -> Applied:
    """Store the complaints of a file by their numbers; a known one is brought up to date.

    `units` says which unit a name means that was not found. Rows without one are left out.
    Raises NotPermitted, WrongState, FaultyRows, SameFile.
    """
    _check_permitted(by)
    source = ComplaintImport.objects.select_for_update().get(pk=source.pk)
    _check_decidable(source, by)
    if source.faulty and not skip_faulty:
        raise FaultyRows(
            f"{source.faulty} baris perlu diperbaiki. Perbaiki filenya, atau impor tanpa baris itu."
        )
    if not again:
        _check_new(bytes(source.file_sha256), but=source.pk)
    applied = _store(source.rows, units, by, at)
    _empty(source, SheetImport.State.APPLIED, at)
    audit.record(
        "complaints.import.applied",
        subject=source,
        by=by,
        at=at,
        changes={**applied._asdict(), "faulty": source.faulty},
    )
    return applied


def _check_decidable(source: ComplaintImport, by: Actor) -> None:
    if source.uploaded_by_id != by.user_id:
        raise NotPermitted("File ini diunggah orang lain.")
    if source.state != SheetImport.State.CHECKED:
        raise WrongState("File ini sudah diputuskan. Unggah file lain.")


def _store(
    rows: list[dict[str, Any]], units: Mapping[str, int], by: Actor, at: dt.datetime
) -> Applied:
    meant = [(row, row["unit_id"] or units.get(row["unit"])) for row in rows]
    ours = [(row, unit_id) for row, unit_id in meant if unit_id and may_administer(by, unit_id)]
    numbers = [row["tracking_id"] for row, _ in ours]
    known = Complaint.objects.filter(tracking_id__any=numbers).select_for_update()
    holders = dict(known.values_list("tracking_id", "unit_id"))
    foreign = {number for number, unit_id in holders.items() if not may_administer(by, unit_id)}
    services = _services({unit_id for _, unit_id in ours})
    kept = [
        _complaint(row, unit_id, services, at)
        for row, unit_id in ours
        if row["tracking_id"] not in foreign
    ]
    Complaint.objects.bulk_create(
        kept,
        batch_size=1_000,
        update_conflicts=True,
        unique_fields=["tracking_id"],
        update_fields=CHANGING,
    )
    changed = sum(1 for one in kept if one.tracking_id in holders)
    return Applied(len(kept) - changed, changed, len(rows) - len(kept))


def _services(units: set[int]) -> dict[tuple[int, str], int]:
    found = Service.objects.filter(unit_id__any=list(units)).values_list("unit_id", "name", "pk")
    return {(unit_id, unit_key(name)): pk for unit_id, name, pk in found}


def _complaint(
    row: dict[str, Any], unit_id: int, services: dict[tuple[int, str], int], at: dt.datetime
) -> Complaint:
    return Complaint(
        tracking_id=row["tracking_id"],
        unit_id=unit_id,
        service_id=services.get((unit_id, unit_key(row["service"]))),
        category=row["category"],
        topic=row["topic"],
        status=row["status"],
        received_on=dt.date.fromisoformat(row["received_on"]),
        responded_on=row["responded_on"] and dt.date.fromisoformat(row["responded_on"]),
        is_satisfied=row["is_satisfied"],
        imported_at=at,
    )


@transaction.atomic
def leave_import(*, source: ComplaintImport, by: Actor, at: dt.datetime) -> None:
    """Throw away a file that waits. Raises NotPermitted, WrongState."""
    source = ComplaintImport.objects.select_for_update().get(pk=source.pk)
    _check_decidable(source, by)
    _empty(source, SheetImport.State.LEFT)
    audit.record("complaints.import.left", subject=source, by=by, at=at)


def _empty(source: ComplaintImport, state: str, applied_at: dt.datetime | None = None) -> None:
    source.state, source.applied_at = SheetImport.State(state), applied_at
    source.rows, source.faulty_rows, source.units = [], [], {}
    source.save(update_fields=["state", "applied_at", "rows", "faulty_rows", "units"])


@transaction.atomic
def forget_left(*, at: dt.datetime) -> int:
    """Throw away the files that nobody decided about. Law: UU 27/2022 Ps. 16."""
    waiting = ComplaintImport.objects.filter(
        state=SheetImport.State.CHECKED, uploaded_at__lt=at - KEPT
    )
    return waiting.update(state=SheetImport.State.LEFT, rows=[], faulty_rows=[], units={})

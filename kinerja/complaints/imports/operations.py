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
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.imports import waiting
from kinerja.organization.imports.sheets import Found
from kinerja.services.access import may_administer
from kinerja.services.models import Service

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
        waiting.check_new(ComplaintImport.objects.all(), found.sha256)
    source = ComplaintImport.objects.create(
        **waiting.kept_of(found, by=by, at=at), rows=found.good, units=unfound(found.good)
    )
    audit.record("complaints.import.uploaded", subject=source, by=by, at=at)
    return source


def _check_permitted(by: Actor) -> None:
    if not (may_import_somewhere(by) or by.is_system):
        raise NotPermitted(NOT_YOURS)


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
    waiting.check_faults(source, skip_faulty=skip_faulty)
    if not again:
        waiting.check_new(ComplaintImport.objects.all(), source.file_sha256)
    applied = _store(source.rows, units, by, at)
    waiting.applied(source, at=at)
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
    waiting.check_waits(source)


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
    waiting.left(source)
    audit.record("complaints.import.left", subject=source, by=by, at=at)


@transaction.atomic
def forget_left(*, at: dt.datetime) -> int:
    """Throw away the files that nobody decided about. Law: UU 27/2022 Ps. 16."""
    return waiting.forget(ComplaintImport.objects.all(), at=at)

"""Evidence: adding a file or a link to an indicator in a period, taking it away again."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.cycles.models import Period
from kinerja.evidence import files
from kinerja.evidence.models import Evidence, EvidenceUse
from kinerja.evidence.operations.realizing import must_be_indicator_of, must_be_open
from kinerja.evidence.refusals import (
    FileKindUnknown,
    FileTooLarge,
    LinkNotUsable,
    TooMuchEvidence,
)
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.plans.models import Plan

INDICATOR = "indicator"
MOST = 10
LONGEST_NAME = 200
MEGABYTE = 1_000_000


@transaction.atomic
def attach_file(
    *,
    plan: Plan,
    indicator_id: int,
    period: Period,
    upload: UploadedFile[bytes],
    limit_mb: int,
    by: Actor,
    at: dt.datetime,
) -> EvidenceUse:
    """Add a file as evidence; the same bytes are stored once.

    Raises NotPermitted, FileTooLarge, FileKindUnknown, TooMuchEvidence and as `must_be_open`.
    """
    _must_fit(plan, indicator_id, period, by=by, at=at)
    size = upload.size or 0
    if size > limit_mb * MEGABYTE:
        raise FileTooLarge(
            f"File {size / MEGABYTE:.0f} MB terlalu besar. Batasnya {limit_mb} MB."
            " Coba foto ulang atau kirim tautan."
        )
    name = (upload.name or "bukti")[:LONGEST_NAME]
    upload.seek(0)
    kind = files.media_type(name, upload.read(16))
    upload.seek(0)
    if kind is None:
        raise FileKindUnknown
    stored = files.store(upload)
    made = Evidence.objects.create(
        owner_id=plan.employee_id,
        kind=Evidence.Kind.FILE,
        name=name,
        sha256=stored.sha256,
        size=stored.size,
        media_type=kind,
        storage_key=stored.key,
        added_at=at,
    )
    return _use(made, plan, indicator_id, period, by=by, at=at)


@transaction.atomic
def attach_link(
    *, plan: Plan, indicator_id: int, period: Period, link: str, by: Actor, at: dt.datetime
) -> EvidenceUse:
    """Add a link as evidence. Raises NotPermitted, LinkNotUsable and what `must_be_open` says."""
    _must_fit(plan, indicator_id, period, by=by, at=at)
    try:
        parts = urlsplit(link)
    except ValueError as error:
        raise LinkNotUsable from error
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or ""):
        raise LinkNotUsable
    made = Evidence.objects.create(
        owner_id=plan.employee_id,
        kind=Evidence.Kind.LINK,
        name=f"{parts.hostname}{parts.path}"[:LONGEST_NAME],
        link=link,
        added_at=at,
    )
    return _use(made, plan, indicator_id, period, by=by, at=at)


def _must_fit(plan: Plan, indicator_id: int, period: Period, *, by: Actor, at: dt.datetime) -> None:
    must_be_open(plan, period, by=by, on=clock.local_date(at))
    must_be_indicator_of(plan, indicator_id)
    used = EvidenceUse.objects.filter(
        subject_kind=INDICATOR, subject_id=indicator_id, period=period
    )
    if used.count() >= MOST:
        raise TooMuchEvidence


def _use(
    evidence: Evidence,
    plan: Plan,
    indicator_id: int,
    period: Period,
    *,
    by: Actor,
    at: dt.datetime,
) -> EvidenceUse:
    use = EvidenceUse.objects.create(
        evidence=evidence,
        plan=plan,
        subject_kind=INDICATOR,
        subject_id=indicator_id,
        period=period,
        used_at=at,
    )
    changes = {"plan": plan.pk, "indicator": indicator_id, "kind": evidence.kind}
    audit.record(
        "evidence.evidence.attached",
        subject=evidence,
        by=by,
        at=at,
        about=plan.employee_id,
        unit=plan.unit_id,
        changes=changes,
    )
    return use


@transaction.atomic
def detach(*, use: EvidenceUse, by: Actor, at: dt.datetime) -> None:
    """Take evidence away from an indicator. Its bytes stay: a decided evaluation may name them.

    Raises NotPermitted and what `must_be_open` says.
    """
    held = EvidenceUse.objects.select_for_update(of=["self"]).select_related("plan", "period")
    row = held.get(pk=use.pk)
    if row.period is None:  # pragma: no cover - evidence of a period is all there is so far
        return
    must_be_open(row.plan, row.period, by=by, on=clock.local_date(at))
    audit.record(
        "evidence.evidence.detached",
        subject=row.evidence,
        by=by,
        at=at,
        about=row.plan.employee_id,
        unit=row.plan.unit_id,
        changes={"plan": row.plan_id, "indicator": row.subject_id},
    )
    row.delete()

"""An import from upload to application: the only doors to what the other modules do."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.background import enqueue
from kinerja.foundation.progress import Progress, silent
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from kinerja.foundation.violations import refusing
from kinerja.organization.imports import applying, checking
from kinerja.organization.imports.statements import run
from kinerja.organization.models import Import, ImportRow, RoleGrant

LONGEST_NAME = 200
PAST, FUTURE = dt.timedelta(days=3653), dt.timedelta(days=366)
#: how long the rows of imports stay: of those never applied, and of those that were
UNAPPLIED_KEPT, APPLIED_KEPT = dt.timedelta(days=30), dt.timedelta(days=366)
#: the worker's names of what a person asks for
CHECK, APPLY = "organization.check_import", "organization.apply_import"
BROKEN_APPLICATION = (
    "Penerapan terhenti karena gangguan di server dan tidak ada yang berubah. Coba terapkan lagi;"
    " jika terulang, hubungi pengelola sistem."
)
BROKEN = (
    "Pemeriksaan terhenti karena gangguan di server. Unggah lagi filenya;"
    " jika terulang, hubungi pengelola sistem."
)
#: what the database refuses where positions of the past stand in the way
CLASHES = (
    "placement_one_definitive_at_a_time",
    "placement_one_definitif_head",
    "placement_one_plt_head",
    "placement_one_plh_head",
    "reporting_line_one_at_a_time",
    "unit_period_one_at_a_time",
    "unit_period_one_root",
)
CLASH = (
    "Sebagian data bertabrakan dengan riwayat jabatan atau unit yang tersimpan."
    " Periksa TMT JABATAN dan tanggal berlakunya, lalu unggah lagi."
)


class FaultyRows(Refusal):
    """Some rows are wrong, and nobody said to leave them out."""

    code = "faulty_rows"


class UnlikelyDay(Refusal):
    """A day so far away that it must be a slip of the keys."""

    code = "unlikely_day"


def may_import(actor: Actor) -> bool:
    """The pengelola of the city, or a command; in a new city, which has none, an administrator.

    Roles are granted to people, and people come from the import: somebody must be first.
    """
    if actor.has(Role.PENGELOLA_KOTA) or actor.is_system:
        return True
    managers = RoleGrant.objects.filter(role=Role.PENGELOLA_KOTA.value)
    return actor.has(Role.ADMINISTRATOR) and not managers.exists()


def _check_permitted(by: Actor) -> None:
    if not may_import(by):
        raise NotPermitted("Impor dijalankan oleh pengelola kinerja kota.")


def _check_days(effective_on: dt.date, end_gone_on: dt.date | None, today: dt.date) -> None:
    for day in (effective_on, end_gone_on or effective_on):
        if not today - PAST <= day <= today + FUTURE:
            raise UnlikelyDay(
                f"Tanggal {day:%d-%m-%Y} terlalu jauh. Tulis hari dalam sepuluh tahun terakhir"
                " atau setahun ke depan."
            )


@transaction.atomic
def open_import(
    *,
    subject: Import.Subject,
    file_name: str,
    content_sha256: bytes,
    effective_on: dt.date,
    by: Actor,
    at: dt.datetime,
    end_gone_on: dt.date | None = None,
    storage_key: str = "",
) -> Import:
    """Register a file before anybody reads it. Raises NotPermitted, UnlikelyDay."""
    _check_permitted(by)
    _check_days(effective_on, end_gone_on, clock.local_date(at))
    source = Import.objects.create(
        subject=subject,
        file_name=file_name[:LONGEST_NAME].replace("\x00", ""),
        file_sha256=content_sha256,
        storage_key=storage_key,
        effective_on=effective_on,
        end_gone_on=end_gone_on,
        uploaded_at=at,
        uploaded_by_id=by.user_id,
    )
    audit.record("organization.import.uploaded", subject=source, by=by, at=at)
    return source


def receive_file(
    *,
    subject: Import.Subject,
    file: UploadedFile[bytes],
    effective_on: dt.date,
    end_gone_on: dt.date | None,
    by: Actor,
    at: dt.datetime,
) -> Import:
    """Keep an uploaded file and let the worker read it. Raises NotPermitted, UnlikelyDay."""
    _check_permitted(by)
    _check_days(effective_on, end_gone_on, clock.local_date(at))
    storage_key = uuid.uuid4().hex
    digest = hashlib.sha256()
    path = _folder() / storage_key
    with path.open("xb") as kept:
        for chunk in file.chunks():
            digest.update(chunk)
            kept.write(chunk)
    source = open_import(
        subject=subject,
        file_name=file.name or "",
        content_sha256=digest.digest(),
        effective_on=effective_on,
        end_gone_on=end_gone_on,
        storage_key=storage_key,
        by=by,
        at=at,
    )
    enqueue(CHECK, import_id=source.pk)
    return source


def check_import(*, source: Import, path: Path, tell: Progress = silent) -> None:
    """Read, judge and compare, in short transactions. Raises FileRefused."""
    if source.state not in {Import.State.UPLOADED, Import.State.READING}:
        raise WrongState("File ini sudah diperiksa.")
    checking.check(source, path, tell)


def stop_import(*, source: Import) -> None:
    """Say on the page that reading broke down, so that nobody waits for it."""
    Import.objects.filter(pk=source.pk).exclude(state=Import.State.APPLIED).update(
        state=Import.State.REFUSED, refused_because=BROKEN
    )


@transaction.atomic
def request_application(*, source: Import, skip_faulty: bool, by: Actor, at: dt.datetime) -> Import:
    """Let the worker apply a checked import.

    Raises NotPermitted, WrongState, FaultyRows.
    """
    _check_permitted(by)
    source = Import.objects.select_for_update().get(pk=source.pk)
    _check_applicable(source, {Import.State.CHECKED}, skip_faulty=skip_faulty)
    source.state = Import.State.APPLYING
    source.refused_because = ""
    source.save(update_fields=["state", "refused_because"])
    audit.record("organization.import.requested", subject=source, by=by, at=at)
    enqueue(
        APPLY,
        import_id=source.pk,
        user_id=by.user_id,
        skip_faulty=skip_faulty,
        request_id=by.request_id,
    )
    return source


@transaction.atomic
def apply_import(
    *, source: Import, skip_faulty: bool, by: Actor, at: dt.datetime, tell: Progress = silent
) -> Import:
    """Carry a checked import out, all or nothing.

    Raises NotPermitted, WrongState, FaultyRows, UnitsInUse.
    """
    _check_permitted(by)
    source = Import.objects.select_for_update().get(pk=source.pk)
    run("allow_time")
    _check_applicable(
        source, {Import.State.CHECKED, Import.State.APPLYING}, skip_faulty=skip_faulty
    )
    tell(done=0, total=1, step="Menerapkan")
    with refusing(dict.fromkeys(CLASHES, WrongState(CLASH))):
        applying.carry_out(source, by, at)
    source.refresh_from_db()
    source.state = Import.State.APPLIED
    source.applied_at = at
    source.save(update_fields=["state", "applied_at"])
    audit.record("organization.import.applied", subject=source, by=by, at=at)
    tell(done=1, total=1, step="Menerapkan")
    return source


def _check_applicable(source: Import, states: set[Import.State], *, skip_faulty: bool) -> None:
    if source.state not in states:
        raise WrongState("Impor ini tidak menunggu diterapkan. Muat ulang halamannya.")
    if source.faulty and not skip_faulty:
        raise FaultyRows(
            f"{source.faulty} baris perlu diperbaiki. Perbaiki filenya,"
            " atau terapkan tanpa baris itu."
        )


@transaction.atomic
def return_import(*, source: Import, message: str) -> None:
    """Let a person see why the worker could not apply it; the import waits again."""
    Import.objects.filter(pk=source.pk, state=Import.State.APPLYING).update(
        state=Import.State.CHECKED, refused_because=message
    )


def sha256_of(path: Path) -> bytes:
    """Return the digest of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


def _folder() -> Path:
    folder = Path(settings.FILES) / "imports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def file_of(source: Import) -> Path:
    """Return where an uploaded file waits."""
    return _folder() / source.storage_key


def forget_file(source: Import) -> None:
    """Delete an uploaded file: what was read stands in the rows."""
    if source.storage_key:
        file_of(source).unlink(missing_ok=True)


@transaction.atomic
def forget_old_rows(*, at: dt.datetime) -> int:
    """Delete what old imports kept of people; the figures and the trail stay.

    Law: UU 27/2022 Ps. 16: no personal data longer than its purpose needs.
    """
    applied = Q(source__state=Import.State.APPLIED)
    old = Q(applied, source__uploaded_at__lt=at - APPLIED_KEPT) | Q(
        ~applied, source__uploaded_at__lt=at - UNAPPLIED_KEPT
    )
    deleted, _ = ImportRow.objects.filter(old).delete()
    return deleted

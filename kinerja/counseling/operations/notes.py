"""Notes: sealed when written, opened with the counselor's half or the printed recovery key."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.counseling import access, sealing
from kinerja.counseling.models import Case, CounselorKey, Note, RecoveryKey
from kinerja.counseling.operations.common import locked, record_by_counselor
from kinerja.counseling.refusals import CaseMoved, NoKey, NoRecoveryKey, NotUnderstood
from kinerja.counseling.sealing import SealedNote
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted


@transaction.atomic
def write_note(*, case: Case, text: str, by: Actor, at: dt.datetime) -> Note:
    """Seal a note to the counselor and to the city's recovery key. It never changes.

    Raises NotPermitted, CaseMoved, NoKey, NoRecoveryKey, NotUnderstood.
    """
    held = locked(case.pk)
    if not access.is_counselor(by, held) or not access.may_counsel(by):
        raise NotPermitted(access.NOT_YOURS)
    if held.state != Case.State.OPEN:
        raise CaseMoved
    key, recovery = keys_for_note(by)
    context = context_of(held.pk, key.pk, recovery.pk, at)
    sealed = sealing.seal_note(
        text, counselor=bytes(key.public), recovery=bytes(recovery.public), context=context
    )
    made = Note.objects.create(
        case=held, counselor_key=key, recovery_key=recovery, written_at=at, **sealed._asdict()
    )
    record_by_counselor("note_written", held, by=by, at=at)
    return made


def keys_for_note(by: Actor) -> tuple[CounselorKey, RecoveryKey]:
    """Return both keys to seal to. Raises NoKey, NoRecoveryKey, NotUnderstood."""
    keys = CounselorKey.objects.filter(counselor_id=by.employee_key, retired_at=None)
    key = keys.first()
    if key is None:
        raise NoKey
    recovery = RecoveryKey.objects.filter(retired_at=None).first()
    if recovery is None:
        raise NoRecoveryKey
    if key.understood_at is None:
        raise NotUnderstood
    return key, recovery


def context_of(case_id: int, key_id: int, recovery_id: int, written_at: dt.datetime) -> bytes:
    """Return what a note is bound to: its case, its keys and its time."""
    moment = written_at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return f"case {case_id} keys {key_id} {recovery_id} at {moment}".encode()


def sealed_of(note: Note) -> SealedNote:
    """Return what a row holds."""
    return SealedNote(
        bytes(note.ciphertext), bytes(note.key_for_counselor), bytes(note.key_for_recovery)
    )


def context_of_note(note: Note) -> bytes:
    """Return what a row is bound to."""
    return context_of(note.case_id, note.counselor_key_id, note.recovery_key_id, note.written_at)

"""The city's recovery key: made once and printed, replaced, used when a counselor has left."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.counseling import access, printing, sealing
from kinerja.counseling.models import Case, Note, Opening, RecoveryKey
from kinerja.counseling.operations.common import locked, record_by_counselor, tell
from kinerja.counseling.operations.notes import context_of_note, sealed_of
from kinerja.counseling.sealing import CannotOpen
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal


class Printed(NamedTuple):
    """The private half as letters, once, and the fingerprint that stays shown."""

    groups: list[str]
    fingerprint: str


class OpenNote(NamedTuple):
    """A note that the recovery key has opened; no text where it was sealed to another one."""

    written_at: dt.datetime
    text: str | None
    fingerprint: str


class UnknownRecoveryKey(Refusal):
    """No key of this city has this fingerprint."""

    code = "unknown_recovery_key"
    message = "Kunci ini bukan kunci pemulihan kota. Periksa sidik pada lembarnya."


@transaction.atomic
def make_recovery_key(*, by: Actor, at: dt.datetime) -> Printed:
    """Make a recovery key, in the place of the one before it; its private half is not stored.

    Notes from now on are sealed to the new one; the old envelope stays needed for the older notes.
    Raises NotPermitted.
    """
    if not access.may_keep_recovery(by):
        raise NotPermitted(access.NOT_YOUR_KEY)
    held = RecoveryKey.objects.select_for_update(of=("self",)).filter(retired_at=None)
    for old in held:
        old.retired_at = at
        old.save(update_fields=["retired_at"])
    pair = sealing.new_pair()
    made = RecoveryKey.objects.create(
        public=pair.public,
        fingerprint=printing.fingerprint(pair.public),
        made_by_id=by.user_key,
        made_at=at,
    )
    audit.record("counseling.recovery.made", subject=made, by=by, at=at)
    return Printed(printing.written(pair.private), made.fingerprint)


@transaction.atomic
def open_notes(*, case: Case, private: bytes, by: Actor, at: dt.datetime) -> list[OpenNote]:
    """Open the notes of a case with the printed key; both of the case see that it was done.

    Raises NotPermitted, UnknownRecoveryKey.
    """
    if not by.is_system:
        raise NotPermitted("Catatan dibuka dengan perintah di server.")
    held = locked(case.pk)
    key = _known(private)
    notes = held.notes.select_related("recovery_key").order_by("written_at", "pk")
    found = [_opened(note, key, private) for note in notes]
    count = sum(one.text is not None for one in found)
    Opening.objects.create(case=held, at=at, notes=count)
    record_by_counselor("notes_recovered", held, by=by, at=at)
    tell(held.employee_id, held, at=at)
    tell(held.counselor_id, held, at=at)
    return found


def _known(private: bytes) -> RecoveryKey:
    try:
        public = sealing.public_of(private)
    except CannotOpen as error:
        raise UnknownRecoveryKey from error
    key = RecoveryKey.objects.filter(public=public).first()
    if key is None:
        raise UnknownRecoveryKey
    return key


def _opened(note: Note, key: RecoveryKey, private: bytes) -> OpenNote:
    other = note.recovery_key
    if other.pk != key.pk:
        return OpenNote(note.written_at, None, other.fingerprint)
    text = sealing.open_by_recovery(sealed_of(note), private, context_of_note(note))
    return OpenNote(note.written_at, text, key.fingerprint)

"""Notes of both, and each one's own."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.dialogue.models import Confirmation, PrivateNote, Session
from kinerja.dialogue.operations import pairs
from kinerja.dialogue.operations.holding import must_say_something
from kinerja.dialogue.refusals import AlreadyConfirmed, StaleNotes
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing


@transaction.atomic
def save_notes(
    *, session: Session, notes: str, lock_no: int, by: Actor, at: dt.datetime
) -> Session:
    """Store what both remember, until one of both has confirmed it.

    Raises NotPermitted, NotInThisState, AlreadyConfirmed, NothingWritten, StaleNotes.
    """
    held = pairs.taken(session, by=by, at=at, among="PLANNED HELD")
    if Confirmation.objects.filter(session=held).exists():
        raise AlreadyConfirmed
    if held.notes == notes:
        return held  # the autosave and the button sent the same
    if held.lock_no != lock_no:
        raise StaleNotes
    held.notes, held.lock_no = notes, lock_no + 1
    if held.state == "HELD":
        must_say_something(held)
    held.save(update_fields=["notes", "lock_no"])
    return held


@transaction.atomic
def save_private_note(
    *, session: Session, text: str, lock_no: int, by: Actor, at: dt.datetime
) -> PrivateNote:
    """Store what only its author reads: no trail, no message, no "lihat sebagai".

    Raises NotPermitted, StaleNotes.
    """
    held = pairs.taken(session, by=by, at=at)
    if by.employee_id is None or by.real_user_id is not None:
        raise NotPermitted(pairs.NOT_YOURS)
    notes = PrivateNote.objects.select_for_update(of=["self"])
    note = notes.filter(session=held, author_id=by.employee_id).first() or PrivateNote(
        session=held, author_id=by.employee_id
    )
    if note.pk and note.text == text:
        return note
    if note.lock_no != lock_no:
        raise StaleNotes
    note.text, note.updated_at, note.lock_no = text, at, lock_no + 1
    with refusing({"dialogue_private_note_once_each": StaleNotes()}):
        note.save()
    return note

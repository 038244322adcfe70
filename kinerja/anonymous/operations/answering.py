"""Answering: the one act that leaves no trail, no key of a form, and no lock on a person's row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from kinerja.anonymous import access, boxes, keys
from kinerja.anonymous.models import AnonymousAnswer, Window
from kinerja.anonymous.operations.rows import Closed, rows_of, write_anew
from kinerja.anonymous.refusals import KeyNotHere, WindowClosed
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.locks import Set, lock
from kinerja.foundation.refusals import NotPermitted

SCORES = range(1, 5)
MEMBERS_ONLY = "Masukan ini hanya diisi oleh anggota kelompoknya sendiri."


def asks(*, window: Window, by: Actor) -> bool:
    """Tell whether the window asks this person, here in person."""
    is_member = Window.objects.naming(by.employee_key).filter(pk=window.pk).exists()
    return access.may_answer(by, is_member=is_member)


def own_answer(*, window: Window, by: Actor, at: dt.datetime) -> boxes.Content | None:
    """Return what the person has answered so far, by the token of this moment.

    Raises NotPermitted, WindowClosed, KeyNotHere.
    """
    key, token = _key_and_token(window, by, clock.local_date(at))
    found = AnonymousAnswer.objects.filter(window_id=window.pk, token_hash=token)
    box = found.values_list("box", flat=True).first()
    try:
        return None if box is None else boxes.open_box(key, bytes(box))
    except boxes.BoxDamaged:  # somebody tampered with it: to be answered anew
        return None


@transaction.atomic
def save_answer(
    *, window: Window, scores: Mapping[str, int], text: str, by: Actor, at: dt.datetime
) -> None:
    """Store an answer, or change it; all rows of the window are written anew together.

    Anonymous: nothing is recorded, and only the window is locked, by a lock that no row shows.
    A row of the person under lock would bear this transaction's number.
    Raises NotPermitted, WindowClosed, KeyNotHere.
    """
    lock(Set.FEEDBACK_WINDOW, window.pk)
    day = clock.local_date(at)
    key, token = _key_and_token(window, by, day)
    if not scores.keys() <= set(window.questions) or not set(scores.values()) <= set(SCORES):
        raise ValueError("A score that nobody asked for.")
    box = boxes.close(key, boxes.Content(dict(scores), text))
    others = [row for row in rows_of(window.pk) if row.token != token]
    write_anew(window.pk, [*others, Closed(token, box)], day)


def _key_and_token(window: Window, by: Actor, on: dt.date) -> tuple[bytes, bytes]:
    if not asks(window=window, by=by):
        raise NotPermitted(MEMBERS_ONLY)
    if not Window.objects.asking(by.employee_key, on).filter(pk=window.pk).exists():
        raise WindowClosed
    try:
        key = keys.load(window.key_file)
    except keys.KeyMissing as error:
        raise KeyNotHere from error
    token = boxes.token(
        key, author=by.employee_key, subject=window.subject_id, questions=window.questions
    )
    return key, token

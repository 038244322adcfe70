"""Sealing: answers lose their token and each other, the key is destroyed."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TypeVar

from django.db import transaction

from kinerja.anonymous import boxes, keys
from kinerja.anonymous.models import FEWEST_ANSWERS, AnonymousAnswer, Window
from kinerja.anonymous.operations.rows import RANDOM, rows_of
from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Via
from kinerja.foundation.locks import Set, lock
from kinerja.foundation.one_by_one import one_by_one
from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee
from kinerja.organization.queries import evaluator_of
from kinerja.ui import format as formats

logger = logging.getLogger(__name__)
T = TypeVar("T")
#: how long a window waits for a key that is not found: the worker may run on the wrong machine
PATIENCE = dt.timedelta(days=7)
#: a key that no window names yet may belong to one that is being opened
UNNAMED = dt.timedelta(hours=1)


def seal_due(*, at: dt.datetime) -> int:
    """Seal the windows whose last day is over; returns how many. Runs each hour."""
    by = Actor.system("anonymous.seal_due", via=Via.JOB)
    due = Window.objects.filter(state=Window.State.OPEN, closes__lt=clock.local_date(at))
    ids = list(due.order_by("closes", "pk").values_list("pk", flat=True))
    return one_by_one(
        ids,
        lambda window_id: seal(window_id=window_id, by=by, at=at),
        name="anonymous.window.not_sealed",
    )


@transaction.atomic
def seal(*, window_id: int, by: Actor, at: dt.datetime) -> bool:
    """Open all boxes at once and mix what they hold; afterwards nobody can join who said what.

    Below five answers nothing is kept. Says whether the window was sealed.
    """
    lock(Set.FEEDBACK_WINDOW, window_id)
    window = Window.objects.select_for_update().get(pk=window_id)
    on = clock.local_date(at)
    if window.state != Window.State.OPEN or window.closes >= on:
        return False
    try:
        contents = _contents(window)
    except keys.KeyMissing:
        logger.warning("anonymous.key.missing", extra={"window_id": window_id})
        if on <= window.closes + PATIENCE:
            return False
        contents = None
    key_file = window.key_file
    _store(window, contents)
    audit.record(
        "anonymous.window.sealed",
        subject=window,
        by=by,
        at=at,
        about=window.subject_id,
        unit=window.unit_id,
        changes={"outcome": window.outcome},
    )
    _tell(window, on, at)
    transaction.on_commit(lambda: keys.destroy(key_file))
    return True


def forget_stray_keys(*, at: dt.datetime) -> int:
    """Destroy keys that no open window names: of a crash between commit and destruction."""
    known = set(Window.objects.exclude(key_file="").values_list("key_file", flat=True))
    stray = [name for name in keys.older_than(at - UNNAMED) if name not in known]
    for name in stray:
        keys.destroy(name)
    return len(stray)


def _contents(window: Window) -> list[boxes.Content]:
    """Open the boxes; one that somebody tampered with is left out."""
    key = keys.load(window.key_file)
    contents = []
    for row in rows_of(window.pk):
        try:
            contents.append(boxes.open_box(key, row.box))
        except boxes.BoxDamaged:
            logger.warning("anonymous.box.damaged", extra={"window_id": window.pk})
    return contents


def _store(window: Window, contents: list[boxes.Content] | None) -> None:
    AnonymousAnswer.objects.filter(window=window).delete()
    if contents is None:
        window.outcome = Window.Outcome.KEY_LOST
    elif len(contents) < FEWEST_ANSWERS:
        window.outcome = Window.Outcome.TOO_FEW
    else:
        window.outcome = Window.Outcome.SHOWN
        _insert_mixed(window, contents)
    window.state, window.key_file = Window.State.SEALED, ""
    window.save(update_fields=["state", "outcome", "key_file"])


def _insert_mixed(window: Window, contents: list[boxes.Content]) -> None:
    """Mix each value's scores and the texts by themselves: no row is one person's answer."""
    columns = {
        code: _mixed([one.scores.get(code) for one in contents]) for code in window.questions
    }
    texts = _mixed([one.text for one in contents])
    AnonymousAnswer.objects.bulk_create(
        AnonymousAnswer(
            window=window,
            day=window.closes,
            scores={code: scores[row] for code, scores in columns.items() if scores[row]},
            text=text,
        )
        for row, text in enumerate(texts)
    )


def _mixed(values: list[T]) -> list[T]:
    return RANDOM.sample(values, len(values))


def _tell(window: Window, on: dt.date, at: dt.datetime) -> None:
    line = evaluator_of(window.placement_id, on)
    users = {window.subject.user_id, window.opened_by_id}
    if line is not None and line.evaluator_user_id is not None:
        users.add(line.evaluator_user_id)
    addresses = dict(Employee.objects.filter(user_id__in=users).values_list("user_id", "email"))
    notify(
        [(user, addresses.get(user) or None) for user in sorted(users)],
        kind="anonymous.sealed",
        title=f"Masukan anonim tentang {window.subject.full_name} ditutup",
        body="Buka untuk membaca hasilnya."
        if window.outcome == Window.Outcome.SHOWN
        else "Jawaban belum cukup, jadi tidak ada hasil yang ditampilkan.",
        location=formats.url("anonymous:window", window.pk),
        at=at,
    )

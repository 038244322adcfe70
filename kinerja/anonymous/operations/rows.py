"""The rows of an open window: never added to, always written anew together in random order.

A row that stays where it was put tells by its place and its transaction when it came, and so by
whom. Here all rows of a window come from the same transaction, the latest.
"""

from __future__ import annotations

import datetime as dt
import secrets
from typing import NamedTuple

from django.db import transaction

from kinerja.anonymous.models import AnonymousAnswer, Window
from kinerja.foundation import clock
from kinerja.foundation.locks import Set, lock
from kinerja.foundation.one_by_one import one_by_one

RANDOM = secrets.SystemRandom()


class Closed(NamedTuple):
    """An answer as the database knows it while its window is open."""

    token: bytes
    box: bytes


def rows_of(window_id: int) -> list[Closed]:
    """Return the answers of an open window."""
    rows = AnonymousAnswer.objects.filter(window_id=window_id, token_hash__isnull=False)
    return [
        Closed(bytes(token or b""), bytes(box or b""))
        for token, box in rows.values_list("token_hash", "box")
    ]


def write_anew(window_id: int, rows: list[Closed], day: dt.date) -> None:
    """Put these in the place of all rows of the window, in random order, under new ids."""
    AnonymousAnswer.objects.filter(window_id=window_id).delete()
    mixed = RANDOM.sample(rows, len(rows))
    AnonymousAnswer.objects.bulk_create(
        AnonymousAnswer(window_id=window_id, token_hash=row.token, box=row.box, day=day)
        for row in mixed
    )


def rewrite_open_rows(*, at: dt.datetime) -> int:
    """Write the rows of every open window anew; returns how many windows. Runs each night."""
    still_open = Window.objects.filter(state=Window.State.OPEN)
    windows = list(still_open.values_list("pk", flat=True))

    @transaction.atomic
    def rewrite(window_id: int) -> int:
        lock(Set.FEEDBACK_WINDOW, window_id)
        if still_open.filter(pk=window_id).exists():  # not sealed while we waited
            write_anew(window_id, rows_of(window_id), clock.local_date(at))
        return 1

    return one_by_one(windows, rewrite, name="anonymous.window.not_rewritten")

"""The night: answers lose their order, and the indices of their periods are computed anew."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from django.db import connection, transaction

from kinerja.foundation import clock
from kinerja.foundation.locks import Set, lock
from kinerja.foundation.sql import run, run_planned
from kinerja.surveys import keys
from kinerja.surveys.models import InboxAnswer, UsedKey
from kinerja.surveys.operations.indices import write_indices
from kinerja.surveys.periods import quarter_of

SQL = Path(__file__).parents[1] / "sql"
OPEN_MONTH = "SELECT surveys_open_months(%s, %s)"
# A bucket that an answer holds just now stays until the next night: nobody waits for us.
EMPTY_RATES = """
DELETE FROM survey_rate WHERE (bucket, slot) IN (
  SELECT bucket, slot FROM survey_rate ORDER BY bucket, slot FOR UPDATE SKIP LOCKED)
"""
#: a form may be sent for two days, so its key is known for as long
KEYS_KEPT = dt.timedelta(days=2)
YESTERDAY = dt.timedelta(days=1)


class Touched(NamedTuple):
    """A counter on a day, to which answers were added."""

    service_id: int
    counter_id: int
    day: dt.date
    answers: int


class Night(NamedTuple):
    """What a night did."""

    answers: int
    comments: int
    indices: int


def turn_over(at: dt.datetime) -> Night:
    """Move and mix what came on the days before today, compute the indices, forget the keys.

    All that belongs together is one transaction; what follows may be done again at any time. A
    second call finds nothing to do. Answers that come late wait for the next night.
    """
    today = clock.local_date(at)
    night = _move(today=today)
    UsedKey.objects.filter(day__lt=today - KEYS_KEPT).delete()
    with connection.cursor() as cursor:
        cursor.execute(EMPTY_RATES)
    keys.forget_before(today - YESTERDAY)
    return night


@transaction.atomic
def recompute(*, service_id: int, starts: dt.date, at: dt.datetime) -> None:
    """Write the indices that a ruling on this quarter changes: the service's and those above.

    Who has locked the service's row before, did so by `select_for_update(no_key=True)`: a night
    that refers to the service would wait for him, and he for the night.
    """
    lock(Set.SURVEYS)
    write_indices({starts: {service_id}}, clock.local_date(at))


@transaction.atomic
def _move(*, today: dt.date) -> Night:
    lock(Set.SURVEYS)
    _open_months(today)
    touched = [Touched(*row) for row in run(SQL / "mix.sql", {"today": today})]
    comments = len(run(SQL / "mix_comments.sql", {"today": today}))
    if not touched:
        return Night(0, comments, 0)
    sum_up(touched)
    services: dict[dt.date, set[int]] = defaultdict(set)
    for row in touched:
        services[quarter_of(row.day).starts].add(row.service_id)
    indices = write_indices(services, today)
    return Night(sum(row.answers for row in touched), comments, indices)


def _open_months(today: dt.date) -> None:
    """Open the months of what will move, each by itself: a clock may have been years astray."""
    days = InboxAnswer.objects.filter(day__lt=today).values_list("day", flat=True).distinct()
    with connection.cursor() as cursor:
        for month in sorted({day.replace(day=1) for day in days}):
            cursor.execute(OPEN_MONTH, [month, month])


def sum_up(touched: list[Touched]) -> None:
    """Compute the sums of these counters on these days, and of the quarters they lie in."""
    services, counters, days, _ = (list(column) for column in zip(*touched, strict=True))
    run_planned(SQL / "roll_up.sql", {"services": services, "counters": counters, "days": days})
    parts = sorted({(row.service_id, quarter_of(row.day).starts) for row in touched})
    run_planned(
        SQL / "sum_up.sql",
        {"services": [one for one, _ in parts], "starts": [starts for _, starts in parts]},
    )

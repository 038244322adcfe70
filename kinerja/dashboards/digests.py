"""The digest: one mail a working day at the hour a person chose, of what waits at that moment."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from kinerja.cycles.queries import holidays_between
from kinerja.dashboards.queries.home import Task, sorted_tasks
from kinerja.foundation import clock
from kinerja.foundation.background import enqueue
from kinerja.notifications import operations
from kinerja.notifications.models import DigestSent, NotificationPreference
from kinerja.organization.actors import actor_of
from kinerja.organization.models import Employee
from kinerja.ui.format import url

logger = logging.getLogger(__name__)

SATURDAY = 5
#: how many hours later a worker that was away still sends
LATEST = 2
AT_ONCE = 500
#: what shows for the whole window, answered or not: it is told once, at opening
NOT_LISTED = {"anonymous.answer"}
#: what a mail may not tell, since it lies open on many a screen: no name, no words, no rating
NEUTRAL = {
    "counseling": "Ada yang menunggu Anda di Kinerja",
    "guidance": "Ada yang menunggu Anda di Kinerja",
    "dialogue.keep": "Kesepakatan dialog kinerja yang berjalan",
    "growth": "Tindakan pengembangan yang berjalan",
}


class Reader(NamedTuple):
    """Somebody whose hour it is."""

    user_id: int
    address: str


def send_digests(*, at: dt.datetime) -> dict[str, int]:
    """Settle the digests of this hour; one failure does not stop the rest.

    What nobody has settled within the last hours is made up for. Returns how many of each.
    """
    day, hour = clock.local_date(at), clock.local(at).hour
    counts = {"sent": 0, "empty": 0, "failed": 0}
    if not is_working_day(day):
        return counts
    for batch in _batches(day, list(range(max(0, hour - LATEST), hour + 1))):
        for reader in batch:
            counts[_settle(reader, day, at)] += 1
        enqueue("notifications.send_mails")
    operations.forget_old_digests(on=day)
    return counts


def is_working_day(day: dt.date) -> bool:
    """Tell whether people work: no Saturday, Sunday or registered holiday."""
    return day.weekday() < SATURDAY and not holidays_between(day, day)


def _batches(day: dt.date, hours: list[int]) -> Iterator[list[Reader]]:
    """Yield whose hour it is and who has none of this day yet, some hundreds at a time."""
    after = 0
    while batch := _next(day, hours, after):
        yield batch
        after = batch[-1].user_id


def _next(day: dt.date, hours: list[int], after: int) -> list[Reader]:
    people = (
        Employee.objects.annotate(
            hour=Coalesce(
                "user__notification_preference__digest_hour", NotificationPreference.DIGEST_HOUR
            ),
            wants=Coalesce("user__notification_preference__wants_digest", True),  # noqa: FBT003
        )
        .filter(
            Q(ended_on=None) | Q(ended_on__gt=day),
            ~Exists(DigestSent.objects.filter(user=OuterRef("user_id"), day=day)),
            user__is_active=True,
            hour__in=hours,
            wants=True,
            user_id__gt=after,
        )
        .exclude(email="")
        .order_by("user_id")
    )
    return [Reader(*row) for row in people.values_list("user_id", "email")[:AT_ONCE]]


def _settle(reader: Reader, day: dt.date, at: dt.datetime) -> str:
    """Send one digest, or note that nothing waits; say which."""
    try:
        items = items_of(reader.user_id, day, at)
        is_sent = operations.send_digest(
            user_id=reader.user_id, address=reader.address, items=items, day=day, at=at
        )
    except Exception:
        logger.exception("dashboards.digest.failed", extra={"user_id": reader.user_id})
        return "failed"
    return "sent" if is_sent else "empty"


def items_of(user_id: int, day: dt.date, at: dt.datetime) -> list[tuple[str, str]]:
    """Return titles and places of what waits for a person and for nobody else."""
    mine, _ = sorted_tasks(actor_of(user_id, at), day)
    return [_item(task) for task in mine if task.row.task not in NOT_LISTED]


def _item(task: Task) -> tuple[str, str]:
    kind = task.row.task
    room = kind.partition(".")[0]
    if room in {"counseling", "guidance"}:
        return NEUTRAL[room], "/"
    title = NEUTRAL.get(kind) or NEUTRAL.get(room) or task.title
    return title, url(task.kind.url, task.row.object_id)

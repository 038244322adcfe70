"""Telling people: in the application at once, by e-mail once their quiet hours are over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation.actor import Actor
from kinerja.foundation.background import enqueue
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications.models import (
    DigestSent,
    Notification,
    NotificationPreference,
    OutgoingMail,
)
from kinerja.notifications.quiet import Quiet, leaves_at, quiet_of

#: how long it is remembered that a digest was sent
DIGESTS_KEPT = dt.timedelta(days=60)
LARGEST_SMALLINT = 32_767


class CalendarPart(NamedTuple):
    """An entry for a calendar that goes with a mail (RFC 5546)."""

    method: str  # REQUEST or CANCEL
    text: str


@transaction.atomic
def notify(
    recipients: Iterable[tuple[int, str | None]],
    *,
    kind: str,
    title: str,
    location: str,
    at: dt.datetime,
    body: str = "",
    calendar: CalendarPart | None = None,
) -> None:
    """Tell people inside the running transaction; recipients are (user id, e-mail or None).

    A title says that something waits and where; never a rating (UU 27/2022). In the application
    they are told at once; the mail waits until the person's quiet hours end.
    """
    people = dict(recipients)
    notes = Notification.objects.bulk_create(
        Notification(user_id=user, at=at, kind=kind, title=title, body=body, location=location)
        for user in people
    )
    _put_into_outbox([note for note in notes if people[note.user_id]], people, calendar, at)


def _put_into_outbox(
    notes: list[Notification],
    people: dict[int, str | None],
    calendar: CalendarPart | None,
    at: dt.datetime,
) -> None:
    """Write the mails of those who have an address; the queue is told when one may leave now."""
    if not notes:
        return
    quiet, usual = quiet_of(note.user_id for note in notes), Quiet()
    method, text = calendar or ("", "")
    mails = [
        OutgoingMail(
            notification=note,
            address=people[note.user_id] or "",
            next_try_at=leaves_at(quiet.get(note.user_id, usual), at),
            calendar=text,
            calendar_method=method,
        )
        for note in notes
    ]
    OutgoingMail.objects.bulk_create(mails)
    if any(mail.next_try_at <= at for mail in mails):
        enqueue("notifications.send_mails")


@transaction.atomic
def send_digest(
    *, user_id: int, address: str, items: Sequence[tuple[str, str]], day: dt.date, at: dt.datetime
) -> bool:
    """Put the digest of a day into the outbox, once; nothing where nothing waits.

    `items` are titles with their paths: never a rating (UU 27/2022). The hour is the person's own
    choice, so quiet hours do not hold it back. Says whether a mail goes out.
    """
    _, is_new = DigestSent.objects.get_or_create(
        user_id=user_id, day=day, defaults={"things": min(len(items), LARGEST_SMALLINT)}
    )
    if not is_new or not items:
        return False
    OutgoingMail.objects.create(
        title=f"{len(items)} hal menunggu Anda di Kinerja",
        items=[list(one) for one in items],
        address=address,
        next_try_at=at,
    )
    return True


def forget_old_digests(*, on: dt.date) -> int:
    """Delete what served to send one mail a day."""
    deleted, _ = DigestSent.objects.filter(day__lt=on - DIGESTS_KEPT).delete()
    return deleted


@transaction.atomic
def set_preference(
    *,
    wants_digest: bool,
    digest_hour: int,
    quiet_from: int,
    quiet_until: int,
    by: Actor,
    at: dt.datetime,
) -> NotificationPreference:
    """Set when mails may come to oneself; mails that wait already keep their hour.

    Raises NotPermitted for machines.
    """
    if by.user_id is None:
        raise NotPermitted
    values = {
        "wants_digest": wants_digest,
        "digest_hour": digest_hour,
        "quiet_from": quiet_from,
        "quiet_until": quiet_until,
    }
    chosen, _ = NotificationPreference.objects.update_or_create(user_id=by.user_id, defaults=values)
    audit.record(
        "notifications.preference.set",
        subject=chosen,
        by=by,
        at=at,
        about=by.employee_id,
        changes=values,
    )
    return chosen


@transaction.atomic
def mark_read(*, by: Actor, at: dt.datetime, notification_id: int | None = None) -> int:
    """Mark one message, or all of one's own, as read."""
    unread = Notification.objects.visible_to(by).unread()
    if notification_id is not None:
        unread = unread.filter(pk=notification_id)
    return unread.update(read_at=at)

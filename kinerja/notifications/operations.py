"""Telling people: in the application at once, by e-mail through the outbox."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from kinerja.foundation.actor import Actor
from kinerja.foundation.background import enqueue
from kinerja.notifications.models import Notification, OutgoingMail


@transaction.atomic
def notify(
    recipients: Iterable[tuple[int, str | None]],
    *,
    kind: str,
    title: str,
    location: str,
    at: dt.datetime,
    body: str = "",
) -> None:
    """Tell people inside the running transaction; recipients are (user id, e-mail or None).

    A title says that something waits and where; never a rating (UU 27/2022).
    """
    people = dict(recipients)
    notes = Notification.objects.bulk_create(
        Notification(user_id=user, at=at, kind=kind, title=title, body=body, location=location)
        for user in people
    )
    mails = [
        OutgoingMail(notification=note, address=address, next_try_at=at)
        for note in notes
        if (address := people[note.user_id])
    ]
    if mails:
        OutgoingMail.objects.bulk_create(mails)
        enqueue("notifications.send_mails")


@transaction.atomic
def mark_read(*, by: Actor, at: dt.datetime, notification_id: int | None = None) -> int:
    """Mark one message, or all of one's own, as read."""
    unread = Notification.objects.visible_to(by).unread()
    if notification_id is not None:
        unread = unread.filter(pk=notification_id)
    return unread.update(read_at=at)

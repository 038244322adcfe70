"""Taking mails out of the outbox: one at a time, each tried again later when it fails."""

from __future__ import annotations

import datetime as dt
import logging
import smtplib

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.db import transaction

from kinerja.city.queries import current_city
from kinerja.notifications.models import OutgoingMail
from kinerja.ui.rendering import template_named

logger = logging.getLogger(__name__)

#: how long to wait after each failure; afterwards the mail is given up
WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 4 * 60, 12 * 60, 24 * 60))
LONGEST_ERROR = 500


def send_due(*, at: dt.datetime, limit: int = 500) -> int:
    """Send the mails that are due; returns how many left. Several workers share them."""
    sent = 0
    for _ in range(limit):
        done = _send_next(at)
        if done is None:
            break
        sent += done
    return sent


@transaction.atomic
def _send_next(at: dt.datetime) -> int | None:
    """Take one mail, locked until its fate is written; None when nothing is due.

    A mail that left although the commit failed is sent twice: better than never.
    """
    due = OutgoingMail.objects.select_for_update(skip_locked=True, of=("self",))
    waiting = due.filter(state=OutgoingMail.State.WAITING, next_try_at__lte=at)
    mail = waiting.select_related("notification").order_by("next_try_at", "pk").first()
    if mail is None:
        return None
    try:
        message_of(mail).send()
    except (OSError, smtplib.SMTPException, BadHeaderError, UnicodeError) as error:
        _put_back(mail, error, at)
        return 0
    mail.state, mail.sent_at, mail.error = OutgoingMail.State.SENT, at, ""
    mail.attempts += 1
    mail.save(update_fields=["state", "sent_at", "error", "attempts"])
    return 1


def _put_back(mail: OutgoingMail, error: Exception, at: dt.datetime) -> None:
    """Try again later, or give up after the last wait."""
    mail.error = f"{type(error).__name__}: {error}"[:LONGEST_ERROR].replace("\x00", "")
    if mail.attempts < len(WAITS):
        mail.next_try_at = at + WAITS[mail.attempts]
    else:
        mail.state = OutgoingMail.State.FAILED
        logger.warning("notifications.mail.given_up", extra={"mail_id": mail.pk})
    mail.attempts += 1
    mail.save(update_fields=["state", "next_try_at", "error", "attempts"])


def message_of(mail: OutgoingMail) -> EmailMultiAlternatives:
    """Write the mail: what waits and where, in plain text and in short HTML. Never a rating."""
    city, note = current_city(), mail.notification
    context = {
        "title": note.title,
        "body": note.body,
        "address": f"{settings.PUBLIC_URL}/notifikasi/{note.pk}/",
        "city": city,
    }
    text = template_named("notifications/mail.txt").render(context)
    message = EmailMultiAlternatives(" ".join(note.title.split()), text, _sender(), [mail.address])
    html = template_named("notifications/mail.html").render(context)
    message.attach_alternative(html, "text/html")
    return message


def _sender() -> str:
    from kinerja.city.models import City  # noqa: PLC0415

    stored = City.objects.filter(pk=1).values_list("mail_from", flat=True).first()
    return stored or settings.DEFAULT_FROM_EMAIL

"""Taking mails out of the outbox: one at a time, each tried again later when it fails."""

from __future__ import annotations

import datetime as dt
import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction

from kinerja.city.queries import current_city
from kinerja.notifications.models import OutgoingMail
from kinerja.ui.format import url
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
    if _is_needless(mail):
        mail.state = OutgoingMail.State.SKIPPED
        mail.save(update_fields=["state"])
        return 0
    try:
        message_of(mail).send()
    except (OSError, smtplib.SMTPException, ValueError) as error:  # no header, no address
        _put_back(mail, error, at)
        return 0
    mail.state, mail.sent_at, mail.error = OutgoingMail.State.SENT, at, ""
    mail.attempts += 1
    mail.save(update_fields=["state", "sent_at", "error", "attempts"])
    return 1


def _is_needless(mail: OutgoingMail) -> bool:
    """What was read in the application meanwhile needs no mail; a calendar waits for its entry."""
    note = mail.notification
    return note is not None and note.read_at is not None and not mail.calendar


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
    note = mail.notification
    here, title = settings.PUBLIC_URL, note.title if note else mail.title
    context = {
        "title": title,
        "body": note.body if note else "",
        "items": [(words, f"{here}{path}") for words, path in mail.items],
        "address": f"{here}/notifikasi/{note.pk}/" if note else f"{here}/",
        "settings": f"{here}{url('notifications:preference')}",
        "city": current_city(),
    }
    text = template_named("notifications/mail.txt").render(context)
    message = EmailMultiAlternatives(" ".join(title.split()), text, _sender(), [mail.address])
    html = template_named("notifications/mail.html").render(context)
    message.attach_alternative(html, "text/html")
    if mail.calendar:
        message.attach_alternative(mail.calendar, f"text/calendar; method={mail.calendar_method}")
    return message


def _sender() -> str:
    from kinerja.city.models import City  # noqa: PLC0415

    stored = City.objects.filter(pk=1).values_list("mail_from", flat=True).first()
    return stored or settings.DEFAULT_FROM_EMAIL

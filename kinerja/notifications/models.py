"""What people are told, and the mails on their way."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kinerja.notifications.querysets import NotificationQuerySet


class Notification(models.Model):
    """One message to one person in the application. Never a rating."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="notifications")
    at = models.DateTimeField()
    kind = models.TextField()
    title = models.TextField()
    body = models.TextField(default="", blank=True)
    location = models.TextField()
    read_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        db_table = "notification"
        indexes = [
            models.Index(fields=["user", "-at", "-id"], name="notification_newest"),
            models.Index(fields=["user"], condition=Q(read_at=None), name="notification_unread"),
        ]


class NotificationPreference(models.Model):
    """When mails may come to a person; whoever has not chosen has the defaults."""

    DIGEST_HOUR, QUIET_FROM, QUIET_UNTIL = 7, 18, 6

    user = models.OneToOneField(
        "accounts.User",
        models.CASCADE,
        primary_key=True,
        related_name="notification_preference",
    )
    wants_digest = models.BooleanField(default=True)
    #: hours of the city's day
    digest_hour = models.PositiveSmallIntegerField(default=DIGEST_HOUR)
    quiet_from = models.PositiveSmallIntegerField(default=QUIET_FROM)
    #: the same hour as `quiet_from`: no quiet hours
    quiet_until = models.PositiveSmallIntegerField(default=QUIET_UNTIL)

    class Meta:
        db_table = "notification_preference"
        constraints = [
            models.CheckConstraint(
                condition=Q(digest_hour__lte=23, quiet_from__lte=23, quiet_until__lte=23),
                name="notification_preference_hours",
            ),
        ]


class DigestSent(models.Model):
    """The digest of a person and a day is settled: a mail went out, or nothing waited."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    day = models.DateField(db_index=True)
    things = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "digest_sent"
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="digest_sent_once_a_day"),
        ]


class OutgoingMail(models.Model):
    """One mail in the outbox: leaves only when its transaction has committed.

    It carries a notification, or (a digest) a title and what waits with its place.
    """

    class State(models.TextChoices):
        WAITING = "WAITING", "Menunggu"
        SENT = "SENT", "Terkirim"
        FAILED = "FAILED", "Gagal"
        #: read in the application before the mail left
        SKIPPED = "SKIPPED", "Tidak perlu"

    notification = models.OneToOneField(
        Notification, models.CASCADE, null=True, blank=True, related_name="mail"
    )
    title = models.TextField(default="", blank=True)
    #: [[title, path], ...]
    items = models.JSONField(default=list, blank=True)
    #: an entry for the calendar of the person (RFC 5546), and what to do with it
    calendar = models.TextField(default="", blank=True)
    calendar_method = models.CharField(max_length=7, default="", blank=True)
    address = models.TextField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(default="", blank=True)

    class Meta:
        db_table = "outgoing_mail"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="SENT", sent_at__isnull=False) | ~Q(state="SENT"),
                name="outgoing_mail_sent_has_time",
            ),
            models.CheckConstraint(
                condition=Q(notification__isnull=False) | ~Q(title=""),
                name="outgoing_mail_says_something",
            ),
            models.CheckConstraint(
                condition=Q(calendar="", calendar_method="")
                | (~Q(calendar="") & Q(calendar_method__in=["REQUEST", "CANCEL"])),
                name="outgoing_mail_calendar_whole",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state="WAITING"), name="outgoing_mail_due"
            ),
        ]

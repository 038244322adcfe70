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


class OutgoingMail(models.Model):
    """One mail in the outbox: leaves only when its transaction has committed."""

    class State(models.TextChoices):
        WAITING = "WAITING", "Menunggu"
        SENT = "SENT", "Terkirim"
        FAILED = "FAILED", "Gagal"

    notification = models.OneToOneField(Notification, models.CASCADE, related_name="mail")
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
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(state="WAITING"), name="outgoing_mail_due"
            ),
        ]

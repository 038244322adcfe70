"""The address under which a calendar program reads one person's sessions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class CalendarFeed(models.Model):
    """One revocable token of one account; only its fingerprint is kept."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    #: sha256 of the 80 random bits that are shown once
    token_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "dialogue_calendar_feed"
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at=None),
                name="dialogue_calendar_feed_one_in_force",
            ),
        ]

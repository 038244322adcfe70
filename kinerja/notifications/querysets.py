"""Reading one's own messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from kinerja.foundation.actor import Actor
    from kinerja.notifications.models import Notification


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, actor: Actor) -> NotificationQuerySet:
        """One's own only."""
        return self.filter(user_id=actor.user_key)

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at=None)

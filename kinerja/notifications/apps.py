"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "kinerja.notifications"
    label = "notifications"

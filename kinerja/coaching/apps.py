"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "kinerja.coaching"
    label = "coaching"

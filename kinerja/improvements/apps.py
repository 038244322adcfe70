"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class ImprovementsConfig(AppConfig):
    name = "kinerja.improvements"
    label = "improvements"

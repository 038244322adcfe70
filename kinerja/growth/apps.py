"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class GrowthConfig(AppConfig):
    name = "kinerja.growth"
    label = "growth"

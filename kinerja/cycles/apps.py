"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class CyclesConfig(AppConfig):
    name = "kinerja.cycles"
    label = "cycles"

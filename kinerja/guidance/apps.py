"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    name = "kinerja.guidance"
    label = "guidance"

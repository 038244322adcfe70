"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "kinerja.complaints"
    label = "complaints"

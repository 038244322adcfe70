"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class CounselingConfig(AppConfig):
    name = "kinerja.counseling"
    label = "counseling"

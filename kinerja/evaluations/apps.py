"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "kinerja.evaluations"
    label = "evaluations"

"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "kinerja.surveys"
    label = "surveys"

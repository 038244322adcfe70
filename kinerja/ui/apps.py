"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "kinerja.ui"
    label = "ui"

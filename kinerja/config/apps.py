"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "kinerja.config"
    label = "config"

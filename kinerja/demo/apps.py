"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "kinerja.demo"
    label = "demo"

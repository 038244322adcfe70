"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "kinerja.services"
    label = "services"

"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class CityConfig(AppConfig):
    name = "kinerja.city"
    label = "city"

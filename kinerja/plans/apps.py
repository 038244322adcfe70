"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "kinerja.plans"
    label = "plans"

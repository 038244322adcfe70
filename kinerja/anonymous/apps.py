"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class AnonymousConfig(AppConfig):
    name = "kinerja.anonymous"
    label = "anonymous"

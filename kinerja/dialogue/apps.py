"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "kinerja.dialogue"
    label = "dialogue"

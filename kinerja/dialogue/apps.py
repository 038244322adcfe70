"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "kinerja.dialogue"
    label = "dialogue"

    def ready(self) -> None:
        """Register what the worker does on its own."""
        from kinerja.dialogue import jobs  # noqa: F401, PLC0415 - models must be ready first

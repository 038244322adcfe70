"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "kinerja.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Let the worker know our nightly job: it looks for modules called `tasks` only."""
        from kinerja.evidence import jobs  # noqa: F401, PLC0415 - models must be ready

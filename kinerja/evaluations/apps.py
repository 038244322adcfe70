"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "kinerja.evaluations"
    label = "evaluations"

    def ready(self) -> None:
        """Let the worker know our nightly job: it looks for modules called `tasks` only."""
        from kinerja.evaluations import jobs  # noqa: F401, PLC0415 - models must be ready first

"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class ImprovementsConfig(AppConfig):
    name = "kinerja.improvements"
    label = "improvements"

    def ready(self) -> None:
        from kinerja.improvements.queries.reporting import lines_of  # noqa: PLC0415 - needs models
        from kinerja.surveys.report import follow_ups  # noqa: PLC0415

        follow_ups.offer(lines_of)

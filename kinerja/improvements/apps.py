"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class ImprovementsConfig(AppConfig):
    name = "kinerja.improvements"
    label = "improvements"

    def ready(self) -> None:
        """Let the rooms below know what was promised: a report, and the thanks of a survey."""
        from kinerja.improvements.queries.public import promise_of  # noqa: PLC0415
        from kinerja.improvements.queries.reporting import lines_of  # noqa: PLC0415 - needs models
        from kinerja.surveys import promises  # noqa: PLC0415
        from kinerja.surveys.report import follow_ups  # noqa: PLC0415

        follow_ups.offer(lines_of)
        promises.newest[:] = [promise_of]

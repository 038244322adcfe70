"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "kinerja.surveys"
    label = "surveys"

    def ready(self) -> None:
        """Tell the pages of the services, which lie below us, how many answers they have had."""
        from kinerja.services.answered import counts  # noqa: PLC0415 - models come first
        from kinerja.surveys.queries.answered import answers_since  # noqa: PLC0415

        counts.append(answers_since)

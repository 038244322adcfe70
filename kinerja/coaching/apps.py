"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class CoachingConfig(AppConfig):
    name = "kinerja.coaching"
    label = "coaching"

    def ready(self) -> None:
        """Offer feedback to the page of a person, which lies below us."""
        from kinerja.coaching.queries.offers import (  # noqa: PLC0415 - models come first
            feedback_of_person,
        )
        from kinerja.organization.person_links import offers  # noqa: PLC0415

        offers.append(feedback_of_person)

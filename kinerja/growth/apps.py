"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class GrowthConfig(AppConfig):
    name = "kinerja.growth"
    label = "growth"

    def ready(self) -> None:
        """Offer the year of a person to the page of that person, which lies below us."""
        from kinerja.growth.queries.offers import (  # noqa: PLC0415 - models come first
            strengths_of_person,
        )
        from kinerja.organization.person_links import offers  # noqa: PLC0415

        offers.append(strengths_of_person)

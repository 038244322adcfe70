"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "kinerja.plans"
    label = "plans"

    def ready(self) -> None:
        """Offer the plans of a person to the page of that person, which lies below us."""
        from kinerja.organization.person_links import offers  # noqa: PLC0415 - models come first
        from kinerja.plans.queries.person import plans_of_person  # noqa: PLC0415

        offers.append(plans_of_person)

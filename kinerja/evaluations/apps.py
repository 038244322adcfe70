"""The Django application of this room."""

from __future__ import annotations

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    name = "kinerja.evaluations"
    label = "evaluations"

    def ready(self) -> None:
        """Let the worker know our nightly job, the page of a person our links, agendas our kinds.

        The worker looks for modules called `tasks` only; the page lies below us.
        """
        from kinerja.dialogue.subjects import KINDS  # noqa: PLC0415
        from kinerja.evaluations import (  # noqa: PLC0415 - models must be ready
            agenda,
            growing,
            jobs,  # noqa: F401
        )
        from kinerja.evaluations.queries.person import evaluations_of_person  # noqa: PLC0415
        from kinerja.growth import origins  # noqa: PLC0415
        from kinerja.organization.person_links import offers  # noqa: PLC0415

        offers.append(evaluations_of_person)
        KINDS["self_evaluation"] = agenda.self_evaluation
        KINDS["evaluation"] = agenda.evaluation
        origins.KINDS["evaluation"] = growing.evaluation

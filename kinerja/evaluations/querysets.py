"""Who may know which evaluations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.evaluations.models import Evaluation, EvaluationVersion
    from kinerja.foundation.actor import Actor


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, actor: Actor) -> EvaluationQuerySet:
        """One's own; those of the people one assesses; those of the units one heads, manages or audits.

        What of it they see depends on the state: a predikat is the employee's from delivery on.
        """
        return self.filter(
            Q(employee_id=actor.employee_id)
            | Q(placement_id__any=actor.evaluates)
            | Q(unit_id__any=actor.units_headed)
            | Q(unit_id__any=actor.units_managed)
            | Q(unit_id__any=actor.units_audited)
        )


class EvaluationVersionQuerySet(models.QuerySet["EvaluationVersion"]):
    def visible_to(self, actor: Actor) -> EvaluationVersionQuerySet:
        """Versions of visible evaluations; the employee's own from delivery on only."""
        delivered = Q(evaluation__state__in=["DELIVERED", "RECEIVED"])
        return self.filter(
            (Q(evaluation__employee_id=actor.employee_id) & delivered)
            | Q(evaluation__placement_id__any=actor.evaluates)
            | Q(evaluation__unit_id__any=actor.units_headed)
            | (Q(evaluation__unit_id__any=actor.units_managed) & delivered)
            | (Q(evaluation__unit_id__any=actor.units_audited) & delivered)
        )

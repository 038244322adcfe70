"""Who may know which evaluations, and what waits for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.evaluations.models import Evaluation, EvaluationVersion
    from kinerja.foundation.actor import Actor


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, actor: Actor) -> EvaluationQuerySet:
        """One's own; those of the people one assesses; those of one's units.

        What of it they see depends on the state: a predikat is the employee's from delivery on.
        """
        return self.filter(
            Q(employee_id=actor.employee_key)
            | Q(placement_id__any=actor.evaluates)
            | Q(unit_id__any=actor.units_headed)
            | Q(unit_id__any=actor.units_managed)
            | Q(unit_id__any=actor.units_audited)
        )

    def own(self, actor: Actor) -> EvaluationQuerySet:
        """Keep one's own."""
        return self.filter(employee_id=actor.employee_key)

    def rated_by(self, actor: Actor) -> EvaluationQuerySet:
        """Keep those for which one answers today; never one's own."""
        return self.filter(placement_id__any=actor.evaluates).exclude(
            employee_id=actor.employee_key
        )

    def waiting_for_self_evaluation(self) -> EvaluationQuerySet:
        return self.filter(state="OPEN")

    def waiting_for_rating(self) -> EvaluationQuerySet:
        """Keep the undecided; a missing self-evaluation is shown, never a lock."""
        return self.filter(state__in=["OPEN", "SELF_SENT"])

    def waiting_for_delivery(self) -> EvaluationQuerySet:
        return self.filter(state="DECIDED")

    def waiting_for_receipt(self) -> EvaluationQuerySet:
        return self.filter(state="DELIVERED")

    def of_year(self, year_id: int) -> EvaluationQuerySet:
        return self.filter(plan__year_id=year_id)

    def of_period(self, period_id: int) -> EvaluationQuerySet:
        return self.filter(period_id=period_id)

    def annual(self) -> EvaluationQuerySet:
        """Keep the evaluations of years as a whole."""
        return self.filter(period=None)


class EvaluationVersionQuerySet(models.QuerySet["EvaluationVersion"]):
    def visible_to(self, actor: Actor) -> EvaluationVersionQuerySet:
        """Versions of visible evaluations; the employee's own from delivery on only."""
        delivered = Q(evaluation__state__in=["DELIVERED", "RECEIVED"])
        return self.filter(
            (Q(evaluation__employee_id=actor.employee_key) & delivered)
            | Q(evaluation__placement_id__any=actor.evaluates)
            | Q(evaluation__unit_id__any=actor.units_headed)
            | (Q(evaluation__unit_id__any=actor.units_managed) & delivered)
            | (Q(evaluation__unit_id__any=actor.units_audited) & delivered)
        )

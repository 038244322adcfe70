"""Who may see a development plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.foundation.actor import Actor
    from kinerja.growth.models import Action, DevelopmentPlan


class DevelopmentPlanQuerySet(models.QuerySet["DevelopmentPlan"]):
    def visible_to(self, actor: Actor) -> DevelopmentPlanQuerySet:
        """One's own, and those of the people one assesses."""
        return self.filter(Q(employee_id=actor.employee_key) | Q(placement_id__any=actor.evaluates))


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, actor: Actor) -> ActionQuerySet:
        """Whoever sees its plan."""
        return self.filter(
            Q(employee_id=actor.employee_key) | Q(plan__placement_id__any=actor.evaluates)
        )

"""Who may know which plans."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.foundation.actor import Actor
    from kinerja.plans.models import Plan, PlanVersion


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, actor: Actor) -> PlanQuerySet:
        """One's own; those of the people one assesses; those of one's units.

        Law: PermenPANRB 6/2022 Ps. 5; UU 27/2022 Ps. 35.
        """
        return self.filter(
            Q(employee_id=actor.employee_key)
            | Q(placement_id__any=actor.evaluates)
            | Q(unit_id__any=actor.units_headed)
            | Q(unit_id__any=actor.units_managed)
            | Q(unit_id__any=actor.units_audited)
        )

    def overdue(self, *, on: dt.date) -> PlanQuerySet:
        """Keep the plans that nobody has agreed although the planning date has passed."""
        return self.filter(state__in=["DRAFT", "SUBMITTED", "RETURNED"], year__plans_due_on__lt=on)


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def newest_of(self, plan: Plan) -> PlanVersion:
        """Return the newest version, with the plan as it is now."""
        return self.select_related("plan").filter(plan_id=plan.pk).order_by("-no")[:1].get()

"""Who may know which plans."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.foundation.actor import Actor
    from kinerja.plans.models import Plan, PlanVersion


def _seen_by(actor: Actor, plan: str = "") -> Q:
    """One's own; those of the people one assesses; those of one's units.

    Law: PermenPANRB 6/2022 Ps. 5; UU 27/2022 Ps. 35.
    """
    return (
        Q((f"{plan}employee_id", actor.employee_id))
        | Q((f"{plan}placement_id__any", actor.evaluates))
        | Q((f"{plan}unit_id__any", actor.units_headed))
        | Q((f"{plan}unit_id__any", actor.units_managed))
        | Q((f"{plan}unit_id__any", actor.units_audited))
    )


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, actor: Actor) -> PlanQuerySet:
        """Keep the plans of one's own, of the people one assesses, and of one's units."""
        return self.filter(_seen_by(actor))

    def overdue(self, *, on: dt.date) -> PlanQuerySet:
        """Keep the plans that nobody has agreed although the planning date has passed."""
        return self.filter(state__in=["DRAFT", "SUBMITTED", "RETURNED"], year__plans_due_on__lt=on)


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def visible_to(self, actor: Actor) -> PlanVersionQuerySet:
        """Keep the versions of the plans that this person may know."""
        return self.filter(_seen_by(actor, "plan__"))

    def newest_of(self, plan: Plan) -> PlanVersion:
        """Return the newest version, with the plan as it is now."""
        return self.select_related("plan").filter(plan_id=plan.pk).order_by("-no")[:1].get()

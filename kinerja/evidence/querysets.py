"""Who may see realizations and evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.evidence.models import Evidence, IndicatorSource, Realization
    from kinerja.foundation.actor import Actor


def _of_plan(prefix: str, actor: Actor) -> Q:
    return (
        Q(**{f"{prefix}employee_id": actor.employee_key})
        | Q(**{f"{prefix}placement_id__any": actor.evaluates})
        | Q(**{f"{prefix}unit_id__any": actor.units_headed})
        | Q(**{f"{prefix}unit_id__any": actor.units_managed})
        | Q(**{f"{prefix}unit_id__any": actor.units_audited})
    )


class RealizationQuerySet(models.QuerySet["Realization"]):
    def visible_to(self, actor: Actor) -> RealizationQuerySet:
        """Whoever may see the plan."""
        return self.filter(_of_plan("plan__", actor))


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, actor: Actor) -> EvidenceQuerySet:
        """The owner, and whoever may see a plan that uses it."""
        return self.filter(
            Q(owner_id=actor.employee_key) | _of_plan("uses__plan__", actor)
        ).distinct()


class SourceQuerySet(models.QuerySet["IndicatorSource"]):
    def visible_to(self, actor: Actor) -> SourceQuerySet:
        """Whoever may see the plan."""
        return self.filter(_of_plan("plan__", actor))

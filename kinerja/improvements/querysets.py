"""Which follow-ups somebody sees beyond those that are public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.foundation.actor import Actor
    from kinerja.improvements.models import Improvement


class ImprovementQuerySet(models.QuerySet["Improvement"]):
    def visible_to(self, actor: Actor) -> ImprovementQuerySet:
        """One's own, and those of the services one sees."""
        return self.filter(
            Q(responsible_id=actor.employee_key)
            | Q(service__unit_id__any=actor.units_surveyed)
            | Q(service__unit_id__any=actor.units_headed)
            | Q(service__unit_id__any=actor.units_managed)
            | Q(service__unit_id__any=actor.units_audited)
        )

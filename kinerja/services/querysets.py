"""Which services somebody sees beyond what everybody may read on the public page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.foundation.actor import Actor
    from kinerja.services.models import Counter, Service


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_to(self, actor: Actor) -> ServiceQuerySet:
        """Those of the units one heads, manages, audits, or whose surveys one administers."""
        return self.filter(
            Q(unit_id__any=actor.units_surveyed)
            | Q(unit_id__any=actor.units_headed)
            | Q(unit_id__any=actor.units_managed)
            | Q(unit_id__any=actor.units_audited)
        )


class CounterQuerySet(models.QuerySet["Counter"]):
    def visible_to(self, actor: Actor) -> CounterQuerySet:
        """Those of the services that one sees."""
        return self.filter(
            Q(service__unit_id__any=actor.units_surveyed)
            | Q(service__unit_id__any=actor.units_headed)
            | Q(service__unit_id__any=actor.units_managed)
            | Q(service__unit_id__any=actor.units_audited)
        )

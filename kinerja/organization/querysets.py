"""Who may know which people and units."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.foundation.actor import Actor
    from kinerja.organization.models import Employee, Placement, Unit, UnitPeriod


class EmployeeQuerySet(models.QuerySet["Employee"]):
    def visible_to(self, actor: Actor) -> EmployeeQuerySet:
        """Oneself, the people one assesses, and the people of one's units."""
        posts = apps.get_model("organization", "Placement").objects.visible_to(actor)
        return self.filter(Q(id=actor.employee_key) | Q(id__in=posts.values("employee_id")))


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, actor: Actor) -> UnitQuerySet:
        """The organisation is public: everybody sees all units."""
        return self


class UnitPeriodQuerySet(models.QuerySet["UnitPeriod"]):
    def visible_to(self, actor: Actor) -> UnitPeriodQuerySet:
        """The organisation is public: everybody sees all units."""
        return self

    def on(self, day: dt.date) -> UnitPeriodQuerySet:
        return self.filter(valid__contains=day)


class PlacementQuerySet(models.QuerySet["Placement"]):
    def visible_to(self, actor: Actor) -> PlacementQuerySet:
        """One's own, those one assesses, those of one's units."""
        return self.filter(
            Q(employee_id=actor.employee_key)
            | Q(id__any=actor.evaluates)
            | Q(unit_id__any=actor.units_headed)
            | Q(unit_id__any=actor.units_managed)
            | Q(unit_id__any=actor.units_audited)
        )

    def on(self, day: dt.date) -> PlacementQuerySet:
        return self.filter(held__contains=day)

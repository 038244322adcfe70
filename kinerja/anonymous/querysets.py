"""Who may know which windows. Answers have no `visible_to`: they are only ever counted together."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.anonymous.models import Window
    from kinerja.foundation.actor import Actor


class WindowQuerySet(models.QuerySet["Window"]):
    def visible_to(self, actor: Actor) -> WindowQuerySet:
        """The person it is about, the group that is asked, the evaluator, the managers."""
        return self.filter(
            Q(subject_id=actor.employee_key)
            | Q(placement_id__any=actor.evaluates)
            | Q(unit_id__any=actor.units_managed)
            | Q(pk__in=self.model.objects.naming(actor.employee_key).values("pk"))
        )

    def naming(self, employee_id: int) -> WindowQuerySet:
        """Keep the windows that ask this person."""
        return self.filter(members__employee_id=employee_id)

    def asking(self, employee_id: int, on: dt.date) -> WindowQuerySet:
        """Keep those that ask this person and still take answers."""
        return self.naming(employee_id).filter(state="OPEN", closes__gte=on)

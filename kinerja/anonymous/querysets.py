"""Who may know which windows. Answers have no `visible_to`: they are only ever counted together."""

from __future__ import annotations

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
            | Q(
                pk__in=self.model.objects.filter(members__employee_id=actor.employee_key).values(
                    "pk"
                )
            )
        )

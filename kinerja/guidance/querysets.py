"""Who may know which guidance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.foundation.actor import Actor
    from kinerja.guidance.models import Guidance, StatementAnswers


class GuidanceQuerySet(models.QuerySet["Guidance"]):
    def visible_to(self, actor: Actor) -> GuidanceQuerySet:
        """The employee and the mentor once it has begun; the evaluator; the heads above.

        An offer is a matter of the evaluator and those above until somebody begins it. Who guided
        before still finds it; the page shows him what was until he left.
        """
        begun = ~Q(state__in=["OFFERED", "DECLINED", "LAPSED"])
        return self.filter(
            (Q(employee_id=actor.employee_key) & begun)
            | (Q(mentor_id=actor.employee_key) & begun)
            | Q(pk__in=self.model.objects.formerly_led_by(actor.employee_key).values("pk"))
            | (
                (Q(placement_id__any=actor.evaluates) | Q(unit_id__any=actor.units_headed))
                & ~Q(employee_id=actor.employee_key)
            )
        )

    def formerly_led_by(self, employee_id: int) -> GuidanceQuerySet:
        """Keep those that this person has handed on to another mentor."""
        return self.filter(mentor_changes__former_id=employee_id)


class StatementAnswersQuerySet(models.QuerySet["StatementAnswers"]):
    def visible_to(self, actor: Actor) -> StatementAnswersQuerySet:
        """The employee who wrote them and the superior of the mentor; never the mentor."""
        return self.filter(Q(employee_id=actor.employee_key) | Q(superior_id=actor.employee_key))

"""Who may read which feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.coaching.models import Feedback
    from kinerja.foundation.actor import Actor


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, actor: Actor) -> FeedbackQuerySet:
        """Its receiver and author, whoever assesses the receiver, the heads above, the auditor."""
        return self.filter(
            Q(employee_id=actor.employee_key)
            | Q(author_id=actor.employee_key)
            | Q(placement_id__any=actor.evaluates)
            | Q(unit_id__any=actor.units_headed)
            | Q(unit_id__any=actor.units_audited)
        )

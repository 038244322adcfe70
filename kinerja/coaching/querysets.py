"""Who may read which feedback, requests and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.coaching.models import Feedback, FeedbackReport, FeedbackRequest
    from kinerja.foundation.actor import Actor


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, actor: Actor) -> FeedbackQuerySet:
        """Its receiver and author; unless it is for the receiver alone, also whoever assesses the
        receiver, the heads above and the auditor. The wall is a read of its own.
        """
        return self.filter(
            Q(employee_id=actor.employee_key)
            | Q(author_id=actor.employee_key)
            | (
                ~Q(visibility="RECEIVER")
                & (
                    Q(placement_id__any=actor.evaluates)
                    | Q(unit_id__any=actor.units_headed)
                    | Q(unit_id__any=actor.units_audited)
                )
            )
        )


class FeedbackRequestQuerySet(models.QuerySet["FeedbackRequest"]):
    def visible_to(self, actor: Actor) -> FeedbackRequestQuerySet:
        """Whoever asks and whoever is asked."""
        return self.filter(Q(employee_id=actor.employee_key) | Q(asked_id=actor.employee_key))


class FeedbackReportQuerySet(models.QuerySet["FeedbackReport"]):
    def visible_to(self, actor: Actor) -> FeedbackReportQuerySet:
        """Whoever reported it, and the managers of the unit."""
        return self.filter(Q(reporter_id=actor.employee_key) | Q(unit_id__any=actor.units_managed))

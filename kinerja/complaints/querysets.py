"""Which complaints somebody sees one by one; figures of them are public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.complaints.models import Complaint
    from kinerja.foundation.actor import Actor


class ComplaintQuerySet(models.QuerySet["Complaint"]):
    def visible_to(self, actor: Actor) -> ComplaintQuerySet:
        """Those about units that one heads, manages, audits, or whose surveys one administers."""
        return self.filter(
            Q(unit_id__any=actor.units_surveyed)
            | Q(unit_id__any=actor.units_headed)
            | Q(unit_id__any=actor.units_managed)
            | Q(unit_id__any=actor.units_audited)
        )

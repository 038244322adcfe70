"""Who may know of a case: two people, whatever the role of anybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.counseling.models import Case, Note
    from kinerja.foundation.actor import Actor


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> CaseQuerySet:
        """The employee and the counselor. Nobody who acts as another ("lihat sebagai")."""
        if actor.real_user_id is not None:
            return self.none()
        return self.filter(Q(employee_id=actor.employee_key) | Q(counselor_id=actor.employee_key))


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, actor: Actor) -> NoteQuerySet:
        """The counselor of the case alone; reading still needs the passphrase."""
        if actor.real_user_id is not None:
            return self.none()
        return self.filter(case__counselor_id=actor.employee_key)

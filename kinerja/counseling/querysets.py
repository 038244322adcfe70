"""Who may know of a case: two people, whatever the role of anybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import BigIntegerField, Q, Value
from django.db.models.functions import Cast
from django.db.models.lookups import IsNull

if TYPE_CHECKING:
    from kinerja.counseling.models import Case, Meeting, Note
    from kinerja.foundation.actor import Actor


def acts_as_himself(actor: Actor) -> IsNull:
    """Nobody who looks as another ("lihat sebagai"). A condition, so that a `@read` asks it too."""
    real: Any = actor.real_user_id
    given = real if hasattr(real, "resolve_expression") else Value(real, BigIntegerField())
    return IsNull(Cast(given, BigIntegerField()), rhs=True)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, actor: Actor) -> CaseQuerySet:
        """The employee and the counselor, and nobody else."""
        own = Q(employee_id=actor.employee_key) | Q(counselor_id=actor.employee_key)
        return self.filter(own, acts_as_himself(actor))


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, actor: Actor) -> MeetingQuerySet:
        """As the case."""
        of_employee = Q(case__employee_id=actor.employee_key)
        own = of_employee | Q(case__counselor_id=actor.employee_key)
        return self.filter(own, acts_as_himself(actor))


class NoteQuerySet(models.QuerySet["Note"]):
    def visible_to(self, actor: Actor) -> NoteQuerySet:
        """The counselor of the case alone; reading still needs the passphrase."""
        of_counselor = Q(case__counselor_id=actor.employee_key)
        return self.filter(of_counselor, acts_as_himself(actor))

"""The trail of acts, the trail of reads, and the keys of forms."""

from __future__ import annotations

from django.db import models
from django.db.models import Func, Value

from kinerja.audit.querysets import AccessQuerySet, AuditQuerySet


def _next(sequence: str) -> Func:
    return Func(Value(sequence), function="nextval", output_field=models.BigIntegerField())


class AuditEvent(models.Model):
    """One act: who, in which capacity, what, about whom. Ids and states only, never free text.

    Partitioned by month; the application may INSERT and SELECT.
    """

    pk = models.CompositePrimaryKey("at", "id")
    at = models.DateTimeField()
    # An AutoField must be the whole primary key; db_default gives DEFAULT and RETURNING.
    id = models.BigIntegerField(db_default=_next("audit_event_id_seq"))
    txid = models.TextField(
        db_default=Func(function="pg_current_xact_id", output_field=models.TextField())
    )
    action = models.TextField()
    via = models.TextField()
    request_id = models.TextField(default="")
    user_id = models.BigIntegerField(null=True)
    employee_id = models.BigIntegerField(null=True)
    capacity = models.TextField(default="")
    real_user_id = models.BigIntegerField(null=True)
    subject_kind = models.TextField()
    subject_id = models.BigIntegerField(null=True)
    about_employee_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    changes = models.JSONField(null=True)
    salt = models.BinaryField(max_length=16)
    changes_digest = models.BinaryField(max_length=32)

    objects = AuditQuerySet.as_manager()

    class Meta:
        db_table = "audit_event"


class AccessEvent(models.Model):
    """One reading of a rating or of evidence by somebody else than its owner."""

    pk = models.CompositePrimaryKey("at", "id")
    at = models.DateTimeField()
    id = models.BigIntegerField(db_default=_next("access_event_id_seq"))
    user_id = models.BigIntegerField()
    about_employee_id = models.BigIntegerField()
    subject_kind = models.TextField()
    subject_id = models.BigIntegerField()
    purpose = models.TextField(default="")

    objects = AccessQuerySet.as_manager()

    class Meta:
        db_table = "access_event"


class Submission(models.Model):
    """A form that was sent: its twin goes to the same place instead of doing the work again."""

    key = models.UUIDField(primary_key=True)
    user_id = models.BigIntegerField()
    at = models.DateTimeField(db_index=True)
    location = models.TextField(default="")

    class Meta:
        db_table = "submission"

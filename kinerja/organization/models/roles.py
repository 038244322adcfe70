"""Roles that do not follow from a position: granted with dates and a decree."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.db.models.expressions import Combinable

from kinerja.foundation.actor import OF_A_UNIT, Role
from kinerja.foundation.fields import same
from kinerja.organization.models.units import Unit

_WITH_UNIT = sorted(role.value for role in OF_A_UNIT)


def _once_per(role: Role) -> list[tuple[str | Combinable, str]]:
    """One grant of a role at a time; the one that has a unit, for each unit."""
    person: list[tuple[str | Combinable, str]] = [(same("user"), "&&"), ("held", "&&")]
    return [*person, (same("unit"), "&&")] if role in OF_A_UNIT else person


class RoleGrant(models.Model):
    """A role of an account, in a unit where the role has one, for a time."""

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="grants")
    role = models.CharField(max_length=14, choices=[(r.value, r.label) for r in Role])
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    held = DateRangeField()
    decree_no = models.TextField()

    class Meta:
        db_table = "role_grant"
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[r.value for r in Role]), name="role_grant_role_known"
            ),
            models.CheckConstraint(
                condition=Q(role__in=_WITH_UNIT, unit__isnull=False)
                | (~Q(role__in=_WITH_UNIT) & Q(unit=None)),
                name="role_grant_unit_for_opd_only",
            ),
            models.CheckConstraint(condition=~Q(decree_no=""), name="role_grant_has_decree"),
            *(
                ExclusionConstraint(
                    name=f"role_grant_once_{role.value.lower()}",
                    expressions=_once_per(role),
                    condition=Q(role=role.value),
                    violation_error_message="Akun ini sudah punya peran itu pada waktu itu.",
                )
                for role in Role
            ),
        ]

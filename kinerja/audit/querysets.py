"""Reading the trail by key, newest first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from kinerja.foundation.actor import Role

if TYPE_CHECKING:
    from kinerja.audit.models import AccessEvent, AuditEvent
    from kinerja.foundation.actor import Actor


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    def visible_to(self, actor: Actor) -> AuditQuerySet:
        """One's own acts, the acts about oneself, and the acts in the units one audits or manages.

        Whoever audits the city also reads what belongs to no unit: settings, roles, sign-in.
        Law: UU 27/2022 Ps. 31; UU 27/2022 Ps. 32.
        """
        if actor.has(Role.AUDITOR):
            return self.all()
        return self.filter(
            Q(user_id=actor.user_key)
            | Q(about_employee_id=actor.employee_key)
            | Q(unit_id__any=actor.units_audited)
            | Q(unit_id__any=actor.units_managed)
        )

    def before(self, *, at: dt.datetime, event_id: int) -> AuditQuerySet:
        """Keep what comes after this event on a page that reads newest first.

        The row comparison alone prunes no partition; the second condition does.
        """
        return self.filter(pk__lt=(at, event_id), at__lte=at)

    def newest_first(self) -> AuditQuerySet:
        return self.order_by("-at", "-id")


class AccessQuerySet(models.QuerySet["AccessEvent"]):
    def visible_to(self, actor: Actor) -> AccessQuerySet:
        """Who has read about me, and what I have read. Law: UU 27/2022 Ps. 32."""
        return self.filter(Q(about_employee_id=actor.employee_key) | Q(user_id=actor.user_key))

    def newest_first(self) -> AccessQuerySet:
        return self.order_by("-at", "-id")

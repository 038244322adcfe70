"""Which services somebody sees beyond what everybody may read on the public page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from kinerja.foundation.actor import Actor
    from kinerja.services.models import Code, Counter, Question, Service


def _of(actor: Actor, unit: str) -> Q:
    """The units one heads, manages, audits, or whose surveys one administers."""
    return (
        Q(**{f"{unit}__any": actor.units_surveyed})
        | Q(**{f"{unit}__any": actor.units_headed})
        | Q(**{f"{unit}__any": actor.units_managed})
        | Q(**{f"{unit}__any": actor.units_audited})
    )


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_to(self, actor: Actor) -> ServiceQuerySet:
        """Those of the units one heads, manages, audits, or whose surveys one administers."""
        return self.filter(_of(actor, "unit_id"))


class CounterQuerySet(models.QuerySet["Counter"]):
    def visible_to(self, actor: Actor) -> CounterQuerySet:
        """Those of the services that one sees."""
        return self.filter(_of(actor, "service__unit_id"))


class CodeQuerySet(models.QuerySet["Code"]):
    def visible_to(self, actor: Actor) -> CodeQuerySet:
        """Those of the counters that one sees."""
        return self.filter(_of(actor, "counter__service__unit_id"))


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, actor: Actor) -> QuestionQuerySet:
        """Those of the services that one sees."""
        return self.filter(_of(actor, "service__unit_id"))

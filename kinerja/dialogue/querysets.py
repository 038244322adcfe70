"""Who may know which sessions, agendas and agreements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from kinerja.dialogue.models import AgendaItem, Agreement, PrivateNote, Series, Session
    from kinerja.foundation.actor import Actor


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, actor: Actor) -> SessionQuerySet:
        """Both of them, and whoever assesses the employee today: the duty lies with the position.

        Heads, managers and auditors see counts, never a session.
        """
        return self.filter(
            Q(employee_id=actor.employee_key)
            | Q(leader_id=actor.employee_key)
            | Q(placement_id__any=actor.evaluates)
        )

    def real(self) -> SessionQuerySet:
        """Sessions that took place and say something: notes, or at least one agreement."""
        agreement = self.model._meta.apps.get_model("dialogue", "Agreement")
        says = ~Q(notes="") | Exists(agreement.objects.filter(session=OuterRef("pk")))
        return self.filter(says, state__in=["HELD", "CONFIRMED"])


class SeriesQuerySet(models.QuerySet["Series"]):
    def visible_to(self, actor: Actor) -> SeriesQuerySet:
        """Both of them, and whoever assesses the employee today."""
        return self.filter(
            Q(employee_id=actor.employee_key)
            | Q(leader_id=actor.employee_key)
            | Q(placement_id__any=actor.evaluates)
        )


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, actor: Actor) -> AgendaItemQuerySet:
        """The employee, the leader of its session, and whoever assesses the employee today."""
        return self.filter(
            Q(employee_id=actor.employee_key)
            | Q(session__leader_id=actor.employee_key)
            | Q(placement_id__any=actor.evaluates)
        )


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, actor: Actor) -> AgreementQuerySet:
        """Both of them, and whoever assesses the employee today."""
        return self.filter(
            Q(employee_id=actor.employee_key)
            | Q(leader_id=actor.employee_key)
            | Q(placement_id__any=actor.evaluates)
        )


class PrivateNoteQuerySet(models.QuerySet["PrivateNote"]):
    def visible_to(self, actor: Actor) -> PrivateNoteQuerySet:
        """Its author, and nobody else whatever their role."""
        return self.filter(author_id=actor.employee_key)

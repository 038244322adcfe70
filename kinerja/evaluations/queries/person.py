"""What evaluations offer to the page of a person: those of another that the reader may open."""

from __future__ import annotations

from django.db.models import F

from kinerja.evaluations.models import Evaluation
from kinerja.evaluations.wording import time_spoken
from kinerja.foundation.actor import Actor
from kinerja.organization.person_links import PersonLink
from kinerja.ui.format import url


def evaluations_of_person(actor: Actor, employee_id: int) -> list[PersonLink]:
    """Return links to the evaluations of somebody else, the newest first; one's own are results."""
    if actor.employee_id == employee_id:
        return []
    rows = (
        Evaluation.objects.visible_to(actor)
        .filter(employee_id=employee_id)
        .order_by("-plan__year__year", F("period__no").desc(nulls_first=True), "-pk")
        .values_list("pk", "period__label", "plan__year__year", "state")
    )
    states = dict(Evaluation.State.choices)
    return [
        PersonLink(
            f"Evaluasi {time_spoken(label, year)}", states[state], url("evaluations:why", key)
        )
        for key, label, year, state in rows
    ]

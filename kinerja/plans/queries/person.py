"""What plans offer to the page of a person: those of the person that the reader may open."""

from __future__ import annotations

from kinerja.foundation.actor import Actor
from kinerja.organization.person_links import PersonLink
from kinerja.plans.models import Plan
from kinerja.ui.format import url


def plans_of_person(actor: Actor, employee_id: int) -> list[PersonLink]:
    """Return links to the plans of a person, the newest first."""
    plans = Plan.objects.visible_to(actor).filter(employee_id=employee_id).order_by("-held")
    rows = plans.values_list("pk", "year__year", "placement__title", "state")
    states = dict(Plan.State.choices)
    return [
        PersonLink(f"SKP {year}", f"{title}, {states[state].lower()}", url("plans:plan", key))
        for key, year, title, state in rows
    ]

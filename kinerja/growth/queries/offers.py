"""What growth offers to the page of a person: his year, to whoever assesses him."""

from __future__ import annotations

from kinerja.foundation.actor import Actor
from kinerja.growth.queries.person import person_of
from kinerja.organization.person_links import PersonLink
from kinerja.ui.format import url


def strengths_of_person(actor: Actor, employee_id: int) -> list[PersonLink]:
    """Return the way to the strengths of somebody whom one assesses; one's own are in the rail."""
    if not actor.evaluates or actor.employee_id == employee_id:
        return []
    if person_of.one(actor, employee_id) is None:
        return []
    place = url("growth:strengths_of", employee_id)
    return [PersonLink("Kekuatan dan kelemahan", "umpan balik dan rencana setahun", place)]

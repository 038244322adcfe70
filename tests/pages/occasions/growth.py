"""A development plan and the strengths it begins from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.urls import reverse

from kinerja.foundation import clock
from kinerja.growth import operations as growth
from tests.factories import actor
from tests.pages.people import Examples, Stop, boss_of


def learn(examples: Examples) -> Iterator[Stop]:
    """Go through a development plan as its owner and as the one who assesses him."""
    person, year = examples.waiting.employee, examples.waiting.plan.year
    values = growth.ActionValues(
        "SOSIAL", "Mendampingi rekan.", "Catatan", year.held.lower, Decimal(0)
    )
    action = growth.add_action(year=year, values=values, by=actor(person), at=clock.now())
    own = [reverse(f"growth:{name}") for name in ("strengths", "plan", "action_new")]
    yield person.user, [*own, reverse("growth:action", args=[action.pk])]
    strengths = reverse("growth:strengths_of", args=[person.pk])
    yield boss_of(examples.waiting.placement), [strengths]

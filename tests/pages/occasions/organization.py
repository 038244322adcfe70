"""What the pengelola changes about people, placements and units, and who is granted a role."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kinerja.evaluations.models import Evaluation
from kinerja.foundation.actor import Role
from tests.pages.people import Examples, Stop, holder


def change(examples: Examples) -> Iterator[Stop]:
    yield holder(Role.PENGELOLA_KOTA), acts_about(examples.delivered)


def grant_a_role(examples: Examples) -> Iterator[Stop]:
    yield holder(Role.ADMINISTRATOR), [address("grant_add", examples.drafted.employee.user_id)]


def acts_about(evaluation: Evaluation) -> list[str]:
    """Where the pengelola changes a person, a placement and a unit, and rates the unit."""
    person, placement, unit = evaluation.employee_id, evaluation.placement_id, evaluation.unit_id
    return [
        *(address(name, person) for name in ("person_edit", "person_end", "placement_add")),
        *(address(name, placement) for name in ("placement_end", "line_add")),
        *(address(name, unit) for name in ("unit_edit", "unit_move", "unit_dissolve", "unit_head")),
        reverse("evaluations:organization_rate", args=[unit, 2026, 2]),
    ]


def address(name: str, key: int) -> str:
    return reverse(f"organization:{name}", args=[key])

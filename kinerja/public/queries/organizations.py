"""How many offices of the city reached what; never one of them, never a person."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from django.db.models import Max

from kinerja.cycles.models import Period
from kinerja.evaluations.models import OrganizationRating
from kinerja.surveys.privacy import suppress


class Achievement(NamedTuple):
    """The offices of a period by their achievement; None where a number would name a few."""

    period: str
    rated: int
    of: int
    #: (word, number or None), best first
    counts: list[tuple[str, int | None]]


def achievement_of(offices: list[int], *, least_cell: int) -> Achievement | None:
    """Return the newest period whose offices were rated; None where hardly any were.

    Law: SE MenPANRB 3/2023.
    """
    rated = OrganizationRating.objects.filter(unit_id__any=offices, period__isnull=False)
    periods = Period.objects.filter(pk__in=rated.values("period"))
    newest = periods.aggregate(day=Max("held__startswith"))
    rows = list(
        rated.filter(period__held__startswith=newest["day"]).values_list(
            "value", "period__label", "period__year__year"
        )
    )
    if len(rows) < least_cell:
        return None
    _, label, year = rows[0]
    values = OrganizationRating.Value
    numbers = Counter(value for value, _, _ in rows)
    shown = suppress({value.value: numbers[value.value] for value in values}, least_cell)
    counts = [(value.label, shown[value.value]) for value in values]
    return Achievement(f"{Period(label=label).title} {year}", len(rows), len(offices), counts)

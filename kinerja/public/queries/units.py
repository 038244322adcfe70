"""The units of the city as public pages need them: one statement for all of them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q

from kinerja.organization.models import UnitPeriod
from kinerja.organization.models.units import OPD_TYPES


class Units(NamedTuple):
    """`root` is 0 before there is a city; `every` holds the dissolved ones, too."""

    root: int
    names: dict[int, str]
    offices: list[int]
    every: list[int]


def units_on(day: dt.date) -> Units:
    """Return what there is on a day, and all that there ever was."""
    held = ExpressionWrapper(Q(valid__contains=day), output_field=BooleanField())
    rows = UnitPeriod.objects.annotate(is_held=held).values_list(
        "unit_id", "name", "type", "parent_id", "is_held"
    )
    today = [row for row in rows if row[-1]]
    return Units(
        next((unit_id for unit_id, _, _, parent, _ in today if not parent), 0),
        {unit_id: name for unit_id, name, _, _, _ in today},
        [unit_id for unit_id, _, kind, _, _ in today if kind in OPD_TYPES],
        sorted({row[0] for row in rows}),
    )

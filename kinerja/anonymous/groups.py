"""Who is asked about a person: computed from positions, never picked by hand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Q

from kinerja.anonymous.models import Window
from kinerja.organization.actors import NOTHING_GRANTED, find_scopes
from kinerja.organization.models import Kind, Placement, UnitPeriod
from kinerja.organization.models.people import full_name
from kinerja.organization.queries import evaluator_of

NOBODY = Q(pk__in=[])


class Person(NamedTuple):
    """One of a group."""

    id: int
    name: str


Groups = Mapping[str, list[Person]]


def groups_of(placement: Placement, on: dt.date) -> Groups:
    """Return the groups that may be asked about the holder of a placement, by name.

    Without himself, his evaluator and the evaluator's superior: they say it in their own name.
    """
    line = evaluator_of(placement.pk, on)
    evaluator = line.evaluator_id if line else None
    above = [placement.employee_id, evaluator, line.superior_id if line else None]
    rings = {
        Window.Ring.TEAM: _team(placement, evaluator, on),
        Window.Ring.OFFICE: _office(placement, on),
    }
    return {ring.value: _people(posts, above, on) for ring, posts in rings.items()}


def digest_of(groups: Groups) -> str:
    """Return a short name of exactly these groups."""
    words = ";".join(
        f"{ring}:{','.join(str(person.id) for person in groups[ring])}" for ring in sorted(groups)
    )
    return hashlib.sha256(words.encode()).hexdigest()[:20]


def _team(placement: Placement, evaluator: int | None, on: dt.date) -> Q:
    """Those of the same unit, of the same evaluator, and those whom the person assesses."""
    own = find_scopes(placement.employee_id, frozenset(), NOTHING_GRANTED, on).evaluates
    shared = find_scopes(evaluator, frozenset(), NOTHING_GRANTED, on).evaluates if evaluator else []
    return Q(unit_id=placement.unit_id) | Q(pk__any=sorted({*own, *shared}))


def _office(placement: Placement, on: dt.date) -> Q:
    """Those of the unit directly below the city, and of all units below it."""
    periods = UnitPeriod.objects.on(on)
    path = periods.filter(unit_id=placement.unit_id).values_list("path", flat=True).first() or ""
    steps = path.split("/")[:2]
    if not all(steps) or len(steps) < 2:  # noqa: PLR2004 - the city itself is no office
        return NOBODY
    top = "/".join(steps)
    below = periods.filter(path__gte=f"{top}/", path__lt=f"{top}0")
    return Q(unit_id__in=below.values("unit_id"))


def _people(posts: Q, without: Iterable[int | None], on: dt.date) -> list[Person]:
    held = Placement.objects.on(on).filter(posts).exclude(employee__kind=Kind.PEJABAT_NEGARA)
    gone = Q(employee__ended_on__isnull=False, employee__ended_on__lte=on)
    left_out = [one for one in without if one is not None]
    rows = (
        held.exclude(gone)
        .exclude(employee_id__in=left_out)
        .order_by("employee__name", "employee_id")
        .distinct()
        .values_list(
            "employee_id", "employee__title_front", "employee__name", "employee__title_back"
        )
    )
    return [Person(key, full_name(front, name, back)) for key, front, name, back in rows]

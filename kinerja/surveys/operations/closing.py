"""Which figures stay closed: those of few, and those from which they would follow.

A service of few answers follows from its unit's figure and those of the other services, and its
quarter follows from the half that holds it. What is closed here is shown to nobody.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from django.db.models import Q

from kinerja.surveys.models import Basis, Index
from kinerja.surveys.periods import HALF, QUARTER, Span
from kinerja.surveys.privacy import FEWEST_PUBLIC, suppress


class Place(NamedTuple):
    """A unit with all below it, or a service."""

    unit_id: int | None
    service_id: int | None


def close(span: Span, above: Mapping[int, Sequence[int]]) -> None:
    """Mark the figures of a span; `above` are the units above each service, the highest first.

    Shorter spans within it have been marked before.
    """
    rows = Index.objects.filter(starts=span.starts, months=span.months, basis=Basis.RULED)
    answers = {
        Place(unit, service): count
        for unit, service, count in rows.values_list("unit_id", "service_id", "answers")
    }
    closed = closed_places(answers, above, _followed(span))
    units = [place.unit_id for place in closed if place.unit_id is not None]
    services = [place.service_id for place in closed if place.service_id is not None]
    of_closed = Q(unit_id__any=units) | Q(service_id__any=services)
    whole = Index.objects.filter(starts=span.starts, months=span.months)
    whole.filter(of_closed, is_closed=False).update(is_closed=True)
    whole.filter(is_closed=True).exclude(of_closed).update(is_closed=False)


def closed_places(
    answers: Mapping[Place, int],
    above: Mapping[int, Sequence[int]],
    followed: Collection[Place],
) -> set[Place]:
    """Return what is closed among the services and units of one span.

    Of the places right below a unit, none that is closed follows from the others; below a closed
    unit nothing is shown. `followed` would give a shorter span of few answers away.
    """
    below = _below(answers, above)
    inner = {place for places in below.values() for place in places}
    groups = [[top] for top in answers if top not in inner]
    closed: set[Place] = set()
    while groups:
        counts = {place: answers.get(place, 0) for place in groups.pop()}
        for place, count in suppress(counts, FEWEST_PUBLIC, followed).items():
            if count is None:
                closed |= _with_all_below(place, below)
            elif place in below:
                groups.append(below[place])
    return closed


def _below(
    answers: Mapping[Place, int], above: Mapping[int, Sequence[int]]
) -> dict[Place, list[Place]]:
    """Return the places with answers right below each unit."""
    found: dict[Place, dict[Place, None]] = defaultdict(dict)
    for service, units in sorted(above.items()):
        line = [*(Place(unit, None) for unit in units), Place(None, service)]
        if line[-1] in answers:
            for upper, lower in pairwise(line):
                found[upper][lower] = None
    return {place: list(places) for place, places in found.items()}


def _with_all_below(place: Place, below: Mapping[Place, list[Place]]) -> set[Place]:
    found, waiting = {place}, [place]
    while waiting:
        more = below.get(waiting.pop(), [])
        found.update(more)
        waiting += more
    return found


def _followed(span: Span) -> set[Place]:
    """Return the places of which a closed quarter would follow from this longer span.

    What is told of it less the halves and quarters that are told leaves nothing, or two quarters or
    more that together hold enough.
    """
    rows = Index.objects.filter(
        starts__gte=span.starts,
        starts__lt=span.ends,
        months__lt=span.months,
        basis=Basis.RULED,
    ).values_list("unit_id", "service_id", "starts", "months", "is_closed", "answers")
    told: dict[Place, list[Span]] = defaultdict(list)
    hidden: dict[Place, dict[dt.date, int]] = defaultdict(dict)
    for unit, service, starts, months, is_closed, answers in rows:
        place = Place(unit, service)
        if months == HALF and not is_closed:
            told[place].append(Span(starts, months))
        elif months == QUARTER and is_closed:
            hidden[place][starts] = answers
    return {
        place
        for place, quarters in hidden.items()
        if _follows(
            count
            for starts, count in quarters.items()
            if not any(half.holds(starts) for half in told[place])
        )
    }


def _follows(hidden: Iterable[int]) -> bool:
    counts = list(hidden)
    return bool(counts) and (len(counts) == 1 or sum(counts) < FEWEST_PUBLIC)

"""What a finished period asks for: the two weakest elements of each service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from kinerja.improvements.models import Improvement
from kinerja.surveys.periods import LENGTHS, Span, span_of
from kinerja.surveys.queries.figures import ElementFigure, ServiceFigure, figures_below
from kinerja.surveys.wording import is_enough

WEAKEST = 2


class Offer(NamedTuple):
    """A weak element of a service, and the follow-up that there is already; 0: none."""

    element: ElementFigure
    improvement_id: int


class ServiceOffer(NamedTuple):
    """A service with its weakest elements, the weakest first."""

    service_id: int
    name: str
    span: Span
    offers: list[Offer]

    @property
    def is_answered(self) -> bool:
        return all(offer.improvement_id for offer in self.offers)


def offers_for(unit_ids: Sequence[int], today: dt.date) -> list[ServiceOffer]:
    """Return the services of these units with their weakest elements of the last finished period.

    The last quarter; where nobody asked in it, the last half or year. The weakest come first, and
    those without a follow-up before the others. Law: PermenPANRB 14/2017.
    """
    for months in LENGTHS:
        span = span_of(today, months).previous
        told = [one for one in figures_below(unit_ids, span) if is_enough(one.figure.answers)]
        if told:
            return _sorted(told, span)
    return []


def _sorted(told: list[ServiceFigure], span: Span) -> list[ServiceOffer]:
    known = _planned([one.service_id for one in told], span)
    found = [_of_service(one, span, known) for one in told]
    return sorted(
        (one for one in found if one.offers),
        key=lambda one: (one.is_answered, one.offers[0].element.mean, one.name, one.service_id),
    )


def _of_service(told: ServiceFigure, span: Span, known: dict[tuple[int, str], int]) -> ServiceOffer:
    weak = [one for one in told.figure.weakest_first if is_enough(one.n)][:WEAKEST]
    offers = [Offer(one, known.get((told.service_id, one.code), 0)) for one in weak]
    return ServiceOffer(told.service_id, told.name, span, offers)


def _planned(service_ids: list[int], span: Span) -> dict[tuple[int, str], int]:
    rows = Improvement.objects.filter(
        service_id__any=service_ids, starts=span.starts, months=span.months
    ).order_by("id")
    return {
        (service, element): key
        for service, element, key in rows.values_list("service_id", "element", "pk")
    }

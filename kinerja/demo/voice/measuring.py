"""Indicators of agreed plans that take their realization from what citizens say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kinerja.demo.planning import DemoPlan
from kinerja.demo.shapes import Measured
from kinerja.demo.timeline import Timeline
from kinerja.demo.voice.shapes import DemoService
from kinerja.evidence.models import IndicatorSource
from kinerja.evidence.operations import choose_source
from kinerja.evidence.operations.sourcing import SourceValues
from kinerja.foundation.actor import Actor, Via
from kinerja.plans.models import Plan

#: working days after the first of the running quarter
CHOSEN_AFTER = 3.4
INDEX_WORDS = "IKM "
ELEMENT_WORDS, ELEMENT, ELEMENT_SERVICE = "Nilai SKM unsur waktu penyelesaian", "U3", "ktp"
#: heads of places are many; so many of them have discovered it
MOST = 12


class Chosen(NamedTuple):
    """An indicator with the source that its employee chooses."""

    plan: DemoPlan
    measured: Measured
    values: SourceValues


def choose_sources(
    plans: Sequence[DemoPlan], services: Sequence[DemoService], time: Timeline
) -> int:
    """Let some employees choose, by the operation that they all use; return how many did."""
    found = list(_wanted(plans, services))[:MOST]
    stored = Plan.objects.in_bulk([one.plan.id for one in found])
    at = time.work(time.running.start, CHOSEN_AFTER)
    for one in found:
        choose_source(
            plan=stored[one.plan.id],
            indicator_id=one.measured.id,
            values=one.values,
            by=_as_employee(one.plan),
            at=max(at, _agreed(one.plan)),
        )
    return len(found)


def _wanted(plans: Sequence[DemoPlan], services: Sequence[DemoService]) -> Iterator[Chosen]:
    named = {service.key: service for service in services if service.is_first}
    for plan in plans:
        if plan.state != "AGREED":
            continue
        for measured in (one for result in plan.results for one in result.measures):
            if measured.text.startswith(INDEX_WORDS):
                values = SourceValues(IndicatorSource.Kind.INDEX, unit_id=plan.post.unit.id)
                yield Chosen(plan, measured, values)
            elif measured.text == ELEMENT_WORDS:
                service = named[ELEMENT_SERVICE].id
                values = SourceValues(IndicatorSource.Kind.ELEMENT, service, element=ELEMENT)
                yield Chosen(plan, measured, values)


def _agreed(plan: DemoPlan) -> dt.datetime:
    assert plan.agreed_at is not None
    return plan.agreed_at


def _as_employee(plan: DemoPlan) -> Actor:
    person = plan.person
    return Actor(
        user_id=person.user_id,
        employee_id=person.id,
        name=person.full_name,
        capacity=plan.post.printed_title,
        via=Via.DEMO,
    )

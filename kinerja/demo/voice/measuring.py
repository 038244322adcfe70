"""Indicators of agreed plans that take their realization from what citizens say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kinerja.demo.planning import DemoPlan
from kinerja.demo.shapes import Measured
from kinerja.demo.storing import tables
from kinerja.demo.storing.trail import Trail
from kinerja.demo.timeline import Timeline
from kinerja.demo.voice.shapes import DemoService
from kinerja.evidence.models import IndicatorSource
from kinerja.evidence.operations.refreshing import refresh_sourced
from kinerja.evidence.operations.sourcing import SourceValues
from kinerja.foundation.actor import Actor, Via

SOURCE = "id plan_id indicator_id kind service_id unit_id element chosen_by_id chosen_at ended_at"
#: working days after the first of the running quarter
CHOSEN_AFTER = 3.4
INDEX_WORDS = "IKM "
ELEMENT_WORDS, ELEMENT, ELEMENT_SERVICE = "Nilai SKM unsur waktu penyelesaian", "U3", "ktp"
#: heads of places are many; so many of them have discovered it
MOST = 12


@dataclass(slots=True, eq=False)
class Chosen:
    """An indicator with the source that its employee chooses."""

    plan: DemoPlan
    measured: Measured
    values: SourceValues
    at: dt.datetime
    id: int = 0


Wanted = tuple[DemoPlan, Measured, SourceValues]


def choose_sources(
    plans: Sequence[DemoPlan], services: Sequence[DemoService], time: Timeline, trail: Trail
) -> int:
    """Let some employees choose; what citizens say then comes as it does each night."""
    chosen_at = time.work(time.running.start, CHOSEN_AFTER)
    found = [
        Chosen(plan, measured, values, max(chosen_at, plan.since))
        for plan, measured, values in islice(_wanted(plans, services), MOST)
    ]
    tables.number("indicator_source", found)
    tables.copy("indicator_source", SOURCE, (_row(one) for one in found))
    for one in found:
        _record(one, trail)
    refresh_sourced(by=Actor.system("demo", via=Via.DEMO), at=time.now)
    return len(found)


def _wanted(plans: Sequence[DemoPlan], services: Sequence[DemoService]) -> Iterator[Wanted]:
    named = {service.key: service for service in services if service.is_first}
    for plan in plans:
        if plan.state != "AGREED":
            continue
        for measured in (one for result in plan.results for one in result.measures):
            if measured.text.startswith(INDEX_WORDS):
                values = SourceValues(IndicatorSource.Kind.INDEX, unit_id=plan.post.unit.id)
                yield plan, measured, values
            elif measured.text == ELEMENT_WORDS:
                service = named[ELEMENT_SERVICE].id
                values = SourceValues(IndicatorSource.Kind.ELEMENT, service, element=ELEMENT)
                yield plan, measured, values


def _row(one: Chosen) -> tuple[object, ...]:
    return (
        one.id, one.plan.id, one.measured.id, *one.values, one.plan.person.user_id, one.at, None,
    )  # fmt: skip


def _record(one: Chosen, trail: Trail) -> None:
    plan, values = one.plan, one.values
    trail.act(
        "evidence.source.chosen",
        one.at,
        plan.person,
        subject=("evidence.indicatorsource", one.id),
        about=plan.person.id,
        unit=plan.post.unit.id,
        changes={
            "plan": plan.id,
            "indicator": one.measured.id,
            "kind": values.kind,
            "service": values.service_id,
            "unit": values.unit_id,
            "element": values.element,
        },
    )
    trail.tell(
        plan.evaluator.person,
        one.at,
        "evidence.source",
        f"{plan.person.full_name} memilih sumber realisasi",
        f"/skp/{plan.id}/",
        "Satu indikator SKP mengambil realisasinya dari survei atau aduan.",
    )

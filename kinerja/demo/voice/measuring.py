"""Indicators whose plans name from where their realization comes: what citizens say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kinerja.demo.course import Slot
from kinerja.demo.planning import DemoPlan
from kinerja.demo.reaching import Reached, Work
from kinerja.demo.shapes import Measured
from kinerja.demo.storing import tables
from kinerja.demo.timeline import Timeline
from kinerja.demo.voice.shapes import DemoService
from kinerja.evidence.figures import Asked, taken_for
from kinerja.evidence.models import IndicatorSource, Realization
from kinerja.evidence.operations.refreshing import TAKEN, refresh_sourced
from kinerja.evidence.operations.sourcing import SourceValues
from kinerja.evidence.sources import source_words
from kinerja.foundation.actor import Actor, Via

SOURCE = "id plan_id indicator_id kind service_id unit_id element chosen_by_id chosen_at ended_at"
PROVENANCE = f"realization_id {' '.join(TAKEN)} taken_at frozen_at"
INDEX_WORDS = "IKM "
ELEMENT_WORDS, ELEMENT, ELEMENT_SERVICE = "Nilai SKM unsur waktu penyelesaian", "U3", "ktp"
#: heads of places are many; so many of them have discovered it
MOST = 12
ONE_DAY = dt.timedelta(days=1)


@dataclass(slots=True, eq=False)
class Named:
    """An indicator with the source that its plan names."""

    plan: DemoPlan
    measured: Measured
    values: SourceValues
    #: the service or the unit
    name: str
    id: int = 0


def name_sources(plans: Sequence[DemoPlan], services: Sequence[DemoService]) -> list[Named]:
    """Let some employees name a source in their drafts; both agree on it."""
    found = list(islice(_wanted(plans, services), MOST))
    for one in found:
        one.measured.source = source_words(one.values.kind, one.values.element, one.name)
    return found


def _wanted(plans: Sequence[DemoPlan], services: Sequence[DemoService]) -> Iterator[Named]:
    service = next(one for one in services if one.is_first and one.key == ELEMENT_SERVICE)
    for plan in plans:
        if plan.state != "AGREED":
            continue
        for measured in (one for result in plan.results for one in result.measures):
            if measured.text.startswith(INDEX_WORDS):
                unit = plan.post.unit
                values = SourceValues(IndicatorSource.Kind.INDEX, unit_id=unit.id)
                yield Named(plan, measured, values, unit.name)
            elif measured.text == ELEMENT_WORDS:
                values = SourceValues(IndicatorSource.Kind.ELEMENT, service.id, element=ELEMENT)
                yield Named(plan, measured, values, service.name)


def store_sources(named: Sequence[Named]) -> None:
    """Store the sources; nothing is told of a draft, and the agreement is in the trail."""
    tables.number("indicator_source", named)
    tables.copy("indicator_source", SOURCE, (_source(one) for one in named))


def _source(one: Named) -> tuple[object, ...]:
    plan = one.plan
    return (
        one.id, plan.id, one.measured.id, *one.values, plan.person.user_id, plan.submitted_at, None,
    )  # fmt: skip


def measure(named: Sequence[Named], work: Work, time: Timeline) -> None:
    """Put what citizens said in the place of what was made up, in the quarters that are over."""
    sources = {one.measured: one for one in named}
    rows = [
        (sources[row.measured], row)
        for reached in work.reached.values()
        for row in reached
        if row.measured in sources and row.quarter is not time.running
    ]
    asked = [_asked(one, row) for one, row in rows]
    for (one, row), taken in zip(rows, taken_for(asked, time.as_of), strict=True):
        row.source_id, row.taken, row.value = one.id, taken, taken.value


def _asked(one: Named, row: Reached) -> Asked:
    values, quarter = one.values, row.quarter
    return Asked(
        values.kind,
        values.service_id,
        values.unit_id,
        values.element,
        one.name,
        quarter.start,
        quarter.end + ONE_DAY,
    )


def store_provenance(work: Work, slots: Sequence[Slot], time: Timeline) -> None:
    """Store on what those values rest; a report froze them. The running quarter takes its own."""
    rows = [row for reached in work.reached.values() for row in reached if row.taken]
    sent = {(slot.plan, slot.quarter) for slot in slots if slot.reported_at}
    stored = Realization.objects.filter(indicator_id__in=[row.measured.id for row in rows])
    ids = {(row.indicator_id, row.period_id): row.pk for row in stored}
    tables.copy(
        "provenance",
        PROVENANCE,
        (
            (
                ids[row.measured.id, row.quarter.id],
                row.source_id,
                *(row.taken or ())[1:],
                row.at,
                row.at if (row.plan, row.quarter) in sent else None,
            )
            for row in rows
        ),
    )
    refresh_sourced(by=Actor.system("demo", via=Via.DEMO), at=time.now)

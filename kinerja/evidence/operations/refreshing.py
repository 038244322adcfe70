"""Realizations that come by themselves: taken anew each night, frozen with their provenance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, Q, QuerySet

from kinerja.audit import operations as audit
from kinerja.cycles.models import Period
from kinerja.evidence.figures import Asked, Taken, taken_for
from kinerja.evidence.models import IndicatorSource, Provenance, Realization, RealizationReport
from kinerja.evidence.sources import standing_indicators, unit_name
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.locks import Set, lock_shared

#: columns that a night may change
TAKEN = ("source_id", "label", "starts", "ends", "n", "low", "high", "grade", "basis")
BATCH = 500
#: what a unit is called that is no more
OLD_UNIT = "unit lama"


class Running(NamedTuple):
    """A running source of an agreed plan."""

    id: int
    plan_id: int
    indicator_id: int
    kind: str
    service_id: int | None
    unit_id: int | None
    element: str
    name: str


class Open(NamedTuple):
    """A begun, open period of a plan that has not been reported."""

    plan_id: int
    period_id: int
    starts: dt.date
    ends: dt.date


class Due(NamedTuple):
    """A source in a period: what is to be taken."""

    source: Running
    period: Open

    @property
    def key(self) -> tuple[int, int]:
        return self.source.indicator_id, self.period.period_id


@transaction.atomic
def refresh_sourced(*, by: Actor, at: dt.datetime, plan_ids: Sequence[int] | None = None) -> int:
    """Take the values of all running sources anew in all open periods; return how many changed.

    The period's own days for complaints, the quarter that holds it for surveys. Under ten answers
    there is no value, never zero. What was reported or closed is frozen and stays. The same number
    of statements for one indicator and for thousands, but for those of the units' complaints.
    """
    if plan_ids is None:
        freeze_closed(at=at)
    day = clock.local_date(at)
    due = _due(day, plan_ids)
    if not due:
        return 0
    for period in sorted({one.period.period_id for one in due}):
        lock_shared(Set.PERIOD, period)
    due = _still_open(due)
    found = taken_for([_asked(one) for one in due], day)
    changed = _store(list(zip(due, found, strict=True)), at)
    if changed:
        changes = {"changed": changed}
        audit.record(
            "evidence.sourced.refreshed",
            subject=None,
            kind="evidence.provenance",
            by=by,
            at=at,
            changes=changes,
        )
    return changed


@transaction.atomic
def freeze_closed(*, at: dt.datetime) -> int:
    """Stamp what periods that have closed since the last night hold; it cannot change any more."""
    closed = Provenance.objects.filter(frozen_at=None, realization__period__closed_at__isnull=False)
    return closed.update(frozen_at=at)


def freeze_reported(*, plan_id: int, period_id: int, at: dt.datetime) -> int:
    """Freeze what a report is about, in the transaction that sends it."""
    sent = Provenance.objects.filter(
        frozen_at=None, realization__plan_id=plan_id, realization__period_id=period_id
    )
    return sent.update(frozen_at=at)


def _due(day: dt.date, plan_ids: Sequence[int] | None) -> list[Due]:
    sources = _running_sources(day, plan_ids)
    plans = sorted({one.plan_id for one in sources})
    periods: dict[int, list[Open]] = {}
    for row in _open_periods(plans, day):
        periods.setdefault(row.plan_id, []).append(row)
    return [Due(source, period) for source in sources for period in periods.get(source.plan_id, [])]


def _running_sources(day: dt.date, plan_ids: Sequence[int] | None) -> list[Running]:
    rows = IndicatorSource.objects.filter(
        standing_indicators(), ended_at=None, plan__state="AGREED"
    )
    if plan_ids is not None:
        rows = rows.filter(plan_id__any=list(plan_ids))
    named = rows.annotate(service_name=F("service__name"), unit_name=unit_name("unit_id", day))
    columns = Running._fields[:-1]
    found: QuerySet[IndicatorSource, Any] = named.order_by("id").values_list(
        *columns, "service_name", "unit_name"
    )
    return [Running._make([*row[:-2], row[-2] or row[-1] or OLD_UNIT]) for row in found]


def _open_periods(plan_ids: list[int], day: dt.date) -> list[Open]:
    """Read the periods in which the plans still report: begun, not closed, not sent."""
    reports = RealizationReport.objects.filter(plan_id__any=plan_ids)
    sent = set(reports.values_list("plan_id", "period_id"))
    rows: QuerySet[Period, Any] = (
        Period.objects.filter(
            year__plans__pk__in=plan_ids,
            year__plans__held__overlap=F("held"),
            closed_at=None,
            held__startswith__lte=day,
        )
        .order_by("pk")
        .values_list("year__plans__pk", "pk", "held__startswith", "held__endswith")
    )
    return [found for row in rows if (found := Open(*row))[:2] not in sent]


def _still_open(due: list[Due]) -> list[Due]:
    """Leave out what has closed while we waited for it."""
    periods = {one.period.period_id for one in due}
    still = Period.objects.filter(pk__in=periods, closed_at=None).values_list("pk", flat=True)
    kept = set(still)
    return [one for one in due if one.period.period_id in kept]


def _asked(one: Due) -> Asked:
    source, period = one
    return Asked(
        source.kind,
        source.service_id,
        source.unit_id,
        source.element,
        source.name,
        period.starts,
        period.ends,
    )


def _store(found: list[tuple[Due, Taken]], at: dt.datetime) -> int:
    """Write what differs from what stands; returns how many differ."""
    held = _held([due.key for due, _ in found])
    changed = [
        (due, taken)
        for due, taken in found
        if due.key not in held or _differs(held[due.key], due, taken)
    ]
    changed = [pair for pair in changed if not _is_frozen(held.get(pair[0].key))]
    if not changed:
        return 0
    keys = _store_values(changed, at)
    _store_provenance(changed, keys, at)
    return len(changed)


def _held(keys: list[tuple[int, int]]) -> dict[tuple[int, int], Realization]:
    """Lock what is stored already, with where it came from."""
    indicators, periods = {key[0] for key in keys}, {key[1] for key in keys}
    rows = Realization.objects.select_for_update(of=["self"]).filter(
        Q(indicator_id__in=indicators) & Q(period_id__in=periods)
    )
    found = rows.select_related("provenance").order_by("pk")
    return {(row.indicator_id, row.period_id): row for row in found}


def _is_frozen(row: Realization | None) -> bool:
    told = getattr(row, "provenance", None) if row is not None else None
    return told is not None and told.frozen_at is not None


def _differs(row: Realization, due: Due, taken: Taken) -> bool:
    told: Provenance | None = getattr(row, "provenance", None)
    if told is None:
        return True
    columns = (getattr(told, name) for name in TAKEN)
    return (row.value, *columns) != (taken.value, due.source.id, *taken[1:])


def _store_values(changed: list[tuple[Due, Taken]], at: dt.datetime) -> dict[tuple[int, int], int]:
    """Write the values; the version that a form carries is left alone: nobody typed anything."""
    rows = [
        Realization(
            plan_id=due.source.plan_id,
            indicator_id=due.source.indicator_id,
            period_id=due.period.period_id,
            value=taken.value,
            updated_at=at,
        )
        for due, taken in changed
    ]
    Realization.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["indicator", "period"],
        update_fields=["value", "value_date", "value_text", "updated_at"],
    )
    return {(row.indicator_id, row.period_id): row.pk for row in rows}


def _store_provenance(
    changed: list[tuple[Due, Taken]], keys: dict[tuple[int, int], int], at: dt.datetime
) -> None:
    rows = [
        Provenance(
            realization_id=keys[due.key],
            source_id=due.source.id,
            taken_at=at,
            **dict(zip(TAKEN[1:], taken[1:], strict=True)),
        )
        for due, taken in changed
    ]
    Provenance.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["realization"],
        update_fields=[*TAKEN, "taken_at"],
    )

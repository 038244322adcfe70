"""From where an indicator takes its realization: chosen by the employee, ended by him."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from django.db import models, transaction

from kinerja.audit import operations as audit
from kinerja.evidence import access
from kinerja.evidence.models import IndicatorSource, Provenance, Realization
from kinerja.evidence.operations.realizing import agreed_indicators, tell_evaluator
from kinerja.evidence.operations.refreshing import refresh_sourced
from kinerja.evidence.refusals import (
    NotOfThisPlan,
    OtherScale,
    PlanNotAgreed,
    SourceAgreed,
    SourceEnded,
    SourceNotInLine,
    StaleSource,
    TargetAddsUp,
    TargetNotNumber,
)
from kinerja.evidence.sources import choices_for, source_words
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing
from kinerja.plans import operations as plans
from kinerja.plans.freezing import agreed_source
from kinerja.plans.models import IndicatorContent, Plan
from kinerja.plans.operations.holding import hold_own_draft
from regulation.plan import Accumulation

Kind = IndicatorSource.Kind
#: the scale of each kind, and how it is called
SCALES: dict[str, tuple[int, int, str]] = {
    Kind.INDEX.value: (25, 100, "IKM"),
    Kind.ELEMENT.value: (1, 4, "Nilai unsur"),
    Kind.COMPLAINT_SHARE.value: (0, 100, "Bagian aduan"),
}


class SourceValues(NamedTuple):
    """What is chosen: a kind, and a service or a unit."""

    kind: str
    service_id: int | None = None
    unit_id: int | None = None
    element: str = ""


@transaction.atomic
def choose_source(
    *, plan: Plan, indicator_id: int, values: SourceValues, by: Actor, at: dt.datetime
) -> IndicatorSource:
    """Let an indicator take its realization from a survey or from complaints.

    A draft names it, so that both agree on it, and it is printed. In an agreed plan that names
    none the evaluator is told, and what was typed into periods that are still open gives way.
    Law: PermenPANRB 6/2022, Lampiran (penetapan dan klarifikasi ekspektasi).
    Raises NotPermitted, NotEditable, PlanNotAgreed, SourceAgreed, NotOfThisPlan, TargetNotNumber,
    TargetAddsUp, OtherScale, SourceNotInLine, StaleSource.
    """
    held, content = _taken(plan, indicator_id, by=by)
    _must_fit(values.kind, content)
    words = _words(held, values, clock.local_date(at))
    assert by.user_id is not None  # an employee who may report has an account
    _running(indicator_id).update(ended_at=at)
    with refusing({"indicator_source_one_at_a_time": StaleSource()}):
        made = IndicatorSource.objects.create(
            plan=held,
            indicator_id=indicator_id,
            chosen_by_id=by.user_id,
            chosen_at=at,
            **values._asdict(),
        )
    if held.state != Plan.State.AGREED:
        plans.name_source(plan=held, indicator_id=indicator_id, words=words, by=by, at=at)
        return made
    _forget_open(indicator_id)
    _record("chosen", made, by=by, at=at)
    tell_evaluator(
        held,
        kind="evidence.source",
        title=f"{by.name} memilih sumber realisasi",
        body="Satu indikator SKP mengambil realisasinya dari survei atau aduan.",
        location=f"/skp/{held.pk}/",
        at=at,
    )
    refresh_sourced(plan_ids=[held.pk], by=by, at=at)
    return made


@transaction.atomic
def end_source(*, plan: Plan, indicator_id: int, by: Actor, at: dt.datetime) -> IndicatorSource:
    """Let the realization be typed again; what was frozen stays, what was not goes.

    Raises NotPermitted, NotEditable, PlanNotAgreed, SourceAgreed, NotOfThisPlan, SourceEnded.
    """
    held, _ = _taken(plan, indicator_id, by=by)
    running = _running(indicator_id).select_for_update(of=["self"]).first()
    if running is None:
        raise SourceEnded
    running.ended_at = at
    running.save(update_fields=["ended_at"])
    if held.state != Plan.State.AGREED:
        plans.name_source(plan=held, indicator_id=indicator_id, words="", by=by, at=at)
        return running
    _forget_open(indicator_id)
    _record("ended", running, by=by, at=at)
    return running


def _taken(plan: Plan, indicator_id: int, *, by: Actor) -> tuple[Plan, IndicatorContent]:
    """Lock the plan, or the version that is being worded; return it with the indicator's words."""
    if not access.may_report(by, plan):
        raise NotPermitted("Sumber realisasi dipilih oleh pegawai sendiri.")
    if plan.state != Plan.State.AGREED:
        version = hold_own_draft(plan, by)
        content = version.indicators.filter(indicator_id=indicator_id).first()
        return version.plan, _known(content)
    held = Plan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    if held.state != Plan.State.AGREED:
        raise PlanNotAgreed
    content = _known(agreed_indicators(held).filter(indicator_id=indicator_id).first())
    if agreed_source(content):
        raise SourceAgreed
    return held, content


def _known(content: IndicatorContent | None) -> IndicatorContent:
    if content is None:
        raise NotOfThisPlan
    return content


def _must_fit(kind: str, content: IndicatorContent) -> None:
    if content.target is None:
        raise TargetNotNumber
    if content.accumulation == Accumulation.TOTAL:
        raise TargetAddsUp
    if kind not in SCALES:
        return
    low, high, name = SCALES[kind]
    if not Decimal(low) <= content.target <= Decimal(high):
        raise OtherScale(
            f"{name} berkisar {low} sampai {high}, sedangkan target indikator ini di luar itu."
            " Pilih sumber lain, atau ubah targetnya lewat perubahan SKP."
        )


def _words(plan: Plan, values: SourceValues, day: dt.date) -> str:
    """Name the source as the form prints it. Raises SourceNotInLine."""
    known = choices_for(plan.unit_id, day)
    name = known.name_of(service_id=values.service_id, unit_id=values.unit_id)
    if not name:
        raise SourceNotInLine
    return source_words(values.kind, values.element, name)


def _running(indicator_id: int) -> models.QuerySet[IndicatorSource]:
    return IndicatorSource.objects.filter(indicator_id=indicator_id, ended_at=None)


def _forget_open(indicator_id: int) -> None:
    """Take away what came from a source and is not frozen: it was nobody's own word."""
    open_ones = Provenance.objects.filter(
        realization__indicator_id=indicator_id,
        realization__period__closed_at=None,
        frozen_at=None,
    )
    reached = list(open_ones.values_list("realization_id", flat=True))
    open_ones.delete()
    Realization.objects.filter(pk__in=reached).update(value=None)


def _record(act: str, source: IndicatorSource, *, by: Actor, at: dt.datetime) -> None:
    audit.record(
        f"evidence.source.{act}",
        subject=source,
        by=by,
        at=at,
        about=source.plan.employee_id,
        unit=source.plan.unit_id,
        changes={
            "plan": source.plan_id,
            "indicator": source.indicator_id,
            "kind": source.kind,
            "service": source.service_id,
            "unit": source.unit_id,
            "element": source.element,
        },
    )

"""The frozen inputs of the decisions of Kotalama, in the shape that `evaluations` freezes.

A test holds them to what `kinerja.evaluations.freezing` makes of the stored rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from kinerja.cycles.models import PerformanceYear
from kinerja.demo.course import Slot
from kinerja.demo.planning import DemoPlan
from kinerja.demo.reaching import Reached, Said, Work
from kinerja.demo.shapes import Measured, Person, Planned, Post
from kinerja.demo.timeline import Quarter
from kinerja.evaluations.freezing import self_note
from kinerja.evaluations.frozen import (
    BehaviorInput,
    FeedbackInput,
    IndicatorInput,
    Inputs,
    OrganizationRatingInput,
    PeriodInput,
    PlanInput,
    RatingInput,
    ResultInput,
    SelfEvaluationInput,
    SourceInput,
)
from kinerja.evaluations.queries.content import AFTERWARDS, printed
from kinerja.evidence.sources import Sourced
from kinerja.foundation import clock
from kinerja.plans.freezing import with_unit
from kinerja.plans.frozen import Parties, Party
from kinerja.plans.values import typed
from kinerja.ui.format import day
from regulation.behavior import CoreValue
from regulation.grade import RULE_SET, Grade, performance_grade
from regulation.plan import Accumulation, Direction
from regulation.progress import accumulated, date_progress, number_progress
from regulation.ranks import rank_of
from regulation.ruling import Ruling


class Freezer:
    """Knows what stands beside each evaluation of a year."""

    def __init__(self, year: PerformanceYear, institution: str, work: Work) -> None:
        self.year, self.institution = year, institution
        self.reached: dict[Measured, list[Reached]] = {}
        for rows in work.reached.values():
            for row in rows:
                self.reached.setdefault(row.measured, []).append(row)
        self.said = work.said
        self._parties: dict[DemoPlan, Parties] = {}

    def parties(self, plan: DemoPlan) -> Parties:
        """Return the three people as they sign."""
        if plan not in self._parties:
            superior = plan.line.superior
            own = superior.person.post if superior else None
            self._parties[plan] = Parties(
                employee=party(plan.post),
                evaluator=party(plan.evaluator),
                superior=party(own) if own else None,
            )
        return self._parties[plan]

    def inputs(self, slot: Slot, quarter: Quarter) -> tuple[Inputs, Ruling[Grade]]:
        """Return all that stood beside the two ratings of a quarter, and the ruling."""
        plan = slot.plan
        assert slot.decided_at is not None
        ruling = performance_grade(result=slot.result, behavior=slot.behavior)
        said = self._said(slot, quarter)
        answers = dict(slot.words)
        frozen = Inputs(
            institution=self.institution,
            year=self.year.year,
            kind="PERIODIC",
            period=_period(plan, quarter),
            parties=self.parties(plan),
            plan=PlanInput(plan_id=plan.id, version=1, model=plan.model, approach="KUANTITATIF"),
            results=[
                self._result(result, quarter, said, answers.get(place, {}))
                for place, result in enumerate(plan.results)
            ],
            behaviors=[_behavior(plan, value.value, said) for value in CoreValue],
            general_feedback=[_feedback(told) for told in said if told.subject_kind == "person"],
            self_evaluation=_own_words(slot),
            organization_rating=_organization(slot),
            result_rating=RatingInput(value=slot.result.value, reason=slot.result_reason),
            behavior_rating=RatingInput(value=slot.behavior.value, reason=slot.behavior_reason),
            grade=ruling.outcome.value,
            rule_set=RULE_SET,
            citation=str(ruling.because[0].source),
            notes=slot.recommendation,
            decided_on=clock.local_date(slot.decided_at).isoformat(),
        )
        return frozen, ruling

    def _said(self, slot: Slot, quarter: Quarter) -> list[Said]:
        assert slot.decided_at is not None
        first = clock.start_of(quarter.start)
        end = clock.start_of(quarter.end + dt.timedelta(days=1))
        last = min(end + AFTERWARDS, slot.decided_at)
        stood = (told for told in self.said.get(slot.plan, []) if first <= told.at < last)
        return [told for told in stood if told.visibility != "RECEIVER"]

    def _result(
        self, result: Planned, quarter: Quarter, said: Sequence[Said], answers: dict[str, str]
    ) -> ResultInput:
        return ResultInput(
            result_id=result.id,
            kind=result.kind,
            text=result.text,
            assigned_by=result.assigned_by.full_name if result.assigned_by else None,
            parent=result.serves.text if result.serves else None,
            no_parent_reason=result.no_parent_reason or None,
            perspective=result.perspective or None,
            indicators=[self._indicator(measured, quarter) for measured in result.measures],
            self_note=self_note(answers),
            feedback=[_feedback(told) for told in said if told.planned is result],
        )

    def _indicator(self, measured: Measured, quarter: Quarter) -> IndicatorInput:
        rows = [row for row in self.reached.get(measured, []) if row.quarter.no <= quarter.no]
        mine = next((row for row in rows if row.quarter is quarter), None)
        source = _source_of(rows)
        return IndicatorInput(
            indicator_id=measured.id,
            aspect=measured.aspect or None,
            text=measured.text,
            target=_target(measured),
            unit=measured.unit,
            realization=_realization(measured, rows, source),
            progress=_progress(measured, rows),
            note=mine.note if mine else "",
            evidence_ids=[mine.evidence_id] if mine and mine.evidence_id else [],
            source=_source(measured, source, mine, _actual(measured, rows)),
        )


def party(post: Post) -> Party:
    """Return somebody as printed on paper."""
    person: Person = post.person
    known = rank_of(person.rank)
    return Party(
        name=person.full_name,
        nip=person.nip,
        rank=str(known) if known else person.rank or None,
        title=post.printed_title,
        unit=post.unit.name,
    )


def capacity(plan: DemoPlan) -> str:
    """Return in which capacity the evaluator decides."""
    words = {
        "PLT": "pejabat penilai kinerja (Plt)",
        "ABOVE": "atasan pejabat penilai kinerja",
    }
    return words.get(plan.line.via, "pejabat penilai kinerja")


def _period(plan: DemoPlan, quarter: Quarter) -> PeriodInput:
    start = max(plan.start, quarter.start)
    return PeriodInput(label=quarter.label, starts=start.isoformat(), ends=quarter.end.isoformat())


def _behavior(plan: DemoPlan, value: str, said: Iterable[Said]) -> BehaviorInput:
    return BehaviorInput(
        core_value=value,
        expectation=plan.expectations.get(value, ""),
        self_note="",
        feedback=[_feedback(told) for told in said if told.core_value == value],
    )


def _feedback(told: Said) -> FeedbackInput:
    author = told.author.full_name
    return FeedbackInput(
        author=f"{told.spoken_by} (ditulis {author})" if told.spoken_by else author,
        role=told.role,
        date=clock.local_date(told.at).isoformat(),
        text=told.text,
    )


def _own_words(slot: Slot) -> SelfEvaluationInput | None:
    if slot.self_at is None:
        return None
    at = slot.self_at.astimezone(dt.UTC)
    return SelfEvaluationInput(sent_at=at.isoformat(), summary=slot.summary)


def _organization(slot: Slot) -> OrganizationRatingInput | None:
    found = slot.organization
    if found is None:
        return None
    return OrganizationRatingInput(
        unit=found.unit.name, value=found.value, source=found.source, set_by=found.by.full_name
    )


def _target(measured: Measured) -> str:
    if measured.number is not None:
        return with_unit(typed(measured.number), measured.unit)
    return day(measured.day) if measured.day else measured.words


def _source_of(rows: Sequence[Reached]) -> Sourced | None:
    """Return what the newest value rests on, else the newest quarter."""
    told = [row for row in rows if row.value is not None] or rows
    return _sourced(told[-1]) if told else None


def _sourced(row: Reached) -> Sourced | None:
    taken = row.taken
    if taken is None:
        return None
    enough = taken.value is not None
    return Sourced(taken.label, taken.n, taken.low, taken.high, taken.basis, enough)


def _source(
    measured: Measured, source: Sourced | None, mine: Reached | None, actual: Decimal | None
) -> SourceInput | None:
    if source is None:
        return None
    low, high = (None if end is None else str(end) for end in (source.low, source.high))
    now, note = _sourced(mine) if mine else None, source.note(actual, measured.number)
    if now and not now.is_enough and actual is not None:
        note = f"{now.label}: {now.few.lower()}."
    return SourceInput(
        label=source.label, n=source.n, low=low, high=high, basis=source.basis, note=note
    )


def _realization(measured: Measured, rows: Sequence[Reached], source: Sourced | None) -> str | None:
    actual = _actual(measured, rows)
    if source is not None:
        figure = "" if actual is None else with_unit(typed(actual), measured.unit)
        return f"{figure} {source.interval}" if source.is_enough else source.few
    if actual is not None:
        return printed(_plain(actual), measured.unit)
    if not rows:
        return None
    return (day(rows[-1].day) if rows[-1].day else rows[-1].words) or None


def _progress(measured: Measured, rows: Sequence[Reached]) -> str | None:
    if measured.number is not None:
        found = number_progress(
            target=measured.number,
            actual=_actual(measured, rows),
            direction=Direction.LOWER if measured.is_lower else Direction.HIGHER,
        )
    elif measured.day is not None:
        found = date_progress(target=measured.day, actual=rows[-1].day if rows else None)
    else:
        return None
    return found.text if found.percent is not None or found.days is not None else None


def _actual(measured: Measured, rows: Sequence[Reached]) -> Decimal | None:
    kind = Accumulation.TOTAL if measured.is_total else Accumulation.LATEST
    return accumulated([row.value for row in rows], accumulation=kind)


def _plain(value: Decimal) -> Decimal:
    """Take a figure without empty decimals."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()

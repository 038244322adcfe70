"""From what stands today to the frozen inputs of a decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from kinerja.city.models import City
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
from kinerja.evaluations.models import Evaluation, SelfEvaluation
from kinerja.evaluations.queries.content import (
    BehaviorView,
    Feedback,
    IndicatorView,
    ResultView,
    Sheet,
)
from kinerja.evaluations.queries.organization import OrganizationValue
from kinerja.foundation import clock
from kinerja.foundation.fields import last_day
from kinerja.organization import queries as printed
from kinerja.organization.queries import Line, parties_of
from kinerja.plans.freezing import PERSPECTIVES
from kinerja.plans.frozen import Parties, Party
from kinerja.plans.models import PlanVersion
from regulation.grade import Grade, Rating
from regulation.ruling import Ruling

#: the three questions of the self-evaluation, as they stand before the answers
QUESTIONS = {"reached": "Tercapai", "hindered": "Hambatan", "needed": "Bantuan yang dibutuhkan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """All that stands beside the two ratings at the decision."""

    evaluation: Evaluation
    version: PlanVersion
    sheet: Sheet
    words: SelfEvaluation | None
    organization: OrganizationValue | None
    line: Line
    on: dt.date
    replaces_last_period: bool


def frozen_inputs(
    known: Known,
    *,
    result: RatingInput,
    behavior: RatingInput,
    ruling: Ruling[Grade],
    rule_set: str,
    notes: str,
) -> Inputs:
    """Return everything that the explanation and the forms will ever read."""
    plan = known.evaluation.plan
    told = known.words if known.words and known.words.sent_at else None
    answers: dict[str, Any] = told.content.get("results", {}) if told else {}
    city = City.objects.filter(pk=1).first() or City()
    return Inputs(
        institution=city.government,
        year=plan.year.year,
        kind=known.evaluation.kind,
        period=_period(known),
        parties=_parties(known),
        plan=PlanInput(
            plan_id=plan.pk,
            version=known.version.no,
            model=plan.model,
            approach=plan.approach,
        ),
        results=[_result(one, answers.get(str(one.id), {})) for one in known.sheet.results],
        behaviors=[_behavior(one) for one in known.sheet.behaviors],
        general_feedback=[_feedback(said) for said in known.sheet.feedback],
        self_evaluation=_summary(told),
        organization_rating=_organization(known.organization),
        result_rating=result,
        behavior_rating=behavior,
        grade=ruling.outcome.value,
        rule_set=rule_set,
        citation=str(ruling.because[0].source),
        notes=notes,
        decided_on=known.on.isoformat(),
    )


def rating_input(value: Rating, reason: str) -> RatingInput:
    """Return one of the two legal ratings with its reason."""
    return RatingInput(value=value.value, reason=reason)


def _period(known: Known) -> PeriodInput:
    evaluation, plan = known.evaluation, known.evaluation.plan
    held = plan.held
    starts, ends = held.lower, last_day(held) or last_day(plan.year.held)
    if evaluation.period is None:
        label = _annual_label(known)
    else:
        label = evaluation.period.label
        starts = max(starts, evaluation.period.held.lower)
        ends = min(ends or dt.date.max, last_day(evaluation.period.held) or dt.date.max)
    assert ends is not None
    return PeriodInput(label=label, starts=starts.isoformat(), ends=ends.isoformat())


def _annual_label(known: Known) -> str:
    """Return TAHUNAN, or TRIWULAN IV-AKHIR where the year replaces its last period."""
    last = known.evaluation.plan.year.periods.order_by("-no").first()
    return f"{last.label}-AKHIR" if known.replaces_last_period and last else "TAHUNAN"


def _parties(known: Known) -> Parties:
    """Return the three people as they stand on the day of the decision."""
    line = known.line
    ids = [one for one in (line.employee_id, line.evaluator_id, line.superior_id) if one]
    acting = [known.evaluation.placement_id, line.evaluator_placement_id or 0]
    found = parties_of(ids, known.on, acting_in=acting)
    assert line.evaluator_id is not None
    superior = found.get(line.superior_id) if line.superior_id else None
    return Parties(
        employee=_party(found[known.evaluation.employee_id]),
        evaluator=_party(found[line.evaluator_id]),
        superior=_party(superior) if superior else None,
    )


def _party(found: printed.Party) -> Party:
    return Party(
        name=found["name"],
        nip=found["nip"],
        rank=found["rank"],
        title=found["title"],
        unit=found["unit"],
    )


def _result(view: ResultView, answers: dict[str, str]) -> ResultInput:
    return ResultInput(
        result_id=view.id,
        kind=view.kind,
        text=view.text,
        assigned_by=view.assigned_by,
        parent=view.parent,
        no_parent_reason=view.no_parent_reason or None,
        perspective=PERSPECTIVES.get(view.perspective, view.perspective) or None,
        indicators=[_indicator(line) for line in view.indicators],
        self_note=self_note(answers),
        feedback=[_feedback(said) for said in view.feedback],
    )


def self_note(answers: dict[str, str]) -> str:
    """Return the three answers on a result as one text, a line each."""
    lines = [
        f"{label}: {answers[key].strip()}"
        for key, label in QUESTIONS.items()
        if answers.get(key, "").strip()
    ]
    return "\n".join(lines)


def _indicator(view: IndicatorView) -> IndicatorInput:
    progress = view.progress
    counted = progress.percent is not None or progress.days is not None
    return IndicatorInput(
        indicator_id=view.id,
        aspect=view.aspect or None,
        text=view.text,
        target=view.target,
        unit=view.unit,
        realization=view.realization,
        progress=progress.text if counted else None,
        note=view.note,
        evidence_ids=[shown.id for shown in view.evidence],
        source=_source(view),
    )


def _source(view: IndicatorView) -> SourceInput | None:
    """Return what the figure rests on, with its number of answers and its interval."""
    told = view.source
    if told is None:
        return None
    low, high = (None if end is None else str(end) for end in (told.low, told.high))
    return SourceInput(
        label=told.label, n=told.n, low=low, high=high, basis=told.basis, note=view.caution
    )


def _behavior(view: BehaviorView) -> BehaviorInput:
    return BehaviorInput(
        core_value=view.code,
        expectation=view.expectation,
        self_note="",
        feedback=[_feedback(said) for said in view.feedback],
    )


def _feedback(said: Feedback) -> FeedbackInput:
    return FeedbackInput(
        author=said.author,
        role=said.role,
        date=clock.local_date(said.given_at).isoformat(),
        text=said.text,
    )


def _summary(words: SelfEvaluation | None) -> SelfEvaluationInput | None:
    if words is None or words.sent_at is None:
        return None
    return SelfEvaluationInput(
        sent_at=words.sent_at.isoformat(), summary=words.content.get("summary", "")
    )


def _organization(found: OrganizationValue | None) -> OrganizationRatingInput | None:
    if found is None:
        return None
    return OrganizationRatingInput(
        unit=found.unit_name, value=found.value, source=found.source, set_by=found.set_by
    )

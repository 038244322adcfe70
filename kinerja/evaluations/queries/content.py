"""What an evaluation looks at: the agreed plan, what was reached, evidence, feedback, own words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from kinerja.evaluations.models import Evaluation
from kinerja.evaluations.queries.rows import (
    FeedbackLine,
    IndicatorRow,
    LineRow,
    behaviors_of,
    feedback_of,
    indicators_of,
    results_of,
)
from kinerja.evidence.sources import Sourced
from kinerja.foundation import clock
from kinerja.organization.models.people import full_name
from kinerja.plans.freezing import with_unit
from kinerja.plans.values import typed
from kinerja.ui.format import day
from regulation.behavior import CoreValue
from regulation.plan import Accumulation, Direction
from regulation.progress import (
    Progress,
    accumulated,
    date_progress,
    number_progress,
    shown,
    text_progress,
)

PERCENT_UNITS = frozenset({"%", "persen"})
#: where the target stands on the bar of a figure that should fall, in percent
TICK = Decimal(80)
#: feedback that comes while a period is being judged still stands beside it
AFTERWARDS = dt.timedelta(days=45)


class Evidence(NamedTuple):
    """A file or link that was shown."""

    id: int
    name: str
    kind: str
    link: str


class Feedback(NamedTuple):
    """What somebody said."""

    author: str
    role: str
    kind: str
    given_at: dt.datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorView:
    """One indicator as people read it."""

    id: int
    aspect: str
    text: str
    target: str
    unit: str
    #: what was reached so far, printed; None: nothing reported
    realization: str | None
    #: this period's own figure where the total says more
    own: str
    note: str
    progress: Progress
    #: bar and tick in percent of the bar's width; None: no bar
    share: Decimal | None
    target_share: Decimal | None
    evidence: list[Evidence]
    #: what the figure rests on where it came by itself
    source: Sourced | None
    #: what its interval says about the target, or that too few answered in this period
    caution: str

    @property
    def figure(self) -> str:
        """What was reached, without the unit that the target beside it names."""
        return (self.realization or "").removesuffix(f" {self.unit}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView:
    """One planned result with all that is seen of it."""

    id: int
    number: int
    kind: str
    text: str
    perspective: str
    assigned_by: str | None
    parent: str | None
    no_parent_reason: str
    indicators: list[IndicatorView]
    feedback: list[Feedback]


@dataclass(frozen=True, slots=True, kw_only=True)
class BehaviorView:
    """One core value with what was expected and said."""

    code: str
    label: str
    lines: tuple[str, str, str]
    expectation: str
    feedback: list[Feedback]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that stands beside the two ratings."""

    version_id: int
    results: list[ResultView]
    behaviors: list[BehaviorView]
    indicators: list[IndicatorView] = field(default_factory=list)
    #: about the person, not about one result or value
    feedback: list[Feedback] = field(default_factory=list)

    @property
    def reached(self) -> int:
        return sum(1 for line in self.indicators if line.progress.reached)

    @property
    def reported(self) -> int:
        return sum(1 for line in self.indicators if line.realization is not None)

    @property
    def behavior_feedback(self) -> int:
        return sum(len(value.feedback) for value in self.behaviors)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From which day to which an evaluation looks."""

    since: dt.date
    through: dt.date
    first: dt.datetime
    end: dt.datetime


def sheet_of(*, plan_id: int, version_id: int, stretch: Stretch) -> Sheet:
    """Read the sheet of a plan version in four statements."""
    indicators = indicators_of(version_id, stretch.since, stretch.through)
    said = feedback_of(plan_id, stretch.first, stretch.end)
    by_result: dict[int, list[IndicatorView]] = {}
    for row in indicators:
        by_result.setdefault(row.result, []).append(_indicator(row, stretch))
    results = [
        _result(number, row, by_result.get(row.result_id, []), said)
        for number, row in enumerate(results_of(version_id), start=1)
    ]
    expected = {row.core_value: row.expectation for row in behaviors_of(version_id)}
    return Sheet(
        version_id=version_id,
        results=results,
        behaviors=[_behavior(value, expected.get(value, ""), said) for value in CoreValue],
        indicators=[line for result in results for line in result.indicators],
        feedback=[_said(line) for line in said if line.result_id is None and not line.core_value],
    )


def _result(
    number: int, row: LineRow, indicators: list[IndicatorView], said: list[FeedbackLine]
) -> ResultView:
    assigned = (
        full_name(row.assigned_front or "", row.assigned_name, row.assigned_back or "")
        if row.assigned_name
        else None
    )
    return ResultView(
        id=row.result_id,
        number=number,
        kind=row.kind,
        text=row.text,
        perspective=row.perspective,
        assigned_by=assigned,
        parent=row.parent_text,
        no_parent_reason=row.no_parent_reason,
        indicators=indicators,
        feedback=[_said(line) for line in said if line.result_id == row.result_id],
    )


def _behavior(value: CoreValue, expectation: str, said: list[FeedbackLine]) -> BehaviorView:
    return BehaviorView(
        code=value.value,
        label=value.label,
        lines=value.lines,
        expectation=expectation,
        feedback=[_said(line) for line in said if line.core_value == value.value],
    )


def _said(line: FeedbackLine) -> Feedback:
    author = full_name(line.front, line.author_name, line.back)
    if line.spoken_by:
        author = f"{line.spoken_by} (ditulis {author})"
    return Feedback(author, line.author_role, line.kind, line.given_at, line.text)


def printed(value: Decimal, unit: str) -> str:
    """95%, 15 kelurahan, 3,38"""
    figure = shown(value)
    if unit.strip().lower() in PERCENT_UNITS:
        return f"{figure}%"
    return f"{figure} {unit}".strip()


def _target(row: IndicatorRow) -> str:
    if row.target is not None:
        return with_unit(typed(row.target), row.unit)
    return day(row.target_date) if row.target_date else row.target_text


def _plain(value: Decimal) -> Decimal:
    """Take a stored figure without its empty decimals."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _indicator(row: IndicatorRow, stretch: Stretch) -> IndicatorView:
    latest = row.reported[-1] if row.reported else None
    values = [Decimal(told["value"]) if told["value"] else None for told in row.reported]
    actual = accumulated(values, accumulation=Accumulation(row.accumulation))
    mine = [told for told in row.reported if told["starts"] >= stretch.since.isoformat()]
    own = mine[-1] if mine else None
    progress = _progress(row, actual, latest)
    share, tick = _shares(row, actual)
    source = _source_of(row)
    return IndicatorView(
        id=row.indicator_id,
        aspect=row.aspect,
        text=row.text,
        target=_target(row),
        unit=row.unit,
        realization=_with_source(_realization(row, actual, latest), source),
        own=_own(row, own, actual, is_last=own is latest),
        note=own["note"] if own else "",
        progress=progress,
        share=share,
        target_share=tick,
        evidence=list({used["id"]: Evidence(**used) for used in row.evidence}.values()),
        source=source,
        caution=_caution(row, own, actual, source),
    )


def _source_of(row: IndicatorRow) -> Sourced | None:
    """Return what the figure rests on: that of the newest value, else that of the newest period."""
    told = [one for one in row.reported if one["value"]] or row.reported
    return _sourced(told[-1]) if told else None


def _sourced(told: dict[str, Any]) -> Sourced | None:
    if told["label"] is None:
        return None
    low, high = (Decimal(told[end]) if told[end] else None for end in ("low", "high"))
    enough = told["value"] is not None
    return Sourced(told["label"], told["n"], low, high, told["basis"], enough)


def _with_source(realization: str | None, source: Sourced | None) -> str | None:
    """Write 81,94 (79,80–84,10; n = 312), or that too few have answered."""
    if source is None:
        return realization
    return f"{realization} {source.interval}" if source.is_enough else source.few


def _caution(
    row: IndicatorRow,
    own: dict[str, Any] | None,
    actual: Decimal | None,
    source: Sourced | None,
) -> str:
    """Say what keeps the figure from being the last word; it lowers no rating by itself."""
    now = _sourced(own) if own else None
    if now is not None and not now.is_enough and actual is not None:
        return f"{now.label}: {now.few.lower()}."
    return source.note(actual, row.target) if source else ""


def _realization(
    row: IndicatorRow, actual: Decimal | None, latest: dict[str, Any] | None
) -> str | None:
    if actual is not None:
        is_sum = Accumulation(row.accumulation) is Accumulation.TOTAL
        return printed(_plain(actual), row.unit) if is_sum else with_unit(typed(actual), row.unit)
    if latest is None:
        return None
    return (day(dt.date.fromisoformat(latest["day"])) if latest["day"] else latest["text"]) or None


def _own(
    row: IndicatorRow, own: dict[str, Any] | None, actual: Decimal | None, *, is_last: bool
) -> str:
    """Return the period's own figure where the sum over periods hides it."""
    if own is None or not own["value"] or actual is None or not is_last:
        return ""
    value = Decimal(own["value"])
    return with_unit(typed(value), row.unit) if value != actual else ""


def _progress(row: IndicatorRow, actual: Decimal | None, latest: dict[str, Any] | None) -> Progress:
    if row.target is not None:
        return number_progress(target=row.target, actual=actual, direction=Direction(row.direction))
    if row.target_date is not None:
        reached = latest and latest["day"]
        return date_progress(
            target=row.target_date, actual=dt.date.fromisoformat(reached) if reached else None
        )
    return text_progress()


def _shares(row: IndicatorRow, actual: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Return how far bar and tick reach: the bar ends a little after the larger of the two."""
    if row.target is None or row.target <= 0:
        return None, None
    if Direction(row.direction) is Direction.LOWER:
        return _lower_share(row, actual), TICK
    is_percent = row.unit.strip().lower() in PERCENT_UNITS
    top = Decimal(100) if is_percent else row.target * Decimal("1.2")
    top = max(top, row.target, actual or Decimal(0))
    tick = row.target / top * 100
    return (max(actual, Decimal(0)) / top * 100 if actual is not None else None), tick


def _lower_share(row: IndicatorRow, actual: Decimal | None) -> Decimal | None:
    """Return the bar of a figure that should fall: it passes the tick when the target is kept."""
    if row.target is None or actual is None:
        return None
    progress = number_progress(target=row.target, actual=actual, direction=Direction(row.direction))
    return min(progress.percent or Decimal(0), Decimal(120)) * TICK / 100


def stretch_of(evaluation: Evaluation) -> Stretch:
    """Return the days of a period, or of the plan's part of the year."""
    held = evaluation.period.held if evaluation.period else evaluation.plan.held
    last = (held.upper or evaluation.plan.year.held.upper) - dt.timedelta(days=1)
    through = held.lower if evaluation.period else last
    return Stretch(
        since=held.lower,
        through=through,
        first=clock.start_of(held.lower),
        # what is said while the period is judged belongs to it
        end=clock.start_of(last + dt.timedelta(days=1)) + AFTERWARDS,
    )

"""The explanation of a predikat and the right to object, from what a version has frozen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from typing import cast

from kinerja.cycles.queries import holidays_between, policy_on
from kinerja.evaluations.frozen import FeedbackInput, IndicatorInput, Inputs
from kinerja.evaluations.models import EvaluationVersion
from regulation.behavior import CoreValue
from regulation.deadlines import objection_last_day, received_on
from regulation.grade import Change, Grade, Rating, changes
from regulation.ruling import Reason

#: holidays are looked for this many days past the receipt
WINDOW = dt.timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a version says of itself, ready to be read."""

    inputs: Inputs
    grade: Grade
    result: Rating
    behavior: Rating
    sentence: str
    words_sent_at: dt.datetime | None
    indicators: list[IndicatorInput]
    reported: int
    result_feedback: list[FeedbackInput]
    behavior_feedback: list[tuple[str, FeedbackInput]]
    general_feedback: list[FeedbackInput]
    changes: tuple[Change, ...]


def explanation_of(version: EvaluationVersion) -> Explanation:
    """Explain a version from its frozen inputs; nothing is looked up.

    Law: PermenPANRB 6/2022, Lampiran (kuadran kinerja).
    """
    inputs = cast("Inputs", version.inputs)
    result, behavior = Rating(version.result_rating), Rating(version.behavior_rating)
    lines = [line for planned in inputs["results"] for line in planned["indicators"]]
    return Explanation(
        inputs=inputs,
        grade=Grade(version.grade),
        result=result,
        behavior=behavior,
        sentence=_sentence(result, behavior),
        words_sent_at=_sent_at(inputs),
        indicators=lines,
        reported=sum(1 for line in lines if line["realization"]),
        result_feedback=[said for planned in inputs["results"] for said in planned["feedback"]],
        behavior_feedback=[
            (CoreValue(value["core_value"]).label, said)
            for value in inputs["behaviors"]
            for said in value["feedback"]
        ],
        general_feedback=inputs.get("general_feedback", []),
        changes=_advice(result, behavior),
    )


@cache
def _advice(result: Rating, behavior: Rating) -> tuple[Change, ...]:
    """Return what would change a predikat, which the law alone decides."""
    return tuple(one for one in changes(result=result, behavior=behavior) if not one.mixed)


def _sent_at(inputs: Inputs) -> dt.datetime | None:
    words = inputs["self_evaluation"]
    return dt.datetime.fromisoformat(words["sent_at"]) if words else None


def _sentence(result: Rating, behavior: Rating) -> str:
    if result is behavior:
        return f"Hasil kerja dan perilaku kerja sama-sama {result.phrase}."
    return f"Hasil kerja {result.phrase}, perilaku kerja {behavior.phrase}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """Until when the employee may object; no last day: the clock has not started."""

    received: dt.date | None
    last_day: dt.date | None
    is_over: bool
    is_deemed: bool
    because: tuple[Reason, ...]
    #: a year of the counting in which nobody has registered holidays; None: all is known
    unknown_year: int | None


def objection_of(*, received: dt.date | None, delivered: dt.date | None, on: dt.date) -> Objection:
    """Return the right to object, by the policy of the day of the receipt.

    Law: PP 30/2019 Ps. 59.
    """
    policy = policy_on(received or delivered or on)
    counted = received_on(
        received=received, delivered=delivered, deemed_received_days=policy.deemed_received_days
    )
    if counted is None or counted > on:
        return Objection(
            received=received,
            last_day=None,
            is_over=False,
            is_deemed=False,
            because=(),
            unknown_year=None,
        )
    holidays = _holidays_from(counted)
    ruling = objection_last_day(received=counted, count=policy.objection_count, holidays=holidays)
    registered = {day.year for day in holidays}
    unknown = sorted({counted.year, ruling.outcome.year} - registered)
    return Objection(
        received=received,
        last_day=ruling.outcome,
        is_over=on > ruling.outcome,
        is_deemed=received is None,
        because=ruling.because,
        unknown_year=unknown[0] if unknown else None,
    )


def _holidays_from(day: dt.date) -> frozenset[dt.date]:
    """Return the holidays of whole years, so that a year without any shows itself."""
    return holidays_between(dt.date(day.year, 1, 1), dt.date((day + WINDOW).year, 12, 31))

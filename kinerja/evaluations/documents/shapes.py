"""What stands on the two evaluation forms, in plain words."""

from __future__ import annotations

from typing import TypedDict

from kinerja.documents.shapes import Letterhead, Person, Signer


class FeedbackPrint(TypedDict):
    """One piece of feedback, and whose it is."""

    text: str
    by: str


class IndicatorPrint(TypedDict):
    """One line of the form."""

    aspect: str | None
    text: str
    target: str
    realization: str | None
    note: str
    evidence: str
    #: where the figure came from by itself; "" where it was typed
    source: str


class ResultPrint(TypedDict):
    """One numbered result with its lines and its feedback."""

    no: int
    parent: str | None
    text: str
    perspective: str | None
    indicators: list[IndicatorPrint]
    feedback: list[FeedbackPrint]


class BehaviorPrint(TypedDict):
    """One core value with its official lines and its feedback."""

    no: int
    label: str
    guidance: list[str]
    expectation: str
    feedback: list[FeedbackPrint]


class PatternPrint(TypedDict):
    """The curve of a distribution pattern."""

    heights: list[int]
    alt: str


class OrganizationPrint(TypedDict):
    """The organization's rating and the curve that goes with it."""

    label: str
    source: str
    pattern: PatternPrint


class RatingPrint(TypedDict):
    """A rating in words, and why."""

    label: str
    reason: str


class EvaluationPrint(TypedDict):
    """Everything that stands on an EVALUASI KINERJA PEGAWAI."""

    subject: str
    city: Letterhead
    titles: list[str]
    institution: str
    period: str
    model: str
    standing: str
    employee: Person
    evaluator: Person
    organization: OrganizationPrint | None
    main: list[ResultPrint]
    additional: list[ResultPrint]
    result_rating: RatingPrint
    behaviors: list[BehaviorPrint]
    behavior_rating: RatingPrint
    general: list[FeedbackPrint]
    grade: str
    citation: str
    signers: list[Signer]


class DocumentPrint(TypedDict):
    """Everything that stands on a DOKUMEN EVALUASI KINERJA PEGAWAI."""

    subject: str
    city: Letterhead
    titles: list[str]
    standing: str
    employee: Person
    evaluator: Person
    superior: Person | None
    organization: str
    grade: str
    notes: str
    signers: list[Signer]

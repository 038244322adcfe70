"""What the template of the report is given: plain words, ready for paper."""

from __future__ import annotations

from typing import TypedDict

from kinerja.documents.shapes import Letterhead, Signer


class ElementPrint(TypedDict):
    """A line of the table of the nine elements."""

    code: str
    name: str
    n: str
    mean: str
    weighted: str
    interval: str
    #: share of the bar, 0 to 100
    share: float


class RespondentsPrint(TypedDict):
    """Respondents by one trait: (group, how many)."""

    label: str
    rows: list[list[str]]
    note: str


class QuestionPrint(TypedDict):
    """A question with the words of its scores 1 to 4."""

    text: str
    answers: list[str]


class FollowUpPrint(TypedDict):
    """A line of the plan of follow-up."""

    element: str
    action: str
    responsible: str
    due: str
    state: str


class ReportPrint(TypedDict):
    """The whole report."""

    subject: str
    city: Letterhead
    titles: list[str]
    facts: list[list[str]]
    method: list[str]
    index: str
    grade: str
    total: str
    sentence: str
    certainty: str
    old_weight: str
    elements: list[ElementPrint]
    weakest: list[str]
    services: list[list[str]]
    respondents: list[RespondentsPrint]
    questions: list[QuestionPrint]
    follow_ups: list[FollowUpPrint]
    signers: list[Signer]

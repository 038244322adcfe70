"""Guidances at a stage, each made by the operations."""

from __future__ import annotations

import datetime as dt

from kinerja.dialogue.operations import Meeting
from kinerja.foundation.actor import Actor, Via
from kinerja.guidance import operations
from kinerja.guidance.models import Guidance, StatementAnswers
from kinerja.guidance.operations import Sessions, Terms
from kinerja.organization.models import Employee, Placement
from tests.factories import NOON, actor

SYSTEM = Actor.system("test", via=Via.JOB)
DAY = dt.timedelta(days=1)
ENDS = dt.date(2027, 2, 3)
AIM = "Berkas lengkap sejak pertama diajukan."
NINE = dict.fromkeys(range(1, 10), 3)


def post_of(employee: Employee) -> Placement:
    """The position of a person."""
    return Placement.objects.get(employee=employee)


def offered(post: Placement, evaluation_id: int = 7, *, counseling: bool = False) -> Guidance:
    """An offer after an evaluation."""
    made = operations.offer(
        placement=post,
        evaluation_id=evaluation_id,
        occasion="evaluasi triwulan II 2026",
        suggests_counseling=counseling,
        by=SYSTEM,
        at=NOON,
    )
    assert made is not None
    return made


def begun(
    post: Placement,
    by: Employee,
    *,
    mentor: Employee | None = None,
    ends_on: dt.date = ENDS,
    sessions: Sessions | None = None,
) -> Guidance:
    """A running guidance; without a mentor the one who begins it guides."""
    terms = Terms(aim=AIM, mentor=mentor or by, ends_on=ends_on)
    return operations.begin(
        placement=post, terms=terms, sessions=sessions, by=actor(by, NOON), at=NOON
    )


def monthly(first: dt.datetime = NOON + DAY) -> Sessions:
    """A session each month."""
    return Sessions(first=Meeting(starts_at=first, place="Ruang rapat"), rhythm="MONTHLY")


def rated(held: Guidance, by: Employee, value: int = 2, name: str = "Komunikasi") -> None:
    """A competence with its reason."""
    operations.rate_competence(
        guidance=held,
        name=name,
        value=value,
        reason="Laporan loket belum memuat tindak lanjut.",
        by=actor(by, NOON),
        at=NOON,
    )


def finished(held: Guidance, by: Employee) -> Guidance:
    """A guidance that has reached its aim."""
    return operations.finish(
        guidance=held,
        outcome="TERCAPAI",
        result="Berkas lengkap pada 9 dari 10 pengajuan.",
        by=actor(by, NOON),
        at=NOON,
    )


def answered(held: Guidance, by: Employee, words: str = "Terbantu.") -> StatementAnswers:
    """The nine answers."""
    return operations.answer_statements(
        guidance=held, values=NINE, words=words, by=actor(by, NOON), at=NOON
    )

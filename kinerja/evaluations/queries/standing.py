"""Where an evaluation stands: each stage with who and when."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import F, QuerySet

from kinerja.evaluations.models import Evaluation, EvaluationEvent, EvaluationVersion
from kinerja.evaluations.wording import EVENTS
from kinerja.foundation import clock
from kinerja.foundation.reads import read
from kinerja.organization.models.people import full_name
from kinerja.ui.format import moment, weekday


class VersionRow(NamedTuple):
    """One decision."""

    id: int
    no: int
    decided_at: dt.datetime
    cause: str
    cause_reason: str
    front: str
    decider: str
    back: str

    @property
    def by(self) -> str:
        return full_name(self.front, self.decider, self.back)


@read(VersionRow)
def versions_of(evaluation: int) -> QuerySet[Any, Any]:
    """The decisions of an evaluation, first to last."""
    return (
        EvaluationVersion.objects.filter(evaluation_id=evaluation)
        .annotate(
            front=F("decided_by__title_front"),
            decider=F("decided_by__name"),
            back=F("decided_by__title_back"),
        )
        .order_by("no")
    )


class EventRow(NamedTuple):
    """What happened to a version."""

    version_id: int
    kind: str
    at: dt.datetime
    note: str
    front: str | None
    who: str | None
    back: str | None

    @property
    def by(self) -> str:
        return full_name(self.front or "", self.who, self.back or "") if self.who else ""


@read(EventRow)
def events_of(evaluation: int) -> QuerySet[Any, Any]:
    """What happened to the versions of an evaluation, first to last."""
    return (
        EvaluationEvent.objects.filter(version__evaluation_id=evaluation)
        .annotate(front=F("by__title_front"), who=F("by__name"), back=F("by__title_back"))
        .order_by("at", "id")
    )


def shown_version(evaluation: Evaluation, *, sees_current: bool) -> EvaluationVersion | None:
    """Return the version a person may read: the current one, else the last that was delivered.

    While a correction waits to be delivered, the employee keeps what he was given.
    """
    if sees_current:
        return evaluation.current_version
    if evaluation.state != Evaluation.State.DECIDED:
        return None
    delivered = evaluation.versions.filter(events__kind="DELIVERED")
    return delivered.order_by("-no").first()


class Step(NamedTuple):
    """One line of the timeline."""

    what: str
    note: str
    is_later: bool = False


CAUSES = {
    "FIRST": "Predikat ditetapkan",
    "REPLACED": "Predikat ditetapkan ulang sebelum diserahkan",
    "CORRECTION": "Predikat dikoreksi",
    "CALIBRATION": "Predikat ditetapkan setelah kalibrasi",
    "OBJECTION": "Predikat ditetapkan setelah keberatan",
}


def receipt_day(events: list[EventRow], version_id: int | None) -> dt.date | None:
    """Return the day on which the version that stands was received."""
    days = [
        clock.local_date(event.at)
        for event in events
        if event.version_id == version_id and event.kind in {"RECEIVED", "RECEIVED_ON_PAPER"}
    ]
    return days[-1] if days else None


def delivery_day(events: list[EventRow], version_id: int | None) -> dt.date | None:
    """Return the day on which the version that stands was delivered."""
    days = [
        clock.local_date(event.at)
        for event in events
        if event.version_id == version_id and event.kind == "DELIVERED"
    ]
    return days[-1] if days else None


def timeline_of(
    evaluation: Evaluation,
    *,
    sent_at: dt.datetime | None,
    versions: list[VersionRow],
    events: list[EventRow],
) -> list[Step]:
    """Return each stage with who and when, in the order of time."""
    told: list[tuple[dt.datetime, int, Step]] = []
    if sent_at:
        note = f"{moment(sent_at)}, oleh {evaluation.employee.full_name}"
        told.append((sent_at, 0, Step("Evaluasi diri terkirim", note)))
    for version in versions:
        note = f"{moment(version.decided_at)}, oleh {version.by}"
        if version.cause_reason:
            note = f"{note}. Alasan: {version.cause_reason}"
        told.append((version.decided_at, 1, Step(CAUSES[version.cause], note)))
    told += [(event.at, 2, Step(EVENTS[event.kind], _event_note(event))) for event in events]
    steps = [step for _, _, step in sorted(told, key=lambda one: one[:2])]
    return [*_unsent(evaluation, sent_at), *steps, *_exempted(evaluation)]


def _exempted(evaluation: Evaluation) -> list[Step]:
    """Say when somebody was left out of the rating, and why."""
    if evaluation.state != "NOT_RATED":
        return []
    reason = evaluation.get_not_rated_reason_display()
    return [Step("Ditandai tidak dinilai", f"{moment(evaluation.state_since)}. Alasan: {reason}")]


#: what is still to come, from the nearest on; True: the employee does it, else the evaluator
SELF, DECISION, DELIVERY, RECEIPT = (
    ("Evaluasi diri", True),
    ("Predikat ditetapkan", False),
    ("Hasil diserahkan", False),
    ("Hasil diterima", True),
)
AHEAD = {
    "OPEN": (SELF, DECISION, DELIVERY, RECEIPT),
    "SELF_SENT": (DECISION, DELIVERY, RECEIPT),
    "DECIDED": (DELIVERY, RECEIPT),
    "DELIVERED": (RECEIPT,),
}


def ahead_of(evaluation: Evaluation, *, due: dt.date, told: bool, is_own: bool) -> list[Step]:
    """Return the stages still to come; who may not know of a decision still sees it ahead."""
    state = evaluation.state
    if state == "DECIDED" and not told:
        state = "SELF_SENT"
    employee = "oleh Anda" if is_own else "oleh pegawai"
    steps = []
    for step in AHEAD.get(state, ()):
        what, is_employees = step
        who = employee if is_employees else "oleh pejabat penilai"
        until = f", paling lambat {weekday(due)}" if step is DECISION else ""
        steps.append(Step(what, who + until, is_later=True))
    return steps


def _event_note(event: EventRow) -> str:
    note = moment(event.at) + (f", oleh {event.by}" if event.by else "")
    return f"{note}. Catatan: {event.note}" if event.note else note


def _unsent(evaluation: Evaluation, sent_at: dt.datetime | None) -> list[Step]:
    """Say that no self-evaluation was sent: it is shown, never a lock."""
    if sent_at is not None or evaluation.state in {"OPEN", "NOT_RATED"}:
        return []
    return [Step("Evaluasi diri tidak dikirim", "")]

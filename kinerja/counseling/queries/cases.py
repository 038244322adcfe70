"""Cases, meetings and notes as the pages of their two people show them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Case as When_
from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from kinerja.counseling import sealing
from kinerja.counseling.models import Case, Meeting, Note, Opening, Referral
from kinerja.counseling.operations.notes import context_of
from kinerja.counseling.sealing import CannotOpen, SealedNote
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.organization.models.people import full_name

#: what a page lists at most; the newest come first
MOST = 200


class CaseRow(NamedTuple):
    """One case of a list."""

    id: int
    state: str
    state_since: dt.datetime
    employee_id: int
    counselor_id: int
    front: str
    name: str
    back: str
    counselor_front: str
    counselor_name: str
    counselor_back: str
    next_meeting: dt.datetime | None

    @property
    def employee(self) -> str:
        return full_name(self.front, self.name, self.back)

    @property
    def counselor(self) -> str:
        return full_name(self.counselor_front, self.counselor_name, self.counselor_back)

    @property
    def label(self) -> str:
        return Case.State(self.state).label

    @property
    def is_running(self) -> bool:
        return self.state in {"REQUESTED", "OPEN"}


@read(CaseRow)
def cases_of(actor: Actor, now: dt.datetime) -> QuerySet[Case]:
    """Return the cases of the actor as employee or counselor: new, running, then ended ones."""
    ahead = Meeting.objects.filter(case=OuterRef("pk"), state="PLANNED", starts_at__gte=now)
    planned = ahead.order_by("starts_at")
    turn = When_(
        When(state="REQUESTED", then=Value(0)),
        When(state="OPEN", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return (
        Case.objects.visible_to(actor)
        .annotate(
            front=F("employee__title_front"),
            name=F("employee__name"),
            back=F("employee__title_back"),
            counselor_front=F("counselor__title_front"),
            counselor_name=F("counselor__name"),
            counselor_back=F("counselor__title_back"),
            next_meeting=Subquery(planned.values("starts_at")[:1]),
            turn=turn,
        )
        .order_by("turn", "-state_since", "-id")[:MOST]
    )


class MeetingRow(NamedTuple):
    """One meeting."""

    id: int
    starts_at: dt.datetime
    place: str
    state: str

    @property
    def label(self) -> str:
        return Meeting.State(self.state).label


@read(MeetingRow)
def meetings_of(actor: Actor, case_id: int) -> QuerySet[Meeting]:
    """Return the meetings of a case, the newest first."""
    seen = Meeting.objects.visible_to(actor).filter(case_id=case_id)
    return seen.order_by("-starts_at", "-id")[:MOST]


class ReferralRow(NamedTuple):
    """What a superior wrote."""

    occasion: str
    made_at: dt.datetime
    front: str
    name: str
    back: str

    @property
    def author(self) -> str:
        return full_name(self.front, self.name, self.back)


@read(ReferralRow)
def referrals_of(case_id: int) -> QuerySet[Referral]:
    """Return who led the employee here; the caller has found the case by `visible_to`."""
    return (
        Referral.objects.filter(case_id=case_id)
        .annotate(
            front=F("referred_by__title_front"),
            name=F("referred_by__name"),
            back=F("referred_by__title_back"),
        )
        .order_by("made_at", "id")
    )


class OpeningRow(NamedTuple):
    """That the recovery key was used."""

    at: dt.datetime
    notes: int


@read(OpeningRow)
def openings_of(case_id: int) -> QuerySet[Opening]:
    """Return when the recovery key opened notes; the case was found by `visible_to`."""
    return Opening.objects.filter(case_id=case_id).order_by("-at", "-id")


class NoteRow(NamedTuple):
    """One sealed note."""

    id: int
    written_at: dt.datetime
    ciphertext: bytes
    key_for_counselor: bytes
    key_for_recovery: bytes
    counselor_key_id: int
    recovery_key_id: int


@read(NoteRow)
def sealed_notes(actor: Actor, case_id: int) -> QuerySet[Note]:
    """Return the sealed notes of a case, the newest first, to its counselor alone."""
    seen = Note.objects.visible_to(actor).filter(case_id=case_id)
    return seen.order_by("-written_at", "-id")[:MOST]


class NoteView(NamedTuple):
    """A note as the counselor reads it; without a text it stays shut."""

    written_at: dt.datetime
    text: str | None
    #: sealed to a pair that was replaced: only the recovery key opens it
    is_old: bool


def notes_of(
    actor: Actor, case_id: int, key_id: int | None, private: bytes | None
) -> list[NoteView]:
    """Return the notes, opened where the private half of the counselor's key is at hand."""
    return [
        NoteView(
            row.written_at, _text(row, case_id, key_id, private), row.counselor_key_id != key_id
        )
        for row in sealed_notes(actor, case_id)
    ]


def _text(row: NoteRow, case_id: int, key_id: int | None, private: bytes | None) -> str | None:
    if private is None or row.counselor_key_id != key_id:
        return None
    context = context_of(case_id, row.counselor_key_id, row.recovery_key_id, row.written_at)
    note = SealedNote(row.ciphertext, row.key_for_counselor, row.key_for_recovery)
    try:
        return sealing.open_as_counselor(note, private, context)
    except CannotOpen:
        return None

"""What stands in a personal calendar: sessions of the year, deadlines of its periods."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kinerja.cycles import wording
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.dialogue.calendar import Deadline
from kinerja.dialogue.models import CalendarFeed, Session
from kinerja.evidence.models import RealizationReport
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.plans.models import Plan
from kinerja.ui.format import has_url, url


class Entry(NamedTuple):
    """A session that has a time."""

    id: int
    starts_at: dt.datetime
    minutes: int
    place: str
    state: str
    sequence: int


@read(Entry)
def sessions_of(actor: Actor, since: dt.datetime) -> QuerySet[Session]:
    """Return the sessions of the actor from a moment on, called off ones too.

    His own ones only: the team's are its leaders'.
    """
    own = Q(employee_id=actor.employee_key) | Q(leader_id=actor.employee_key)
    return Session.objects.filter(own, starts_at__gte=since).order_by("starts_at", "id")


class Dates(NamedTuple):
    """A period with its deadlines and those of its year, and what of it the actor has done."""

    id: int
    label: str
    realization_due_on: dt.date
    evaluation_due_on: dt.date
    year_no: int
    plans_due_on: dt.date
    annual_due_on: dt.date
    is_agreed: bool
    is_reported: bool


@read(Dates)
def dates_of(actor: Actor, since: dt.date) -> QuerySet[Period]:
    """Return the periods of opened years whose deadlines lie after a day."""
    own = Plan.objects.filter(
        employee_id=actor.employee_key, year=OuterRef("year"), state__in=["AGREED", "CLOSED"]
    )
    reports = RealizationReport.objects.filter(
        plan__employee_id=actor.employee_key, period=OuterRef("pk")
    )
    return (
        Period.objects.filter(
            Q(evaluation_due_on__gte=since) | Q(year__annual_due_on__gte=since),
            ~Q(year__state=PerformanceYear.State.PREPARED),
        )
        .annotate(
            year_no=F("year__year"),
            plans_due_on=F("year__plans_due_on"),
            annual_due_on=F("year__annual_due_on"),
            is_agreed=Exists(own),
            is_reported=Exists(reports),
        )
        .order_by("year_id", "no")
    )


def deadlines_of(actor: Actor, since: dt.date) -> list[Deadline]:
    """Return the deadlines that concern the actor: of his own plan, and of those he assesses."""
    has_plan = actor.employee_id is not None and not actor.is_official
    rows = dates_of(actor, since)
    found = [one for row in rows if has_plan for one in _own(row)]
    if actor.is_evaluator:
        found += [one for row in rows for one in _as_evaluator(row)]
    unique = {one.key: one for one in found if one.day >= since}
    return sorted(unique.values(), key=lambda one: (one.day, one.key))


def _own(row: Dates) -> Iterator[Deadline]:
    period = wording.spoken(row.label)
    yield Deadline(
        f"skp-{row.year_no}",
        row.plans_due_on,
        f"Batas kesepakatan SKP {row.year_no}",
        _place("plans:plan_list"),
        row.is_agreed,
    )
    yield Deadline(
        f"realisasi-{row.id}",
        row.realization_due_on,
        f"Batas isi realisasi {period}",
        _place("evidence:progress"),
        row.is_reported,
    )


def _as_evaluator(row: Dates) -> Iterator[Deadline]:
    place = _place("evaluations:rating_list")
    title = f"Batas penilaian {wording.spoken(row.label)}"
    yield Deadline(f"penilaian-{row.id}", row.evaluation_due_on, title, place, is_done=False)
    title = f"Batas evaluasi tahunan {row.year_no}"
    yield Deadline(f"tahunan-{row.year_no}", row.annual_due_on, title, place, is_done=False)


def _place(name: str) -> str:
    return url(name) if has_url(name) else "/"


def made_at(actor: Actor) -> dt.datetime | None:
    """Return since when the actor's address is in force; None: there is none."""
    feeds = CalendarFeed.objects.filter(user_id=actor.user_key, revoked_at=None)
    return feeds.values_list("made_at", flat=True).first()


def user_of(token_hash: bytes, on: dt.date) -> int | None:
    """Return whose address this is: in force, of an account that may still sign in."""
    feeds = CalendarFeed.objects.filter(
        Q(user__employee=None)
        | Q(user__employee__ended_on=None)
        | Q(user__employee__ended_on__gt=on),
        token_hash=token_hash,
        revoked_at=None,
        user__is_active=True,
    )
    return feeds.values_list("user_id", flat=True).first()

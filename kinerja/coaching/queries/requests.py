"""Requests for feedback, and reports of it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from kinerja.coaching.models import FeedbackReport, FeedbackRequest
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read
from kinerja.organization.models.people import full_name

OPEN_FIRST = Case(When(state="OPEN", then=Value(0)), default=Value(1), output_field=IntegerField())


class RequestRow(NamedTuple):
    """One request, seen by either side."""

    id: int
    plan_id: int
    employee_id: int
    asked_id: int
    label: str
    question: str
    state: str
    state_since: dt.datetime
    employee_front: str
    employee_plain: str
    employee_back: str
    asked_front: str
    asked_plain: str
    asked_back: str
    total: int

    @property
    def employee_name(self) -> str:
        return full_name(self.employee_front, self.employee_plain, self.employee_back)

    @property
    def asked_name(self) -> str:
        return full_name(self.asked_front, self.asked_plain, self.asked_back)


class ReportRow(NamedTuple):
    """One report as the pengelola lists it."""

    id: int
    state: str
    reported_at: dt.datetime
    answered_at: dt.datetime | None
    employee_front: str
    employee_plain: str
    employee_back: str
    total: int

    @property
    def employee_name(self) -> str:
        return full_name(self.employee_front, self.employee_plain, self.employee_back)


class OpenCount(NamedTuple):
    """How many wait."""

    waiting: int


@read(RequestRow)
def requests_of(actor: Actor, after: int, until: int) -> QuerySet[FeedbackRequest]:
    """Return a page of the requests on either side of a person, the open ones first."""
    return (
        FeedbackRequest.objects.visible_to(actor)
        .annotate(
            employee_front=F("employee__title_front"),
            employee_plain=F("employee__name"),
            employee_back=F("employee__title_back"),
            asked_front=F("asked__title_front"),
            asked_plain=F("asked__name"),
            asked_back=F("asked__title_back"),
            total=Window(Count("*")),
            turn=OPEN_FIRST,
            row_no=Window(
                RowNumber(), order_by=[F("turn"), F("state_since").desc(), F("id").desc()]
            ),
        )
        .filter(row_no__gt=after, row_no__lte=until)
        .order_by("row_no")
    )


@read(OpenCount)
def _waiting(actor: Actor) -> QuerySet[FeedbackRequest]:
    waiting = FeedbackRequest.objects.filter(Q(asked_id=actor.employee_key), state="OPEN")
    return waiting.annotate(waiting=Window(Count("*"))).order_by("id")[:1]


def waiting_for(actor: Actor) -> int:
    """Return how many requests wait for a person's answer."""
    found = _waiting.one(actor)
    return found.waiting if found else 0


@read(ReportRow)
def reports_for(actor: Actor, after: int, until: int) -> QuerySet[FeedbackReport]:
    """Return a page of the reports that a pengelola answers, the open ones first."""
    return (
        FeedbackReport.objects.filter(unit_id__any=actor.units_managed)
        .annotate(
            employee_front=F("feedback__employee__title_front"),
            employee_plain=F("feedback__employee__name"),
            employee_back=F("feedback__employee__title_back"),
            total=Window(Count("*")),
            turn=OPEN_FIRST,
            row_no=Window(RowNumber(), order_by=[F("turn"), F("reported_at"), F("id")]),
        )
        .filter(row_no__gt=after, row_no__lte=until)
        .order_by("row_no")
    )

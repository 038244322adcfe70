""" "Kekuatan dan kelemahan saya": what a year has gathered about one person."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinerja.audit.operations import record_access
from kinerja.coaching.wording import ROLES
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import Refusal
from kinerja.growth import access
from kinerja.growth.models import Action
from kinerja.growth.queries import person as queries
from kinerja.growth.queries.person import AgreementRow, PublishedWindow, YearRow
from kinerja.growth.queries.plan import actions_of, plan_of
from kinerja.growth.summary import gathered_of, sentence
from kinerja.growth.views.finding import Chosen, chosen, own_key, training, year_tabs
from kinerja.ui.format import url
from kinerja.ui.rendering import page

PURPOSE = "membaca kekuatan dan kelemahan"
#: how the scale of anonymous answers reads
SCALE = {1: "jarang", 2: "kadang-kadang", 3: "sering", 4: "selalu"}
DRAFTED = {"DRAFT", "RETURNED"}


@require_safe
def strengths(request: ActorRequest) -> HttpResponse:
    """One's own year."""
    return show(request, chosen(request, own_key(request)))


@require_safe
def strengths_of(request: ActorRequest, employee_id: int) -> HttpResponse:
    """The year of somebody whom one assesses; every reading is recorded."""
    return show(request, chosen(request, employee_id))


def show(
    request: ActorRequest, found: Chosen, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    """Draw the page: the same statements however much was said."""
    is_own = found.person.employee_id == request.actor.employee_id
    if not is_own:
        about = found.person.employee_id
        record_access(
            by=request.actor, about=about, subject=("organization.employee", about), purpose=PURPOSE
        )
    place = url("growth:strengths") if is_own else url("growth:strengths_of", found.person[0])
    context = {
        "person": found.person,
        "year": found.year,
        "is_own": is_own,
        "me": request.actor.employee_id,
        "today": clock.today(),
        "roles": ROLES,
        "refusal": refusal,
        "tabs": year_tabs(found, place),
        "next_plan": _next_plan(found) if is_own else None,
    }
    if found.year is None:
        return page(request, "growth/no_year.html", context, status=status)
    context |= _gathered(request, found, found.year)
    return page(request, "growth/strengths.html", context, status=status)


def _gathered(request: ActorRequest, found: Chosen, year: YearRow) -> dict[str, Any]:
    actor, key = request.actor, found.person.employee_id
    first, until = year.first_day, year.next_first_day
    feedback = queries.feedback_in(actor, key, year.id)
    said = gathered_of(feedback)
    agreements = queries.agreements_in(actor, key, clock.start_of(first), clock.start_of(until))
    development = plan_of.one(actor, key, year.id)
    actions = actions_of(actor, key, year.id)
    return {
        "said": said,
        "sentence": sentence(said.praise, said.advice),
        "is_cut": len(feedback) == queries.MOST,
        "most": queries.MOST,
        "agreements": agreements,
        "kept": _kept(agreements),
        "windows": _windows(queries.published_windows(actor, key, first, until)),
        "development": development,
        "actions": actions,
        "kinds": dict(Action.Kind.choices),
        "training": training(found.person, actions),
        "may_support": development is not None and access.may_support(actor, development),
    }


def _kept(agreements: list[AgreementRow]) -> str:
    """3 dari 5 kesepakatan selesai"""
    if not agreements:
        return ""
    done = sum(row.state == "DONE" for row in agreements)
    return f"{done} dari {len(agreements)} kesepakatan selesai"


def _windows(windows: list[PublishedWindow]) -> list[dict[str, Any]]:
    """Say in words what a group has answered; who wants the numbers opens its page."""
    return [
        {
            "id": window.id,
            "period": window.period,
            "group_size": window.group_size,
            "answers": window.results.answers,
            "texts": window.results.texts,
            "values": [
                (row.label, SCALE[round(row.mean)], row.judged, row.spread)
                for row in window.results.values
                if row.mean is not None
            ],
        }
        for window in windows
    ]


def _next_plan(found: Chosen) -> tuple[str, str]:
    """Return where the next SKP is written: a draft, a year without one, else all of them."""
    here = found.year.year if found.year else 0
    for year in found.years:
        if year.runs and year.year >= here and year.plan_id and year.plan_state in DRAFTED:
            return f"Lanjutkan SKP {year.year} dari sini", url("plans:edit", year.plan_id)
        if year.runs and year.year >= here and not year.plan_id:
            return "Mulai SKP berikutnya dari sini", url("plans:start", year.id)
    return "Mulai SKP berikutnya dari sini", url("plans:plan_list")

"""Beranda: what I must do, what waits for others and since when, how my plan stands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from kinerja.cycles import queries as cycles
from kinerja.cycles.models import Period
from kinerja.dashboards.queries import home as queries
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.tasks import EVALUATOR
from kinerja.organization.queries import evaluator_of
from kinerja.ui.format import short_day
from kinerja.ui.rendering import page

MOST = 7
#: what others must do is to be known, not to be worked through
FEW = 4
MORNING, NOON, AFTERNOON, EVENING = 4, 11, 15, 18
ORDER = {"DRAFT": 0, "SUBMITTED": 0, "RETURNED": 0, "AGREED": 1, "CLOSED": 3}


@require_GET
def home(request: ActorRequest) -> HttpResponse:
    today = clock.today()
    mine, others = queries.sorted_tasks(request.actor, today)
    standings = queries.standing_of(request.actor, today) if request.actor.employee_id else []
    standing = standings[0] if standings else None
    period = cycles.period_on(today)
    context: dict[str, Any] = {
        "greeting": greeting(clock.local(clock.now()).hour),
        "today": today,
        "mine": mine[:MOST],
        "more": max(0, len(mine) - MOST),
        "others": others[:FEW],
        "others_more": max(0, len(others) - FEW),
        "evaluator": _evaluator_name(others, standing, today),
        "standing": standing,
        "period": period,
        "steps": _steps(standing, period),
        "indicators": _indicators(standing, period),
        "feedback": queries.newest_feedback.one(request.actor),
        "oversees": bool(
            request.actor.units_headed or request.actor.units_managed or request.actor.units_audited
        ),
    }
    return page(request, "dashboards/home.html", context)


def greeting(hour: int) -> str:
    """Return how people greet each other at an hour of the city's day."""
    if MORNING <= hour < NOON:
        return "Selamat pagi"
    if NOON <= hour < AFTERNOON:
        return "Selamat siang"
    return "Selamat sore" if AFTERNOON <= hour < EVENING else "Selamat malam"


def _evaluator_name(
    others: list[queries.Task], standing: queries.Standing | None, today: dt.date
) -> str:
    """The name of one's evaluator, asked only where something waits for him."""
    if standing is None or all(task.row.waits_on != EVALUATOR for task in others):
        return ""
    line = evaluator_of(standing.placement_id, today)
    return line.evaluator_name if line else ""


def _indicators(standing: queries.Standing | None, period: Period | None) -> list[Any]:
    if standing is None or period is None or standing.version_state != "AGREED":
        return []
    return queries.progress_of(standing, period)


def _steps(standing: queries.Standing | None, period: Period | None) -> list[tuple[str, str, str]]:
    """The four phases with their dates, and in which of them the plan is."""
    if standing is None or period is None:
        return []
    at = ORDER[standing.plan_state]
    names = ("Rencana", "Realisasi", "Penilaian", "Hasil")
    dates = (
        f"s.d. {short_day(standing.plans_due_on)}",
        f"s.d. {short_day(period.realization_due_on)}",
        f"s.d. {short_day(period.evaluation_due_on)}",
        "sesudah diserahkan",
    )
    states = ["done" if no < at else "now" if no == at else "" for no in range(len(names))]
    return list(zip(names, dates, states, strict=True))

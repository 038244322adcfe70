"""One's own account: who one is here, who assesses one today, where one is signed in."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinerja.accounts.models import OneTimeCode, Session
from kinerja.accounts.names import device_of
from kinerja.accounts.sessions import lasts
from kinerja.foundation import clock
from kinerja.foundation.fields import last_day
from kinerja.foundation.http import ActorRequest
from kinerja.organization.models import Employee, Placement, RoleGrant
from kinerja.organization.queries import Line, evaluator_of, party_of
from kinerja.ui.rendering import page

#: why somebody assesses one, in words
VIA = {
    "LINE": "ditetapkan khusus",
    "HEAD": "kepala unit Anda",
    "PLT": "pelaksana tugas kepala unit Anda",
    "PLH": "pelaksana harian kepala unit Anda",
    "ABOVE": "kepala unit di atas unit Anda",
}
CODES_SHOWN = 5


class SessionRow(NamedTuple):
    """One place where the person is signed in."""

    device: str
    started_at: dt.datetime | None
    used_at: dt.datetime
    is_this: bool


@require_safe
def profile(request: ActorRequest) -> HttpResponse:
    """Show what the system knows of the person who asks."""
    actor, today = request.actor, clock.today()
    own = Employee.objects.filter(pk=actor.employee_id or 0).first()
    context = {
        "employee": own,
        "party": party_of(own.pk, today) if own else None,
        "line": _line_of(own, today) if own else None,
        "via": VIA,
        "roles": _roles(actor.user_id or 0, today),
        "sessions": _sessions(request),
        "codes": _codes(actor.user_id or 0),
    }
    return page(request, "organization/profile.html", context)


def _line_of(employee: Employee, today: dt.date) -> Line | None:
    held = Placement.objects.on(today).filter(employee=employee).order_by("kind", "pk")
    placement = held.values_list("pk", flat=True).first()
    return evaluator_of(placement, today) if placement else None


def _roles(user_id: int, today: dt.date) -> list[tuple[str, dt.date, dt.date | None, str]]:
    held = RoleGrant.objects.filter(user_id=user_id, held__contains=today).order_by("role", "pk")
    return [(g.get_role_display(), g.held.lower, last_day(g.held), g.decree_no) for g in held]


def _sessions(request: ActorRequest) -> list[SessionRow]:
    this = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    open_ones = Session.objects.filter(
        user_id=request.actor.user_id, expire_date__gt=clock.now()
    ).order_by("-expire_date", "session_key")
    return [
        SessionRow(
            device_of(one.agent),
            one.started_at,
            one.expire_date - lasts(shared_device=one.shared_device),
            one.session_key == this,
        )
        for one in open_ones
    ]


def _codes(user_id: int) -> list[OneTimeCode]:
    newest = OneTimeCode.objects.filter(user_id=user_id).order_by("-issued_at", "-pk")
    return list(newest[:CODES_SHOWN])

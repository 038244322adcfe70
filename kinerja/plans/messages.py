"""What a hand-over tells the next person. No rating, no text of the plan."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee
from kinerja.organization.queries import Line
from kinerja.plans.models import PlanVersion
from kinerja.ui.format import url


def ask_evaluator(*, version: PlanVersion, line: Line, name: str, at: dt.datetime) -> None:
    """Tell the evaluator that a plan waits for him."""
    _tell(
        line.evaluator_id,
        kind="plans.submitted",
        title=f"{name} mengajukan SKP {version.plan.year.year}",
        body="Tinjau, lalu setujui atau kembalikan dengan catatan.",
        location=url("plans:review", version.plan_id),
        at=at,
    )


def tell_agreed(*, version: PlanVersion, at: dt.datetime) -> None:
    """Tell the employee that the plan is agreed."""
    _tell(
        version.plan.employee_id,
        kind="plans.agreed",
        title=f"SKP {version.plan.year.year} Anda sudah disepakati",
        body="Realisasi bisa diisi mulai sekarang.",
        location=url("plans:plan", version.plan_id),
        at=at,
    )


def tell_returned(*, version: PlanVersion, at: dt.datetime) -> None:
    """Tell the employee that the plan has come back with notes."""
    _tell(
        version.plan.employee_id,
        kind="plans.returned",
        title=f"SKP {version.plan.year.year} Anda dikembalikan dengan catatan",
        body="Baca catatannya, perbaiki, lalu ajukan lagi.",
        location=url("plans:edit", version.plan_id),
        at=at,
    )


def _tell(
    employee_id: int | None, *, kind: str, title: str, body: str, location: str, at: dt.datetime
) -> None:
    people = Employee.objects.filter(Q(pk=employee_id)).values_list("user_id", "email")
    notify(
        [(user, email or None) for user, email in people],
        kind=kind,
        title=title,
        body=body,
        location=location,
        at=at,
    )

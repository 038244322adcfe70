"""What the operations of this room share: the held plan, and the words of what is meant."""

from __future__ import annotations

import datetime as dt

from kinerja.coaching.about import LABEL, About
from kinerja.coaching.queries.subjects import evidence_named
from kinerja.coaching.refusals import NothingMeant, PlanClosed
from kinerja.cycles.models import PerformanceYear
from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee
from kinerja.plans.models import Plan, ResultContent
from regulation.behavior import CoreValue


def held_open(plan: Plan) -> Plan:
    """Hold a plan and its year as they are now. Raises PlanClosed."""
    held = Plan.objects.select_for_update(of=["self"]).select_related("year").get(pk=plan.pk)
    if held.state == Plan.State.CLOSED or held.year.state == PerformanceYear.State.CLOSED:
        raise PlanClosed
    return held


def named(plan: Plan, about: About) -> tuple[str, int | None]:
    """Return the words of what is meant, and its result. Raises NothingMeant."""
    if about.kind == "evidence":
        return _evidence(plan, about)
    if about.result_id is not None:
        return _result(plan, about, about.result_id)
    if about.kind == "person":
        return LABEL, None
    try:
        return CoreValue(about.core_value).label, None
    except ValueError as error:
        raise NothingMeant from error


def _result(plan: Plan, about: About, result_id: int) -> tuple[str, int | None]:
    content = ResultContent.objects.filter(result__plan=plan, result_id=result_id)
    newest = content.filter(deleted_at=None).order_by("-plan_version__no").first()
    if newest is None or about.core_value:
        raise NothingMeant
    return newest.text, result_id


def _evidence(plan: Plan, about: About) -> tuple[str, int | None]:
    shown = [one for one in evidence_named(plan.pk) if one.evidence_id == about.evidence_id]
    if not shown or about.core_value:
        raise NothingMeant
    return shown[0].name, shown[0].result_id


def tell(
    employee_id: int, *, kind: str, title: str, body: str, place: str, at: dt.datetime
) -> None:
    """Tell one person."""
    person = Employee.objects.get(pk=employee_id)
    notify(
        [(person.user_id, person.email or None)],
        kind=kind,
        title=title,
        body=body,
        location=place,
        at=at,
    )

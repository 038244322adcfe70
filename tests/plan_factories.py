"""Years and plans as tests need them: made and moved by the operations themselves."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from kinerja.cycles.models import PerformanceYear
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.fields import days
from kinerja.organization.models import Employee
from kinerja.plans import operations
from kinerja.plans.models import Plan, PlanVersion, ResultContent
from kinerja.plans.queries import content_of
from kinerja.plans.values import IndicatorValues, ResultValues
from regulation.plan import AnnexPart
from tests.factories import NOON, actor

ANNEX = {part: [f"Baris {part.label}"] for part in AnnexPart}
INDICATOR = IndicatorValues(
    text="Jumlah kelurahan terhubung",
    aspect="KUANTITAS",
    target=Decimal(15),
    unit="kelurahan",
    accumulation="TOTAL",
)


def make_year(year: int = 2026, *, state: str = "OPEN") -> PerformanceYear:
    """Make a performance year, open unless said otherwise."""
    opened = clock.start_of(dt.date(year, 1, 2)) if state != "PREPARED" else None
    return PerformanceYear.objects.create(
        year=year,
        frequency="TRIWULANAN",
        state=state,
        held=days(dt.date(year, 1, 1), dt.date(year + 1, 1, 1)),
        plans_due_on=dt.date(year, 1, 30),
        annual_due_on=dt.date(year + 1, 1, 31),
        opened_at=opened,
    )


def make_draft(
    employee: Employee, year: PerformanceYear, *, at: dt.datetime = NOON, **options: object
) -> Plan:
    """Let a person start the plan of a year."""
    by = actor(employee, at)
    return operations.start_plan(employee=employee, year=year, by=by, at=at, **options)  # type: ignore[arg-type]


def fill(plan: Plan, *, parent: int | None = None, at: dt.datetime = NOON) -> int:
    """Write all that a lawful plan needs into a draft; return the id of its one result."""
    by = _owner(plan, at)
    values = ResultValues(
        text="Tersedianya antrean daring KTP-el yang andal",
        perspective="Penerima Layanan" if plan.model == Plan.Model.JPT else "",
        parent_result_id=parent,
        no_parent_reason="" if parent else "menunggu rencana atasan",
    )
    result = operations.add_result(plan=plan, values=values, by=by, at=at)
    version = version_of(plan)
    view = content_of(version.pk).result(result.pk)
    assert view is not None
    indicators = {row.indicator_id: INDICATOR for row in view.indicators}
    base = view.base(version.lock_no)
    operations.save_result(
        plan=plan,
        result_id=result.pk,
        values=values,
        indicators=indicators,
        base=base,
        by=by,
        at=at,
    )
    lock_no = version_of(plan).lock_no
    operations.change_annex(plan=plan, parts=ANNEX, lock_no=lock_no, by=by, at=at)
    return result.pk


def make_submitted(
    employee: Employee,
    year: PerformanceYear,
    *,
    parent: int | None = None,
    at: dt.datetime = NOON,
) -> Plan:
    """Make a lawful plan that waits for the evaluator."""
    plan = make_draft(employee, year, at=at)
    fill(plan, parent=parent, at=at)
    operations.submit_plan(plan=plan, by=_owner(plan, at), at=at)
    plan.refresh_from_db()
    return plan


def make_agreed(
    employee: Employee,
    year: PerformanceYear,
    evaluator: Employee,
    *,
    parent: int | None = None,
    at: dt.datetime = NOON,
) -> Plan:
    """Make a lawful plan that both have agreed (version 1)."""
    plan = make_submitted(employee, year, parent=parent, at=at)
    operations.agree_plan(plan=plan, by=actor(evaluator, at), at=at)
    plan.refresh_from_db()
    return plan


def version_of(plan: Plan) -> PlanVersion:
    """Return the newest version of a plan."""
    return PlanVersion.objects.filter(plan=plan).order_by("-no")[:1].get()


def first_result(plan: Plan) -> int:
    """Return the id of the first result of the newest version."""
    rows = ResultContent.objects.filter(plan_version=version_of(plan))
    return rows.order_by("-kind", "position").values_list("result_id", flat=True)[0]


def _owner(plan: Plan, at: dt.datetime) -> Actor:
    return actor(plan.employee, at)

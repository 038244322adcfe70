"""An open year, agreed plans and what was reached in them, for the tests of this room."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kinerja.coaching.models import Feedback
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.evaluations import operations
from kinerja.evaluations.models import Evaluation, EvaluationVersion
from kinerja.evaluations.operations import Judgement
from kinerja.evidence.models import Evidence, EvidenceUse, Realization
from kinerja.foundation.actor import Actor, Via
from kinerja.foundation.fields import days
from kinerja.organization.models import Employee, Placement
from kinerja.plans.models import (
    BehaviorContent,
    Indicator,
    IndicatorContent,
    Plan,
    PlanVersion,
    Result,
    ResultContent,
)
from tests.factories import NOON, Town, actor
from tests.factories import make_town as make_people

#: 3 August 2026, noon in the city: the third quarter has begun
NOW = NOON
LABELS = ("TRIWULAN I", "TRIWULAN II", "TRIWULAN III", "TRIWULAN IV")
MACHINE = Actor.system("evaluations.open_periods", via=Via.JOB)


def make_year(year: int = 2026) -> PerformanceYear:
    """Make an open year with its four quarters."""
    made = PerformanceYear.objects.create(
        year=year,
        frequency="TRIWULANAN",
        state="OPEN",
        held=days(dt.date(year, 1, 1), dt.date(year + 1, 1, 1)),
        plans_due_on=dt.date(year, 1, 31),
        annual_due_on=dt.date(year + 1, 1, 31),
        opened_at=NOW,
    )
    for no, label in enumerate(LABELS, start=1):
        ends = dt.date(year, no * 3 + 1, 1) if no < 4 else dt.date(year + 1, 1, 1)
        Period.objects.create(
            year=made,
            no=no,
            label=label,
            held=days(dt.date(year, no * 3 - 2, 1), ends),
            realization_due_on=ends + dt.timedelta(days=4),
            evaluation_due_on=ends + dt.timedelta(days=19),
        )
    return made


def make_plan(
    employee: Employee,
    year: PerformanceYear,
    *,
    agreed_by: Employee,
    held: Any = None,
    agreed: bool = True,
) -> Plan:
    """Make a plan with two results and three indicators, agreed unless said otherwise."""
    placement = Placement.objects.get(employee=employee)
    plan = Plan.objects.create(
        employee=employee,
        placement=placement,
        unit_id=placement.unit_id,
        year=year,
        held=held or year.held,
        model="JA_JF",
        state_since=NOW,
    )
    version = PlanVersion.objects.create(plan=plan)
    permits = _result(version, 0, "Izin usaha mikro terbit tepat waktu", agreed_by)
    _indicator(version, permits, 0, "Izin terbit paling lama 3 hari", target=95, unit="persen")
    _indicator(version, permits, 1, "Aduan selesai", target=40, unit="aduan", total=True)
    counters = _result(version, 1, "Kelurahan terhubung ke antrean daring", None)
    _indicator(version, counters, 0, "Pedoman layanan", text="Pedoman berlaku di semua loket")
    for value in ("BERORIENTASI_PELAYANAN", "AKUNTABEL"):
        BehaviorContent.objects.create(
            plan_version=version, core_value=value, expectation="Cepat menanggapi warga"
        )
    if agreed:
        agree(plan, agreed_by)
    return plan


def agree(plan: Plan, by: Employee) -> None:
    """Walk the plan through its lawful states."""
    version = plan.versions.filter(state="DRAFT")
    version.update(state="SUBMITTED", submitted_by=plan.employee, submitted_at=NOW)
    Plan.objects.filter(pk=plan.pk).update(state="SUBMITTED", state_since=NOW)
    parties: dict[str, Any] = {"employee": {}, "evaluator": {}, "superior": None}
    plan.versions.filter(state="SUBMITTED").update(
        state="AGREED", agreed_by=by, agreed_at=NOW, parties=parties
    )
    Plan.objects.filter(pk=plan.pk).update(state="AGREED", state_since=NOW)
    plan.refresh_from_db()


def _result(version: PlanVersion, position: int, text: str, giver: Employee | None) -> Result:
    result = Result.objects.create(plan=version.plan)
    ResultContent.objects.create(
        result=result,
        plan_version=version,
        text=text,
        position=position,
        assigned_by=giver,
        no_parent_reason="Penugasan wali kota",
    )
    return result


def _indicator(
    version: PlanVersion,
    result: Result,
    position: int,
    name: str,
    *,
    target: int | None = None,
    unit: str = "",
    text: str = "",
    total: bool = False,
) -> Indicator:
    indicator = Indicator.objects.create(result=result)
    IndicatorContent.objects.create(
        indicator=indicator,
        plan_version=version,
        aspect="KUANTITAS",
        text=name,
        target=target,
        target_text=text,
        unit=unit,
        accumulation="TOTAL" if total else "LATEST",
        position=position,
    )
    return indicator


def report(plan: Plan, period: Period, *values: str) -> None:
    """Report what the indicators reached, in their order; the last one in words."""
    contents = IndicatorContent.objects.filter(plan_version__plan=plan).order_by("id")
    for content, value in zip(contents, values, strict=False):
        is_number = content.target is not None
        Realization.objects.create(
            plan=plan,
            indicator_id=content.indicator_id,
            period=period,
            value=Decimal(value) if is_number else None,
            value_text="" if is_number else value,
            note="Antrean manual dua minggu",
            updated_at=NOW,
        )


def show_evidence(plan: Plan, period: Period) -> Evidence:
    """Show a link as evidence of the first indicator."""
    content = IndicatorContent.objects.filter(plan_version__plan=plan).order_by("id")[0]
    evidence = Evidence.objects.create(
        owner=plan.employee,
        kind="LINK",
        name="Rekap izin",
        link="https://contoh.go.id/rekap",
        added_at=NOW,
    )
    EvidenceUse.objects.create(
        evidence=evidence,
        plan=plan,
        subject_kind="indicator",
        subject_id=content.indicator_id,
        period=period,
        used_at=NOW,
    )
    return evidence


def say(plan: Plan, author: Employee, *, text: str, core_value: str = "") -> Feedback:
    """Give feedback on the first result, or on a core value."""
    result = None if core_value else plan.results.order_by("id")[0]
    return Feedback.objects.create(
        plan=plan,
        employee=plan.employee,
        placement=plan.placement,
        unit=plan.unit,
        author=author,
        author_role="PEJABAT_PENILAI",
        kind="SARAN",
        subject_kind="behavior" if core_value else "result",
        result=result,
        core_value=core_value,
        label="Izin usaha mikro",
        text=text,
        given_at=NOW,
    )


@dataclass(frozen=True)
class Stage:
    """The town in an open year: `andi` has an agreed plan and an open evaluation."""

    town: Town
    year: PerformanceYear
    period: Period
    plan: Plan
    evaluation: Evaluation

    def fresh(self) -> Evaluation:
        return Evaluation.objects.select_related("plan__year", "period", "employee").get(
            pk=self.evaluation.pk
        )


def make_stage(town: Town | None = None) -> Stage:
    """Set the stage: second quarter, two quarters reported, evidence and feedback given."""
    town = town or make_people()
    year = make_year()
    first, second = year.periods.order_by("no")[:2]
    plan = make_plan(town.andi, year, agreed_by=town.budi)
    report(plan, first, "90", "12", "Pedoman disusun")
    report(plan, second, "97", "15", "Pedoman berlaku")
    show_evidence(plan, second)
    say(plan, town.budi, text="Pertahankan kecepatan izin")
    say(plan, town.budi, text="Ramah kepada warga", core_value="BERORIENTASI_PELAYANAN")
    evaluation = operations.start(plan=plan, period=second, by=actor(town.andi, NOW), at=NOW)
    return Stage(town, year, second, plan, evaluation)


def judged(result: str = "SESUAI", behavior: str = "SESUAI", **more: str) -> Judgement:
    """Return a judgement with a reason wherever one is needed."""
    return Judgement(
        result_rating=result,
        behavior_rating=behavior,
        result_reason=more.get("result_reason", "Bukti lengkap"),
        behavior_reason=more.get("behavior_reason", "Umpan balik baik"),
        recommendation=more.get("recommendation", "Pelatihan antrean daring"),
    )


def decide(stage: Stage, *, seen: int = 0, **more: Any) -> EvaluationVersion:
    """Let the evaluator decide."""
    return operations.decide(
        evaluation=stage.evaluation,
        judgement=more.pop("judgement", judged()),
        seen_version=seen,
        by=actor(stage.town.budi, NOW),
        at=more.pop("at", NOW),
        **more,
    )


def deliver(stage: Stage, *, at: dt.datetime = NOW) -> None:
    """Let the evaluator hand the result over."""
    operations.deliver(evaluation=stage.evaluation, by=actor(stage.town.budi, at), at=at)


def send_self(stage: Stage, text: str = "Tercapai 97 persen") -> None:
    """Let the employee send the self-evaluation."""
    first = str(stage.plan.results.order_by("id")[0].pk)
    operations.send_self_evaluation(
        evaluation=stage.evaluation,
        content={
            "results": {first: {"reached": text, "hindered": "", "needed": "Cadangan server"}}
        },
        lock_no=0,
        by=actor(stage.town.andi, NOW),
        at=NOW,
    )


def put(stage: Stage, state: str) -> Evaluation:
    """Walk the evaluation to a state by lawful acts."""
    budi, andi = actor(stage.town.budi, NOW), actor(stage.town.andi, NOW)
    evaluation = stage.evaluation
    if state == "SELF_SENT":
        send_self(stage)
    if state in {"DECIDED", "DELIVERED", "RECEIVED"}:
        decide(stage)
    if state in {"DELIVERED", "RECEIVED"}:
        deliver(stage)
    if state == "RECEIVED":
        operations.receive(evaluation=evaluation, by=andi, at=NOW)
    if state == "NOT_RATED":
        operations.mark_not_rated(evaluation=evaluation, reason="CUTI", by=budi, at=NOW)
    return stage.fresh()

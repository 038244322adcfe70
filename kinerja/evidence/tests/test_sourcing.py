"""Sources of indicators: what may be chosen, and what is no longer typed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.complaints.models import Complaint
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.evaluations.tests.stage import make_plan
from kinerja.evidence import operations, refusals
from kinerja.evidence.models import IndicatorSource, Provenance, Realization
from kinerja.evidence.operations import Reached
from kinerja.evidence.tests.sourcing import choose, night, numbered, reached, type_over
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.improvements.tests.stages import SECOND, THIRD, result
from kinerja.notifications.models import Notification
from kinerja.plans.models import IndicatorContent, Plan
from kinerja.services.models import Service
from kinerja.surveys.models import Index
from kinerja.surveys.tests.stages import make_service
from tests.factories import NOON, Town, actor

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(days=1)


@pytest.fixture
def plan(town: Town, year: PerformanceYear) -> Plan:
    """Andi's agreed plan: 95 persen (the latest counts), 40 aduan added up, and words."""
    return make_plan(town.andi, year, agreed_by=town.budi)


@pytest.fixture
def service(town: Town) -> Service:
    return make_service(town.division, "KTP elektronik")


def test_what_was_chosen_fills_every_open_period_at_once(plan: Plan, service: Service) -> None:
    result(service, SECOND, index="78.20", low="76.00", high="80.40", n=250)
    result(service, THIRD, n=312)

    made = choose(plan, service)

    now, before, first = reached(plan), reached(plan, 2), reached(plan, 1)
    assert (now.value, before.value, first.value) == (Decimal("81.94"), Decimal("78.20"), None)
    told = now.provenance
    assert (told.source, told.n, told.low, told.high) == (
        made, 312, Decimal("79.80"), Decimal("84.10"),
    )  # fmt: skip
    assert told.label == "IKM KTP elektronik, Triwulan III 2026"
    assert (told.grade, told.basis, told.taken_at, told.frozen_at) == ("B", "RULED", NOON, None)
    assert not Realization.objects.filter(period__no=4).exists()


def test_the_evaluator_is_told_and_the_trail_names_the_source(
    plan: Plan, service: Service, town: Town
) -> None:
    choose(plan, service)

    assert Notification.objects.get(kind="evidence.source").user == town.budi.user
    act = AuditEvent.objects.get(action="evidence.source.chosen")
    assert act.changes is not None
    assert act.changes["service"] == service.pk
    assert act.about_employee_id == town.andi.pk


def test_it_takes_one_element(plan: Plan, service: Service) -> None:
    result(service, THIRD, n=312, U7="3.55")
    source = IndicatorSource.objects.create(
        plan=plan,
        indicator=numbered(plan).indicator,
        kind="ELEMENT",
        element="U7",
        service=service,
        chosen_by=plan.employee.user,
        chosen_at=NOON,
    )

    night()

    told = reached(plan).provenance
    assert (reached(plan).value, told.low, told.high, told.n) == (
        Decimal("3.55"), Decimal("3.45"), Decimal("3.65"), 312,
    )  # fmt: skip
    assert (told.source, told.grade) == (source, "")
    assert told.label == "Unsur U7 KTP elektronik, Triwulan III 2026"


def test_a_unit_counts_with_all_below_it(plan: Plan, service: Service, town: Town) -> None:
    result(service, THIRD)
    Index.objects.update(service=None, unit=town.office)

    choose(plan, unit_id=town.office.pk)

    assert reached(plan).value == Decimal("81.94")
    label = reached(plan).provenance.label
    assert label == "IKM Dinas Kependudukan dan Pencatatan Sipil, Triwulan III 2026"


def complaints(town: Town, count: int, late: int = 0) -> None:
    for no in range(count):
        received = dt.date(2026, 7, 1)
        answered = received + dt.timedelta(days=120 if no < late else 2)
        Complaint.objects.create(
            tracking_id=f"A-{no}",
            unit=town.division,
            category="INFORMASI",
            status="SELESAI",
            received_on=received,
            responded_on=min(answered, NOON.date()),
            imported_at=NOON,
        )


def test_complaints_of_a_unit_and_below_count(plan: Plan, town: Town) -> None:
    complaints(town, 20, late=5)

    choose(plan, kind="COMPLAINT_SHARE", unit_id=town.office.pk)

    told = reached(plan).provenance
    assert reached(plan).value == Decimal(75)
    assert told.n == 20
    assert told.low is not None
    assert told.low < 75
    assert told.basis == ""
    assert told.label.startswith("Aduan dijawab tepat waktu Dinas")
    assert (told.starts, told.ends) == (dt.date(2026, 7, 1), dt.date(2026, 10, 1))


def test_days_until_an_answer_have_no_interval(plan: Plan, town: Town) -> None:
    complaints(town, 10)

    choose(plan, kind="COMPLAINT_DAYS", unit_id=town.division.pk)

    assert reached(plan).value == 2
    assert reached(plan).provenance.low is None


def test_few_complaints_say_nothing(plan: Plan, town: Town) -> None:
    complaints(town, 9)

    choose(plan, kind="COMPLAINT_SHARE", unit_id=town.office.pk)

    assert (reached(plan).value, reached(plan).provenance.n) == (None, 9)


@pytest.mark.parametrize("n", [0, 9])
def test_few_answers_are_no_value_and_never_zero(plan: Plan, service: Service, n: int) -> None:
    if n:
        result(service, THIRD, n=n)

    choose(plan, service)

    told = reached(plan).provenance
    assert (reached(plan).value, told.n, told.low, told.grade) == (None, n, None, "")


def refused(
    refusal: type[Refusal], plan: Plan, service: Service | None = None, **values: Any
) -> None:
    with pytest.raises(refusal):
        choose(plan, service, **values)
    assert not IndicatorSource.objects.exists()


def test_a_service_of_elsewhere_is_refused(plan: Plan, town: Town) -> None:
    far = make_service(town.other_office)

    refused(refusals.SourceNotInLine, plan, far)
    refused(refusals.SourceNotInLine, plan, unit_id=town.other_office.pk)
    choose(plan, make_service(town.office))
    choose(plan, make_service(town.root))


def test_another_scale_is_refused(plan: Plan, service: Service) -> None:
    refused(refusals.OtherScale, plan, service, kind="ELEMENT", element="U7")


@pytest.mark.parametrize(
    ("aspect", "refusal"), [("TOTAL", refusals.TargetAddsUp), ("TEXT", refusals.TargetNotNumber)]
)
def test_what_is_no_latest_number_is_refused(
    plan: Plan, service: Service, aspect: str, refusal: type[Refusal]
) -> None:
    contents = IndicatorContent.objects.filter(plan_version__plan=plan)
    found = contents.get(target=None) if aspect == "TEXT" else contents.get(accumulation="TOTAL")

    with pytest.raises(refusal):
        operations.choose_source(
            plan=plan,
            indicator_id=found.indicator_id,
            values=operations.SourceValues("INDEX", service.pk),
            by=actor(plan.employee),
            at=NOON,
        )


def test_only_the_employee_chooses_and_only_of_a_plan_that_runs(
    town: Town, plan: Plan, service: Service
) -> None:
    given: dict[str, Any] = {
        "indicator_id": numbered(plan).indicator_id,
        "values": operations.SourceValues("INDEX", service.pk),
        "at": NOON,
    }

    with pytest.raises(NotPermitted):
        operations.choose_source(plan=plan, by=actor(town.budi), **given)
    with pytest.raises(refusals.NotOfThisPlan):
        operations.choose_source(
            plan=plan, by=actor(town.andi), **{**given, "indicator_id": 999_999}
        )
    Plan.objects.filter(pk=plan.pk).update(state="CLOSED")
    with pytest.raises(refusals.PlanNotAgreed):
        operations.choose_source(plan=plan, by=actor(town.andi), **given)


def test_another_source_takes_the_place_of_the_first(
    plan: Plan, service: Service, town: Town
) -> None:
    result(service, THIRD)
    other = make_service(town.division)
    first = choose(plan, service)

    second = choose(plan, other, at=LATER)

    first.refresh_from_db()
    assert (first.ended_at, second.ended_at) == (LATER, None)
    assert (reached(plan).value, reached(plan).provenance.source) == (None, second)


def test_an_ended_source_leaves_the_period_to_be_typed(
    plan: Plan, service: Service, quarter: Period
) -> None:
    result(service, THIRD)
    choose(plan, service)
    key = numbered(plan).indicator_id

    operations.end_source(plan=plan, indicator_id=key, by=actor(plan.employee), at=LATER)

    held = Realization.objects.get(indicator_id=key, period=quarter)
    assert held.value is None
    assert not Provenance.objects.exists()
    typed = operations.save_realization(
        plan=plan,
        indicator_id=key,
        period=quarter,
        reached=Reached(value=Decimal(90)),
        lock_no=held.lock_no,
        by=actor(plan.employee),
        at=LATER,
    )
    assert typed.value == 90
    with pytest.raises(refusals.SourceEnded):
        operations.end_source(plan=plan, indicator_id=key, by=actor(plan.employee), at=LATER)


def test_the_value_is_not_typed_over_but_the_note_is_written(
    plan: Plan, service: Service, quarter: Period
) -> None:
    result(service, THIRD)
    choose(plan, service)

    with pytest.raises(refusals.ValueFromSource):
        type_over(plan, quarter, Reached(value=Decimal(99)))
    held = type_over(plan, quarter, Reached(note="Loket ketiga buka."))
    night(LATER)

    assert (held.value, held.note, held.lock_no) == (Decimal("81.94"), "Loket ketiga buka.", 1)
    assert reached(plan).lock_no == 1

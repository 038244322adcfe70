"""Opening a year gives everybody a draft, once."""

from __future__ import annotations

import datetime as dt

import pytest

from kinerja.accounts.models import User
from kinerja.audit.models import AuditEvent
from kinerja.cycles import operations as cycles
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation.actor import Actor
from kinerja.foundation.fields import days
from kinerja.foundation.refusals import NotPermitted, WrongState
from kinerja.notifications.models import Notification, NotificationPreference, OutgoingMail
from kinerja.notifications.quiet import Quiet, leaves_at
from kinerja.organization.models import Employee, Placement, Unit, UnitPeriod
from kinerja.plans.models import BehaviorContent, Plan, PlanVersion
from kinerja.plans.operations.opening import draft_plans, open_year

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 1, 5, 2, tzinfo=dt.UTC)
MACHINE = Actor.system("test")


@pytest.fixture
def year() -> PerformanceYear:
    return cycles.prepare_year(year=2026, by=MACHINE, at=AT)


@pytest.fixture
def unit() -> Unit:
    made = Unit.objects.create()
    UnitPeriod.objects.create(
        unit=made,
        valid=days(dt.date(2020, 1, 1)),
        name="Dinas",
        path=f"{made.pk}/",
        is_independent=True,
    )
    return made


def placed(
    unit: Unit,
    no: int,
    *,
    email: str = "",
    head: bool = False,
    since: dt.date = dt.date(2024, 1, 1),
) -> Employee:
    user = User.objects.create(username=f"pegawai{no}")
    who = Employee.objects.create(
        kind="PNS", nip=f"199001012015031{no:03d}", name=f"Pegawai {no}", email=email, user=user
    )
    Placement.objects.create(
        employee=who, unit=unit, held=days(since), is_head=head, title="Staf", job_group="PELAKSANA"
    )
    return who


def test_everybody_gets_one_draft_a_message_and_a_line_in_the_trail(
    year: PerformanceYear, unit: Unit
) -> None:
    head, clerk = placed(unit, 1, head=True), placed(unit, 2, email="dua@kotalama.example")

    assert open_year(year=year, by=MACHINE, at=AT) == 2

    plans = {plan.employee_id: plan for plan in Plan.objects.all()}
    assert plans[head.pk].model == "JPT"
    assert plans[clerk.pk].model == "JA_JF"
    assert plans[clerk.pk].held.lower == dt.date(2026, 1, 1)
    assert PlanVersion.objects.filter(state="DRAFT").count() == 2
    assert BehaviorContent.objects.count() == 14
    assert Notification.objects.count() == 2
    assert OutgoingMail.objects.get().address == "dua@kotalama.example"
    assert set(
        AuditEvent.objects.filter(action="plans.plan.opened").values_list(
            "about_employee_id", flat=True
        )
    ) == {head.pk, clerk.pk}


def test_a_second_opening_is_refused_and_late_comers_get_theirs(
    year: PerformanceYear, unit: Unit
) -> None:
    placed(unit, 1)
    open_year(year=year, by=MACHINE, at=AT)
    opened = PerformanceYear.objects.get()

    with pytest.raises(WrongState):
        open_year(year=opened, by=MACHINE, at=AT)
    late = placed(unit, 2, since=dt.date(2026, 4, 1))
    made = draft_plans(year=opened, on=dt.date(2026, 4, 2), by=MACHINE, at=AT)

    assert made == 1
    assert Plan.objects.get(employee=late).held.lower == dt.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("hour", "chosen"),
    [(2, None), (15, None), (22, None), (23, None), (2, (8, 12)), (15, (8, 12)), (15, (7, 7))],
)
def test_the_mails_of_an_opening_wait_for_the_end_of_quiet_hours(
    year: PerformanceYear, unit: Unit, hour: int, chosen: tuple[int, int] | None
) -> None:
    clerk, at = placed(unit, 1, email="satu@kotalama.example"), AT.replace(hour=hour)
    if chosen:
        since, until = chosen
        NotificationPreference.objects.create(
            user_id=clerk.user_id, quiet_from=since, quiet_until=until
        )

    open_year(year=year, by=MACHINE, at=at)

    quiet = Quiet(*chosen) if chosen else Quiet()
    assert OutgoingMail.objects.get().next_try_at == leaves_at(quiet, at)


def test_an_opening_at_night_wakes_nobody(year: PerformanceYear, unit: Unit) -> None:
    placed(unit, 1, email="satu@kotalama.example")

    open_year(year=year, by=MACHINE, at=dt.datetime(2026, 1, 4, 18, tzinfo=dt.UTC))

    morning = dt.datetime(2026, 1, 4, 23, tzinfo=dt.UTC)  # 06.00 WIB
    assert OutgoingMail.objects.get().next_try_at == morning


def test_nobody_else_opens_a_year(year: PerformanceYear) -> None:
    with pytest.raises(NotPermitted):
        open_year(year=year, by=Actor(user_id=1, employee_id=1), at=AT)

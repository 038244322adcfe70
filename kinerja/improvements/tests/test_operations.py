"""Follow-ups: who plans, who reports, which way they go, what is refused."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.improvements import operations, refusals
from kinerja.improvements.models import Improvement
from kinerja.improvements.tests.stages import DUE, THIRD, planned, values_for
from kinerja.notifications.models import Notification
from kinerja.organization.models import Employee
from kinerja.services import operations as services
from kinerja.services.models import Service
from tests.factories import NOON, Town, actor

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(days=20)


def acts() -> list[str]:
    events = AuditEvent.objects.filter(action__startswith="improvements.").order_by("id")
    return [
        one.removeprefix("improvements.improvement.")
        for one in events.values_list("action", flat=True)
    ]


def move(name: str, improvement: Improvement, by: Employee, **words: str) -> Improvement:
    operation = getattr(operations, f"{name}_improvement")
    moved: Improvement = operation(improvement=improvement, by=actor(by), at=LATER, **words)
    return moved


WORDS = {
    "start": {},
    "finish": {"outcome": "Loket ketiga buka tiap Senin."},
    "drop": {"reason": "Belum ada pegawai."},
    "resume": {},
}


def test_the_admin_plans_and_the_responsible_is_told(followed: Improvement, town: Town) -> None:
    assert (followed.state, followed.planned_on, followed.months) == ("PLANNED", NOON.date(), 3)
    assert acts() == ["planned"]
    note = Notification.objects.get(kind="improvements.planned")
    assert note.user == town.andi.user
    assert note.location == f"/tindak-lanjut/{followed.pk}/"


def test_the_head_plans_too_and_nobody_is_told_of_his_own(town: Town, service: Service) -> None:
    planned(service, town.budi, town.budi)

    assert not Notification.objects.filter(kind="improvements.planned").exists()


@pytest.mark.parametrize("who", ["andi", "dewi", "stranger", "office_manager", "auditor"])
def test_others_plan_nothing(town: Town, service: Service, who: str) -> None:
    with pytest.raises(NotPermitted):
        planned(service, getattr(town, who), town.andi)


def test_it_refuses_a_closed_service(town: Town, service: Service, admin: Employee) -> None:
    services.close_service(service=service, by=actor(admin), at=NOON)

    with pytest.raises(refusals.ServiceNotOpen):
        planned(service, admin, town.andi)


def test_it_refuses_a_period_that_still_runs(town: Town, service: Service, admin: Employee) -> None:
    with pytest.raises(refusals.PeriodNotOver):
        operations.plan_improvement(
            service=service, span=THIRD, values=values_for(town.andi), by=actor(admin), at=NOON
        )


@pytest.mark.parametrize("day", [dt.date(2026, 8, 2), dt.date(2028, 8, 4)])
def test_it_refuses_a_day_that_is_no_promise(
    town: Town, service: Service, admin: Employee, day: dt.date
) -> None:
    with pytest.raises(refusals.DueNotUsable):
        planned(service, admin, town.andi, due_on=day)


def test_it_refuses_somebody_of_another_unit(town: Town, service: Service, admin: Employee) -> None:
    with pytest.raises(refusals.NotOfThisUnit):
        planned(service, admin, town.stranger)


@pytest.mark.parametrize(
    ("way", "states"),
    [
        (["start", "finish"], ["RUNNING", "DONE"]),
        (["finish", "resume", "finish"], ["DONE", "RUNNING", "DONE"]),
        (["drop", "resume", "start"], ["DROPPED", "PLANNED", "RUNNING"]),
        (["start", "drop"], ["RUNNING", "DROPPED"]),
    ],
)
def test_it_goes_the_legal_ways(
    followed: Improvement, admin: Employee, way: list[str], states: list[str]
) -> None:
    went = [move(name, followed, admin, **WORDS[name]).state for name in way]

    assert went == states
    assert acts() == ["planned", *(state.lower() for state in states)]


@pytest.mark.parametrize(
    ("before", "name", "refusal"),
    [
        (["start"], "start", refusals.AlreadyBegun),
        (["finish"], "start", refusals.AlreadyBegun),
        (["finish"], "finish", refusals.AlreadyEnded),
        (["drop"], "finish", refusals.AlreadyEnded),
        (["finish"], "drop", refusals.AlreadyEnded),
        (["drop"], "drop", refusals.AlreadyEnded),
        ([], "resume", refusals.StillRuns),
        (["start"], "resume", refusals.StillRuns),
    ],
)
def test_it_refuses_the_others(
    followed: Improvement,
    admin: Employee,
    before: list[str],
    name: str,
    refusal: type[Refusal],
) -> None:
    for one in before:
        move(one, followed, admin, **WORDS[one])

    with pytest.raises(refusal):
        move(name, followed, admin, **WORDS[name])


def test_the_responsible_reports_start_and_end_only(followed: Improvement, town: Town) -> None:
    move("start", followed, town.andi)
    with pytest.raises(NotPermitted):
        move("drop", followed, town.andi, **WORDS["drop"])
    with pytest.raises(NotPermitted):
        operations.change_improvement(
            improvement=followed,
            values=values_for(town.andi, action="Lain"),
            lock_no=1,
            by=actor(town.andi),
            at=LATER,
        )
    done = move("finish", followed, town.andi, **WORDS["finish"])
    with pytest.raises(NotPermitted):
        move("resume", followed, town.andi)

    assert (done.done_on, done.outcome) == (LATER.date(), "Loket ketiga buka tiap Senin.")


def test_colleagues_report_nothing(followed: Improvement, town: Town) -> None:
    for name in ("start", "finish"):
        with pytest.raises(NotPermitted):
            move(name, followed, town.dewi, **WORDS[name])


def test_an_end_needs_its_words(followed: Improvement, admin: Employee) -> None:
    with pytest.raises(refusals.SayWhatChanged):
        move("finish", followed, admin, outcome="  ")
    with pytest.raises(refusals.SayWhy):
        move("drop", followed, admin, reason=" ")


@pytest.mark.parametrize("link", ["foto.jpg", "javascript:alert(1)", "https://[", "ftp://a.b/c"])
def test_it_refuses_a_link_that_nobody_opens(
    followed: Improvement, admin: Employee, link: str
) -> None:
    with pytest.raises(refusals.LinkNotUsable):
        move("finish", followed, admin, outcome="Selesai.", link=link)


def test_taking_up_again_forgets_the_end(followed: Improvement, admin: Employee) -> None:
    move("finish", followed, admin, outcome="Selesai.", link="https://kotalama.go.id/foto")

    again = move("resume", followed, admin)

    assert (again.done_on, again.outcome, again.evidence_link) == (None, "", "")


def test_other_words_for_another_person(followed: Improvement, admin: Employee, town: Town) -> None:
    changed = operations.change_improvement(
        improvement=followed,
        values=values_for(town.dewi, action="Antrean daring"),
        lock_no=0,
        by=actor(admin),
        at=LATER,
    )

    assert (changed.responsible, changed.action, changed.lock_no) == (
        town.dewi,
        "Antrean daring",
        1,
    )
    told = Notification.objects.filter(kind="improvements.planned").order_by("id")
    assert [note.user for note in told] == [town.andi.user, town.dewi.user]


def test_the_same_words_change_nothing(followed: Improvement, admin: Employee, town: Town) -> None:
    same = operations.change_improvement(
        improvement=followed, values=values_for(town.andi), lock_no=7, by=actor(admin), at=LATER
    )

    assert (same.lock_no, acts()) == (0, ["planned"])


def test_it_refuses_words_over_newer_ones(
    followed: Improvement, admin: Employee, town: Town
) -> None:
    with pytest.raises(refusals.StaleImprovement):
        operations.change_improvement(
            improvement=followed,
            values=values_for(town.andi, action="Lain"),
            lock_no=7,
            by=actor(admin),
            at=LATER,
        )


def test_it_refuses_to_reword_what_has_ended(
    followed: Improvement, admin: Employee, town: Town
) -> None:
    move("finish", followed, admin, **WORDS["finish"])

    with pytest.raises(refusals.AlreadyEnded):
        operations.change_improvement(
            improvement=followed,
            values=values_for(town.andi, action="Lain"),
            lock_no=1,
            by=actor(admin),
            at=LATER,
        )


def test_an_overdue_one_may_be_reworded_without_a_new_day(
    followed: Improvement, admin: Employee, town: Town
) -> None:
    after = NOON + dt.timedelta(days=90)

    changed = operations.change_improvement(
        improvement=followed,
        values=values_for(town.andi, action="Lain"),
        lock_no=0,
        by=actor(admin),
        at=after,
    )

    assert (changed.action, changed.due_on) == ("Lain", DUE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"element": "U0"},
        {"months": 4},
        {"starts": dt.date(2026, 4, 2)},
        {"asked": ""},
        {"action": ""},
        {"due_on": dt.date(2026, 8, 2)},
        {"done_on": DUE},
        {"state": "DROPPED"},
        {"state": "DONE"},
        {"state": "LAIN"},
    ],
)
def test_the_database_keeps_what_a_follow_up_is(
    followed: Improvement, wrong: dict[str, object]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Improvement.objects.filter(pk=followed.pk).update(**wrong)


def test_the_database_refuses_an_illegal_move(followed: Improvement, admin: Employee) -> None:
    move("drop", followed, admin, **WORDS["drop"])

    with pytest.raises(IntegrityError, match="no legal move"), transaction.atomic():
        Improvement.objects.filter(pk=followed.pk).update(state="RUNNING")

"""Ending a post, and choosing who leads a unit: lawful and refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from kinerja.organization.models import Employee, Placement, ReportingLine
from kinerja.organization.operations.people import (
    report_wrong_evaluator,
)
from kinerja.organization.operations.positions import (
    HeadTaken,
    choose_head,
    end_placement,
)
from kinerja.organization.operations.spans import EndsBeforeBeginning
from kinerja.organization.queries.evaluators import evaluator_of
from tests.factories import (
    LONG_AGO,
    NOON,
    Town,
    actor,
    client_of,
    make_employee,
    make_line,
    make_placement,
)

TODAY = NOON.date()
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def noon(db: None) -> Any:
    with clock.fixed(NOON):
        yield


def post_of(person: Employee) -> Placement:
    return Placement.objects.get(employee=person)


# ---- ending a post


def test_a_post_ends_after_its_last_day(town: Town) -> None:
    post = post_of(town.andi)

    end_placement(placement=post, last=TODAY, by=actor(town.office_manager), at=NOON)

    post.refresh_from_db()
    assert post.held.upper == TOMORROW
    with pytest.raises(Refusal):
        end_placement(
            placement=post, last=dt.date(2027, 1, 1), by=actor(town.city_manager), at=NOON
        )


@pytest.mark.parametrize("who", ["andi", "budi", "auditor", "stranger"])
def test_only_a_pengelola_ends_a_post(town: Town, who: str) -> None:
    with pytest.raises(NotPermitted):
        end_placement(
            placement=post_of(town.andi), last=TODAY, by=actor(getattr(town, who)), at=NOON
        )


def test_a_post_does_not_end_before_it_began_nor_twice(town: Town) -> None:
    post = post_of(town.andi)
    by = actor(town.city_manager)

    with pytest.raises(EndsBeforeBeginning):
        end_placement(placement=post, last=dt.date(2019, 1, 1), by=by, at=NOON)
    end_placement(placement=post, last=dt.date(2026, 1, 1), by=by, at=NOON)
    with pytest.raises(WrongState):
        end_placement(placement=post, last=TODAY, by=by, at=NOON)


def test_a_post_that_has_not_begun_is_taken_back(town: Town) -> None:
    later = make_placement(
        town.andi, town.office, kind="PLT", is_head=True, since=dt.date(2027, 1, 1)
    )
    make_line(later, town.sari, since=dt.date(2027, 1, 1))

    response = client_of(town.city_manager).post(
        f"/jabatan/{later.pk}/akhiri/", {"terakhir": "31-12-2026"}
    )

    assert response.status_code == 303
    assert not Placement.objects.filter(pk=later.pk).exists()
    assert AuditEvent.objects.filter(action="organization.placement.withdrawn").count() == 1


def test_a_post_with_a_plan_is_not_taken_back(town: Town) -> None:
    from kinerja.cycles import operations as cycles
    from tests.plan_factories import make_agreed

    machine = Actor.system("test")
    year = cycles.prepare_year(year=2026, by=machine, at=NOON)
    cycles.open_year(year=year, by=machine, at=NOON)
    make_agreed(town.andi, year, town.budi)
    post = post_of(town.andi)
    early = dt.datetime(2019, 1, 1, tzinfo=dt.UTC)

    with pytest.raises(Refusal, match="sudah punya SKP"):
        end_placement(
            placement=post, last=dt.date(2019, 6, 1), by=actor(town.city_manager), at=early
        )


# ---- choosing a head


@pytest.fixture
def headless(town: Town) -> Town:
    """Two people of the division bear the title of its head; neither leads it."""
    division = town.division.periods.get()
    division.head_title = "Kepala Bidang Pelayanan"
    division.save()
    Placement.objects.filter(employee__in=[town.budi, town.dewi]).update(
        is_head=False, title="KEPALA BIDANG (PELAYANAN)"
    )
    return town


def test_of_two_claimants_one_is_chosen(headless: Town) -> None:
    client = client_of(headless.city_manager)
    address = f"/unit/{headless.division.pk}/kepala/"

    offered = client.get(address).content.decode()
    response = client.post(address, {"kepala": post_of(headless.dewi).pk, "mulai": "3-8-2026"})

    assert "2 orang memegang jabatan Kepala Bidang Pelayanan" in offered
    assert response.status_code == 303
    head = post_of(headless.dewi)
    assert head.is_head
    assert head.held.lower == LONG_AGO
    line = evaluator_of(post_of(headless.andi).pk, TODAY)
    assert line is not None
    assert line.evaluator_id == headless.dewi.pk


def test_another_head_is_replaced_only_when_said(town: Town) -> None:
    client = client_of(town.city_manager)
    address = f"/unit/{town.division.pk}/kepala/"
    exception = make_line(post_of(town.budi), town.sari)
    given = {"kepala": post_of(town.dewi).pk, "mulai": "3-8-2026"}

    refused = client.post(address, given)
    done = client.post(address, {**given, "ganti": "on"})

    assert refused.status_code == 409
    assert "Budi Hartono memimpin unit ini" in refused.content.decode()
    assert done.status_code == 303
    budi = Placement.objects.get(employee=town.budi, held__contains=TODAY)
    assert not budi.is_head
    assert budi.held.lower == TODAY
    assert budi.title == "Kepala Bidang Pelayanan"
    assert Placement.objects.get(employee=town.budi, held__contains=LONG_AGO).is_head
    assert ReportingLine.objects.filter(placement=budi, evaluator=town.sari).count() == 1
    exception.refresh_from_db()
    assert exception.held.upper is None
    dewi = Placement.objects.get(employee=town.dewi, held__contains=TODAY)
    assert (dewi.is_head, dewi.held.lower) == (True, TODAY)


@pytest.mark.parametrize("who", ["andi", "budi", "office_manager", "auditor"])
def test_only_the_city_chooses_a_head(town: Town, who: str) -> None:
    with pytest.raises(NotPermitted):
        choose_head(
            placement=post_of(town.dewi),
            since=TODAY,
            replace=True,
            by=actor(getattr(town, who)),
            at=NOON,
        )


def test_who_leads_already_or_does_not_work_there_is_not_chosen(town: Town) -> None:
    by = actor(town.city_manager)

    with pytest.raises(WrongState, match="sudah memimpin"):
        choose_head(placement=post_of(town.budi), since=TODAY, replace=True, by=by, at=NOON)
    with pytest.raises(WrongState, match="belum, atau tidak lagi"):
        choose_head(
            placement=post_of(town.dewi), since=dt.date(2019, 1, 1), replace=True, by=by, at=NOON
        )


def test_a_later_head_is_in_the_way(headless: Town) -> None:
    later = make_employee("Kepala Nanti")
    make_placement(later, headless.division, since=dt.date(2027, 1, 1), is_head=True)

    with pytest.raises(HeadTaken):
        choose_head(
            placement=post_of(headless.dewi),
            since=TODAY,
            replace=False,
            by=actor(headless.city_manager),
            at=NOON,
        )


@pytest.mark.parametrize(
    "given", [{}, {"kepala": "9" * 30, "mulai": "3-8-2026"}, {"kepala": "x", "mulai": "kapan"}]
)
def test_a_choice_that_was_not_offered_is_no_choice(town: Town, given: dict[str, str]) -> None:
    response = client_of(town.city_manager).post(f"/unit/{town.division.pk}/kepala/", given)

    assert response.status_code == 422


def test_somebody_else_does_not_report_for_me(town: Town) -> None:
    with pytest.raises(NotPermitted):
        report_wrong_evaluator(employee=town.andi, words="x", by=actor(town.dewi), at=NOON)


def test_a_plan_on_the_post_before_the_split_keeps_its_right_evaluator(town: Town) -> None:
    """The plan stays with the closed post; its evaluator is that of the post which goes on."""
    old_of_dewi, old_of_budi = post_of(town.dewi), post_of(town.budi)

    choose_head(
        placement=old_of_dewi, since=TODAY, replace=True, by=actor(town.city_manager), at=NOON
    )

    for person, closed, evaluator in (
        (town.dewi, old_of_dewi, town.sari),
        (town.budi, old_of_budi, town.dewi),
    ):
        running = Placement.objects.on(TODAY).get(employee=person)
        assert running.pk != closed.pk
        for post in (closed, running):
            line = evaluator_of(post.pk, TODAY)
            assert line is not None
            assert line.evaluator_id == evaluator.pk
            assert post.pk in actor(evaluator).evaluates

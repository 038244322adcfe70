"""A case moves along legal ways, between two independent people."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from kinerja.counseling import operations
from kinerja.counseling.models import Case, Meeting, Referral
from kinerja.counseling.queries.cases import cases_of
from kinerja.counseling.queries.people import COUNSELORS, counselors_for, is_independent
from kinerja.counseling.refusals import (
    AlreadyRunning,
    CaseMoved,
    CounselorStays,
    MeetingEnded,
    MeetingNotYet,
    NotIndependent,
)
from kinerja.counseling.tests.conftest import Room
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications.models import Notification
from kinerja.organization.models import Placement, RoleGrant
from tests.factories import NOON, actor, grant, make_line

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(days=2)
FollowUp = Case.FollowUp


def test_a_counselor_is_nobody_above_and_not_the_evaluator(room: Room) -> None:
    town = room.town
    for person in (town.budi, town.sari, town.secretary, town.mayor, town.dewi, town.andi):
        grant(person.user, Role.KONSELOR)

    names = [one.name for one in counselors_for(town.andi.pk, NOON.date())]

    assert names == ["Bayu", "Dewi Lestari", "Ratna Dewi"]
    assert not is_independent(town.andi.pk, town.andi.pk, NOON.date())


def test_a_special_evaluator_is_no_counselor(room: Room) -> None:
    make_line(Placement.objects.get(employee=room.town.andi), room.ratna)

    assert not is_independent(room.ratna.pk, room.town.andi.pk, NOON.date())


def test_nobody_is_counseled_by_somebody_he_assesses(room: Room) -> None:
    grant(room.town.dewi.user, Role.KONSELOR)

    assert not is_independent(room.town.dewi.pk, room.town.budi.pk, NOON.date())
    assert is_independent(room.town.dewi.pk, room.town.andi.pk, NOON.date())


def test_a_role_that_has_ended_or_a_person_who_has_gone_counsels_nobody(room: Room) -> None:
    RoleGrant.objects.filter(user=room.bayu.user).update(held=(dt.date(2020, 1, 1), NOON.date()))
    room.ratna.ended_on = NOON.date()
    room.ratna.save()

    assert counselors_for(room.town.andi.pk, NOON.date()) == []


def test_the_statement_of_counselors_plans_without_reading_people(room: Room) -> None:
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"employee": room.town.andi.pk, "day": NOON.date()}
        cursor.execute("EXPLAIN " + COUNSELORS.read_text(encoding="utf-8"), values)

        assert cursor.fetchall()


def test_it_is_asked_accepted_and_closed(room: Room) -> None:
    case = room.closed()

    assert case.state == "CLOSED"
    assert case.follow_up == "PELATIHAN"


def test_one_asks_only_an_independent_counselor_and_once(room: Room) -> None:
    with pytest.raises(NotIndependent):
        operations.ask(
            counselor_id=room.town.budi.pk, occasion="", by=actor(room.town.andi), at=NOON
        )
    room.ask()
    with pytest.raises(AlreadyRunning):
        room.ask()


@pytest.mark.parametrize("who", ["mayor", "administrator"])
def test_nobody_else_asks(room: Room, who: str) -> None:
    with pytest.raises(NotPermitted):
        operations.ask(
            counselor_id=room.ratna.pk, occasion="", by=actor(getattr(room.town, who)), at=NOON
        )


def test_a_counselor_may_decline_and_the_employee_ask_another(room: Room) -> None:
    operations.decline(case=room.ask(), by=room.counselor, at=NOON)
    again = operations.ask(
        counselor_id=room.bayu.pk, occasion="", by=actor(room.town.andi), at=NOON
    )

    operations.withdraw(case=again, by=actor(room.town.andi), at=NOON)

    assert set(Case.objects.values_list("state", flat=True)) == {"WITHDRAWN"}


def test_each_side_does_its_own_acts_only(room: Room) -> None:
    case, andi = room.ask(), actor(room.town.andi)
    for act in (operations.accept, operations.decline):
        with pytest.raises(NotPermitted):
            act(case=case, by=andi, at=NOON)
    with pytest.raises(NotPermitted):
        operations.withdraw(case=case, by=room.counselor, at=NOON)
    with pytest.raises(NotPermitted):
        operations.agree_to_tell(case=case, by=actor(room.town.budi), at=NOON)
    with pytest.raises(NotPermitted):
        operations.plan_meeting(case=case, starts_at=NOON, place="R", by=andi, at=NOON)


def test_a_counselor_whose_role_ended_accepts_nothing(room: Room) -> None:
    case = room.ask()
    by = dataclasses.replace(room.counselor, roles=frozenset())

    with pytest.raises(NotPermitted):
        operations.accept(case=case, by=by, at=NOON)


def test_a_counselor_who_became_the_evaluator_does_not_accept(room: Room) -> None:
    case = room.ask()
    make_line(Placement.objects.get(employee=room.town.andi), room.ratna)

    with pytest.raises(NotIndependent):
        operations.accept(case=case, by=room.counselor, at=NOON)


def test_states_are_asked_again(room: Room) -> None:
    case, andi = room.closed(), actor(room.town.andi)
    for act in (operations.accept, operations.decline):
        with pytest.raises(CaseMoved):
            act(case=case, by=room.counselor, at=NOON)
    for act in (operations.withdraw,):
        with pytest.raises(CaseMoved):
            act(case=case, by=andi, at=NOON)
    with pytest.raises(CaseMoved):
        operations.plan_meeting(case=case, starts_at=NOON, place="R", by=room.counselor, at=NOON)


def test_a_superior_leads_somebody_here(room: Room) -> None:
    operations.refer(
        placement=Placement.objects.get(employee=room.town.andi),
        counselor_id=room.ratna.pk,
        occasion="Sering terlambat sejak Juni",
        by=actor(room.town.budi),
        at=NOON,
    )

    case = Case.objects.get()
    assert (case.employee, case.counselor, case.state) == (room.town.andi, room.ratna, "REQUESTED")
    assert cases_of(actor(room.town.budi), NOON) == []


def test_a_second_referral_joins_what_runs(room: Room) -> None:
    case = room.accepted()
    operations.refer(
        placement=Placement.objects.get(employee=room.town.andi),
        counselor_id=room.bayu.pk,
        occasion="Lagi",
        by=actor(room.town.budi),
        at=NOON,
    )

    assert Referral.objects.get().case == case


@pytest.mark.parametrize("who", ["stranger", "dewi", "sari", "administrator"])
def test_only_the_evaluator_refers(room: Room, who: str) -> None:
    with pytest.raises(NotPermitted):
        operations.refer(
            placement=Placement.objects.get(employee=room.town.andi),
            counselor_id=room.ratna.pk,
            occasion="x",
            by=actor(getattr(room.town, who)),
            at=NOON,
        )


def test_a_superior_refers_neither_to_himself_nor_to_another_superior(room: Room) -> None:
    for person in (room.town.budi, room.town.sari):
        grant(person.user, Role.KONSELOR)
        with pytest.raises(NotIndependent):
            operations.refer(
                placement=Placement.objects.get(employee=room.town.andi),
                counselor_id=person.pk,
                occasion="x",
                by=actor(room.town.budi),
                at=NOON,
            )


def test_a_meeting_is_planned_held_or_canceled_once(room: Room) -> None:
    case = room.accepted()
    made = operations.plan_meeting(
        case=case, starts_at=LATER, place="Ruang 3", by=room.counselor, at=NOON
    )
    with pytest.raises(MeetingNotYet):
        operations.hold_meeting(meeting=made, by=room.counselor, at=NOON)

    operations.hold_meeting(meeting=made, by=room.counselor, at=LATER)

    with pytest.raises(MeetingEnded):
        operations.cancel_meeting(meeting=made, by=room.counselor, at=LATER)
    assert Meeting.objects.get().state == "HELD"


def test_the_evaluator_hears_the_kind_when_both_agree_and_not_before(room: Room) -> None:
    case, budi = room.closed(), room.town.budi.user
    operations.agree_to_tell(case=case, by=room.counselor, at=NOON)
    assert not Notification.objects.filter(user=budi).exists()

    operations.agree_to_tell(case=case, by=actor(room.town.andi), at=NOON)

    note = Notification.objects.get(user=budi)
    assert note.title == "Ada pesan untuk Anda"
    assert note.body == "Tindak lanjut yang disepakati dengan Andi Pratama: Pelatihan."
    assert not hasattr(note, "mail")
    with pytest.raises(CaseMoved):
        operations.agree_to_tell(case=case, by=room.counselor, at=NOON)


def test_nothing_follows_nothing_is_told(room: Room) -> None:
    case = room.closed(FollowUp.TIDAK_ADA)

    with pytest.raises(CaseMoved):
        operations.agree_to_tell(case=case, by=room.counselor, at=NOON)


def test_without_an_evaluator_nobody_is_told(room: Room) -> None:
    case = room.closed()
    Placement.objects.filter(employee=room.town.andi).update(
        held=(dt.date(2020, 1, 1), NOON.date())
    )
    before = Notification.objects.count()
    for by in (room.counselor, actor(room.town.andi)):
        operations.agree_to_tell(case=case, by=by, at=NOON)

    assert Notification.objects.count() == before


def test_the_employee_ends_what_a_counselor_has_left(room: Room) -> None:
    case, andi = room.accepted(), actor(room.town.andi)
    with pytest.raises(CounselorStays):
        operations.end_without_counselor(case=case, by=andi, at=NOON)
    room.ratna.ended_on = NOON.date()
    room.ratna.save()

    operations.end_without_counselor(case=case, by=andi, at=NOON)

    case.refresh_from_db()
    assert (case.state, case.follow_up) == ("CLOSED", "TIDAK_ADA")


def test_nobody_who_looks_as_another_sees_or_does_anything(room: Room) -> None:
    case = room.with_note()
    for person in (room.town.andi, room.ratna):
        looking = dataclasses.replace(actor(person), real_user_id=room.town.administrator.pk)
        assert not Case.objects.visible_to(looking).exists()
        assert not Meeting.objects.visible_to(looking).exists()
        assert cases_of(looking, NOON) == []
        with pytest.raises(NotPermitted):
            operations.withdraw(case=case, by=looking, at=NOON)
        with pytest.raises(NotPermitted):
            operations.write_note(case=case, text="x", by=looking, at=NOON)


@pytest.mark.parametrize("after", ["REQUESTED", "WITHDRAWN"])
def test_the_database_refuses_other_moves(room: Room, after: str) -> None:
    case = room.accepted()

    with pytest.raises(IntegrityError, match="no legal move"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state=after)


def test_a_case_begins_with_a_question(room: Room) -> None:
    with pytest.raises(IntegrityError, match="a new row is OPEN"), transaction.atomic():
        _bare(room, state="OPEN")


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"counselor_id": None}, "counseling_case_takes_two"),
        ({"follow_up": "PELATIHAN"}, "counseling_case_closed_with_follow_up"),
        ({"told_at": NOON}, "counseling_case_told_by_both"),
    ],
)
def test_the_database_refuses_unlawful_cases(
    room: Room, changes: dict[str, object], constraint: str
) -> None:
    if "counselor_id" in changes:
        changes = {"counselor_id": room.town.andi.pk}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        _bare(room, **changes)


def test_a_meeting_has_a_place_and_an_open_case(room: Room) -> None:
    case = room.accepted()
    planned = {"starts_at": NOON, "day": NOON.date(), "state_since": NOON}
    with pytest.raises(IntegrityError, match="has_place"), transaction.atomic():
        Meeting.objects.create(case=case, place="", **planned)
    operations.close(
        case=case,
        follow_up=FollowUp.TIDAK_ADA,
        tell_evaluator=True,
        by=room.counselor,
        at=NOON,
    )
    with pytest.raises(IntegrityError, match="is not open"), transaction.atomic():
        Meeting.objects.create(case=case, place="R", **planned)


def test_a_held_meeting_stays_held(room: Room) -> None:
    made = operations.plan_meeting(
        case=room.accepted(), starts_at=NOON, place="R", by=room.counselor, at=NOON
    )
    operations.hold_meeting(meeting=made, by=room.counselor, at=NOON)

    with pytest.raises(IntegrityError, match="no legal move"), transaction.atomic():
        Meeting.objects.filter(pk=made.pk).update(state="PLANNED")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE counseling_case SET counselor_id = employee_id",
        "UPDATE counseling_case SET occasion = 'lain'",
        "DELETE FROM counseling_case",
        "UPDATE counseling_meeting SET place = 'lain'",
        "UPDATE counseling_referral SET occasion = 'lain'",
        "DELETE FROM counseling_opening",
    ],
)
def test_who_is_in_a_case_never_changes(room: Room, change: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_a_referral_says_why(room: Room) -> None:
    case = room.accepted()

    with pytest.raises(IntegrityError, match="says_why"), transaction.atomic():
        Referral.objects.create(case=case, referred_by=room.town.budi, occasion="", made_at=NOON)


def test_the_system_is_nobody_here(room: Room) -> None:
    with pytest.raises(NotPermitted):
        operations.accept(case=room.ask(), by=Actor.system("test"), at=NOON)


def _bare(room: Room, **changes: object) -> Case:
    values = {
        "employee": room.town.andi,
        "counselor_id": room.ratna.pk,
        "state": "REQUESTED",
        "state_since": NOON,
        "made_at": NOON,
        **changes,
    }
    return Case.objects.create(**values)

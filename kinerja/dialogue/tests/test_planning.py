"""Planning, asking, moving, calling off."""

from __future__ import annotations

import datetime as dt

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.dialogue import operations, refusals
from kinerja.dialogue.models import AgendaItem, Session, SessionMove
from kinerja.dialogue.operations import Meeting
from kinerja.dialogue.tests.stages import DAY, KIND, asked, held, planned, point, post_of, repeated
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.notifications.models import Notification
from kinerja.organization.models import Placement, RoleGrant
from tests.factories import NOON, Town, actor, make_employee, make_line, make_placement, make_unit

pytestmark = pytest.mark.django_db


def test_a_superior_plans_and_the_employee_hears_of_it(town: Town, post: Placement) -> None:
    made = planned(post, town.budi, NOON + DAY)

    assert (made.state, made.leader_id, made.employee_id) == ("PLANNED", town.budi.pk, town.andi.pk)
    told = Notification.objects.get(kind="dialogue.planned")
    assert told.user_id == town.andi.user_id
    assert told.body == "Selasa, 4 Agustus 2026 pukul 12.00 WIB, Ruang rapat."
    event = AuditEvent.objects.get(action="dialogue.session.planned")
    assert event.about_employee_id == town.andi.pk


def test_the_employee_does_not_plan_but_asks(town: Town, post: Placement) -> None:
    with pytest.raises(NotPermitted, match="meminta sesi"):
        planned(post, town.andi, NOON + DAY)

    made = asked(post, town.andi)

    assert (made.state, made.starts_at, made.leader_id) == ("REQUESTED", None, town.budi.pk)
    assert Notification.objects.get(kind="dialogue.asked").user_id == town.budi.user_id


def test_a_stranger_plans_nothing_and_nobody_asks_for_another(town: Town, post: Placement) -> None:
    with pytest.raises(NotPermitted):
        planned(post, town.stranger, NOON + DAY)
    with pytest.raises(NotPermitted):
        asked(post, town.dewi)


def test_a_second_request_waits_for_the_first(town: Town, post: Placement) -> None:
    asked(post, town.andi)

    with pytest.raises(refusals.AlreadyAsked):
        asked(post, town.andi)


def test_the_superior_sets_the_time_of_a_request(town: Town, post: Placement) -> None:
    request = asked(post, town.andi)
    meeting = Meeting(starts_at=NOON + 2 * DAY, minutes=45)
    with pytest.raises(NotPermitted):
        operations.accept(session=request, meeting=meeting, by=actor(town.andi), at=NOON)

    operations.accept(session=request, meeting=meeting, by=actor(town.budi), at=NOON)

    request.refresh_from_db()
    assert (request.state, request.starts_at, request.minutes) == ("PLANNED", NOON + 2 * DAY, 45)
    with pytest.raises(refusals.NotInThisState):
        operations.accept(session=request, meeting=meeting, by=actor(town.budi), at=NOON)


def test_nobody_to_talk_to_is_said_with_whom_to_ask(town: Town) -> None:
    mayor = post_of(town.mayor)

    with pytest.raises(refusals.NoSuperior, match="Kartini Putri"):
        asked(mayor, town.mayor)


def test_without_any_manager_it_says_what_to_ask_for(town: Town) -> None:
    RoleGrant.objects.all().delete()

    with pytest.raises(refusals.NoSuperior, match="Minta pengelola kinerja"):
        asked(post_of(town.mayor), town.mayor)


def test_an_ended_position_gets_no_session(town: Town) -> None:
    gone = make_employee("Gatot Lama")
    post = make_placement(gone, town.division, until=dt.date(2026, 7, 1))

    with pytest.raises(refusals.PostEnded):
        planned(post, town.budi, NOON + DAY)


@pytest.mark.parametrize("days", [-32, 400])
def test_a_time_out_of_reach_is_a_slip(town: Town, post: Placement, days: int) -> None:
    with pytest.raises(refusals.TimeNotUsable):
        planned(post, town.budi, NOON + days * DAY)


def test_two_sessions_at_once_are_refused(town: Town, post: Placement) -> None:
    planned(post, town.budi, NOON + DAY)

    with pytest.raises(refusals.TimeTaken):
        planned(post, town.budi, NOON + DAY + dt.timedelta(minutes=29))
    planned(post, town.budi, NOON + DAY + dt.timedelta(minutes=30))


def test_a_leader_is_in_one_session_at_a_time(town: Town, post: Placement) -> None:
    planned(post_of(town.dewi), town.budi, NOON + DAY)

    with pytest.raises(refusals.LeaderTaken):
        planned(post, town.budi, NOON + DAY + dt.timedelta(minutes=29))
    planned(post, town.budi, NOON + DAY + dt.timedelta(minutes=30))


def test_a_leader_who_is_himself_spoken_with_is_taken(town: Town, post: Placement) -> None:
    planned(post_of(town.budi), town.sari, NOON + DAY)

    with pytest.raises(refusals.LeaderTaken):
        planned(post, town.budi, NOON + DAY)


def test_what_is_asked_for_repeated_or_moved_meets_a_free_leader(
    town: Town, post: Placement
) -> None:
    planned(post_of(town.dewi), town.budi, NOON + DAY)
    mine, by = planned(post, town.budi, NOON), actor(town.budi)
    taken = Meeting(starts_at=NOON + DAY)
    request = asked(post, town.andi)

    with pytest.raises(refusals.LeaderTaken):
        operations.accept(session=request, meeting=taken, by=by, at=NOON)
    with pytest.raises(refusals.LeaderTaken):
        operations.move(session=mine, meeting=taken, reason="", by=by, at=NOON)
    with pytest.raises(refusals.LeaderTaken):
        repeated(post, town.budi)


def test_what_is_over_or_called_off_takes_no_time(town: Town, post: Placement) -> None:
    other = planned(post_of(town.dewi), town.budi, NOON + DAY)
    operations.cancel(session=other, reason="Sakit", by=actor(town.budi), at=NOON)

    assert planned(post, town.budi, NOON + DAY).state == "PLANNED"


def test_recording_what_was_calls_nobody(town: Town, post: Placement) -> None:
    planned(post, town.budi, NOON - 3 * DAY)

    assert not Notification.objects.filter(kind="dialogue.planned").exists()


def test_a_guidance_brings_its_own_mentor(town: Town, post: Placement) -> None:
    made = planned(post, town.dewi, NOON + DAY, origin=("guidance", 7))

    assert (made.leader_id, made.origin_kind, made.origin_id) == (town.dewi.pk, "guidance", 7)
    with pytest.raises(refusals.NotOneOfBoth):
        planned(post, town.andi, NOON + 2 * DAY, origin=("guidance", 7))


def test_the_superior_plans_a_session_for_the_mentor(town: Town, post: Placement) -> None:
    made = operations.plan_session(
        placement=post,
        kind=KIND,
        meeting=Meeting(starts_at=NOON + DAY),
        leader=town.dewi,
        origin=("guidance", 7),
        by=actor(town.budi),
        at=NOON,
    )

    assert made.leader_id == town.dewi.pk


def test_a_leader_without_an_origin_is_the_evaluator(town: Town, post: Placement) -> None:
    made = operations.plan_session(
        placement=post,
        kind=KIND,
        meeting=Meeting(starts_at=NOON + DAY),
        leader=town.dewi,
        by=actor(town.budi),
        at=NOON,
    )

    assert made.leader_id == town.budi.pk


def test_both_move_a_session_and_see_how_often(town: Town, session: Session) -> None:
    for who, days in ((town.andi, 1), (town.budi, 2)):
        operations.move(
            session=session,
            meeting=Meeting(starts_at=NOON + days * DAY, place="Kantor"),
            reason="Rapat mendadak",
            by=actor(who),
            at=NOON,
        )

    session.refresh_from_db()
    assert (session.starts_at, session.place, session.sequence) == (NOON + 2 * DAY, "Kantor", 2)
    moves = SessionMove.objects.order_by("pk").values_list("moved_from", "moved_to", "moved_by_id")
    assert list(moves) == [
        (NOON, NOON + DAY, town.andi.pk),
        (NOON + DAY, NOON + 2 * DAY, town.budi.pk),
    ]
    assert Notification.objects.filter(kind="dialogue.moved").count() == 2


def test_another_room_alone_is_no_move(town: Town, session: Session) -> None:
    operations.move(
        session=session,
        meeting=Meeting(starts_at=NOON, place="Lobi"),
        reason="",
        by=actor(town.budi),
        at=NOON,
    )

    assert not SessionMove.objects.exists()


def test_a_session_does_not_move_onto_another(
    town: Town, post: Placement, session: Session
) -> None:
    planned(post, town.budi, NOON + DAY)

    with pytest.raises(refusals.TimeTaken):
        operations.move(
            session=session,
            meeting=Meeting(starts_at=NOON + DAY),
            reason="",
            by=actor(town.budi),
            at=NOON,
        )


def test_a_held_session_neither_moves_nor_is_called_off(town: Town, session: Session) -> None:
    held(session, town.budi)
    meeting = Meeting(starts_at=NOON + DAY)

    with pytest.raises(refusals.NotInThisState):
        operations.move(session=session, meeting=meeting, reason="", by=actor(town.budi), at=NOON)
    with pytest.raises(refusals.NotInThisState):
        operations.cancel(session=session, reason="", by=actor(town.budi), at=NOON)


def test_a_canceled_session_keeps_its_points_for_later(
    town: Town, post: Placement, session: Session
) -> None:
    item = point(session, town.andi)

    operations.cancel(session=session, reason="Sakit", by=actor(town.andi), at=NOON)

    session.refresh_from_db()
    assert (session.state, session.reason, session.sequence) == ("CANCELED", "Sakit", 1)
    item.refresh_from_db()
    assert (item.session_id, item.carried_from_id) == (None, session.pk)
    later = planned(post, town.budi, NOON + DAY)
    assert AgendaItem.objects.get(pk=item.pk).session_id == later.pk
    assert Notification.objects.filter(kind="dialogue.canceled").exists()


def test_a_request_is_withdrawn_or_declined(town: Town, post: Placement) -> None:
    request = asked(post, town.andi)

    operations.cancel(session=request, reason="", by=actor(town.andi), at=NOON)

    request.refresh_from_db()
    assert (request.state, request.reason) == ("CANCELED", "Beban kerja.")


def test_a_stranger_touches_no_session(town: Town, session: Session) -> None:
    for act in ("cancel", "move"):
        values = {"meeting": Meeting(starts_at=NOON + DAY)} if act == "move" else {}
        with pytest.raises(NotPermitted):
            getattr(operations, act)(
                session=session, reason="", by=actor(town.dewi), at=NOON, **values
            )


def test_a_new_superior_who_acts_takes_the_session_over(town: Town, post: Placement) -> None:
    coming = planned(post, town.budi, NOON + DAY)
    make_line(post, town.sari)

    operations.move(
        session=coming,
        meeting=Meeting(starts_at=NOON + 2 * DAY),
        reason="",
        by=actor(town.sari),
        at=NOON,
    )

    coming.refresh_from_db()
    assert coming.leader_id == town.sari.pk
    told = Notification.objects.filter(kind="dialogue.taken_over")
    assert set(told.values_list("user_id", flat=True)) == {town.andi.user_id, town.budi.user_id}


def test_a_new_superior_leaves_the_sessions_of_a_mentor(town: Town, post: Placement) -> None:
    coming = planned(post, town.dewi, NOON + DAY, origin=("guidance", 7))

    with pytest.raises(NotPermitted):
        operations.cancel(session=coming, reason="", by=actor(town.budi), at=NOON)


def test_every_refusal_says_what_to_do(town: Town) -> None:
    for one in vars(refusals).values():
        if isinstance(one, type) and issubclass(one, Refusal):
            assert len(one.message) > 20


def test_a_unit_elsewhere_names_its_own_manager(town: Town) -> None:
    lonely = make_unit("Unit Tanpa Induk Kepala", town.root)
    one = make_employee("Wali Lain")
    town.mayor.ended_on = dt.date(2026, 1, 1)
    town.mayor.save()
    post = make_placement(one, lonely, is_head=True)

    with pytest.raises(refusals.NoSuperior, match="Hubungi"):
        asked(post, one)

"""Two people at once: nothing is lost, nothing happens twice."""

from __future__ import annotations

from django.db import transaction

from kinerja.dialogue import operations
from kinerja.dialogue.models import AgendaItem, Confirmation, Session
from kinerja.dialogue.refusals import NotInThisState, StaleNotes
from kinerja.dialogue.tests.stages import DAY, KIND, held, planned, point, post_of, written
from tests.factories import NOON, actor, make_town
from tests.threads import in_thread


def test_two_points_at_once_both_stand_there(own_database: str) -> None:
    town = make_town()
    session = planned(post_of(town.andi), town.budi, NOON)
    told: list[str] = []

    with transaction.atomic():
        point(session, town.andi, "Dari Andi")
        thread = in_thread(lambda: point(session, town.budi, "Dari Budi"), told)
        thread.join(0.3)
    thread.join()

    assert told == ["done"]
    titles = session.agenda.order_by("pk").values_list("title", flat=True)
    assert list(titles) == ["Dari Andi", "Dari Budi"]


def test_notes_at_once_are_refused_to_the_second(own_database: str) -> None:
    town = make_town()
    session = planned(post_of(town.andi), town.budi, NOON)
    told: list[str] = []

    with transaction.atomic():
        written(session, town.budi, "Dari Budi")
        thread = in_thread(
            lambda: operations.save_notes(
                session=session, notes="Dari Andi", lock_no=0, by=actor(town.andi, NOON), at=NOON
            ),
            told,
        )
        thread.join(0.3)
        assert told == []
    thread.join()

    assert told == [StaleNotes.code]
    assert Session.objects.get(pk=session.pk).notes == "Dari Budi"


def test_both_confirm_at_once_and_the_session_is_settled(own_database: str) -> None:
    town = make_town()
    session = planned(post_of(town.andi), town.budi, NOON)
    held(session, town.budi)
    told: list[str] = []

    with transaction.atomic():
        operations.confirm(session=session, by=actor(town.budi, NOON), at=NOON)
        thread = in_thread(
            lambda: operations.confirm(session=session, by=actor(town.andi, NOON), at=NOON), told
        )
        thread.join(0.3)
    thread.join()

    assert told == ["done"]
    assert Confirmation.objects.filter(session=session).count() == 2
    assert Session.objects.get(pk=session.pk).state == "CONFIRMED"


def put(town_andi: object, by: object) -> AgendaItem:
    return operations.put_on_agenda(
        employee=town_andi,  # type: ignore[arg-type]
        placement=post_of(town_andi),  # type: ignore[arg-type]
        title="Hambatan",
        subject_kind="indicator",
        subject_id=12,
        subject_label="Kelurahan",
        by=actor(by, NOON),  # type: ignore[arg-type]
        at=NOON,
    )


def test_a_thing_put_there_twice_at_once_stands_once(own_database: str) -> None:
    town = make_town()
    planned(post_of(town.andi), town.budi, NOON)
    told: list[str] = []

    with transaction.atomic():
        put(town.andi, town.budi)
        thread = in_thread(lambda: put(town.andi, town.andi), told)
        thread.join(0.3)
        assert told == []
    thread.join()

    assert told == ["done"]
    assert AgendaItem.objects.count() == 1


def test_a_point_that_meets_the_end_of_a_session_waits_for_the_next(own_database: str) -> None:
    town = make_town()
    session = planned(post_of(town.andi), town.budi, NOON)
    written(session, town.budi)
    told: list[str] = []

    with transaction.atomic():
        operations.hold(session=session, by=actor(town.budi, NOON), at=NOON)
        thread = in_thread(lambda: put(town.andi, town.andi), told)
        thread.join(0.3)
        assert told == []
    thread.join()

    assert told == ["done"]
    assert AgendaItem.objects.get().session_id is None


def test_of_two_who_end_a_session_the_second_is_told(own_database: str) -> None:
    town = make_town()
    session = planned(post_of(town.andi), town.budi, NOON)
    written(session, town.budi)
    told: list[str] = []

    with transaction.atomic():
        operations.hold(session=session, by=actor(town.budi, NOON), at=NOON)
        thread = in_thread(
            lambda: operations.cancel(
                session=session, reason="Sakit", by=actor(town.andi, NOON), at=NOON
            ),
            told,
        )
        thread.join(0.3)
    thread.join()

    assert told == [NotInThisState.code]


def test_two_requests_at_once_are_one(own_database: str) -> None:
    town = make_town()
    post = post_of(town.andi)
    told: list[str] = []

    def ask() -> object:
        return operations.ask_for_session(
            placement=post, kind=KIND, reason="Beban kerja", by=actor(town.andi, NOON), at=NOON
        )

    with transaction.atomic():
        ask()
        thread = in_thread(ask, told)
        thread.join(0.3)
    thread.join()

    assert told == ["dialogue_already_asked"]
    assert Session.objects.count() == 1


def test_of_two_moves_to_the_same_hour_the_second_is_refused(own_database: str) -> None:
    town = make_town()
    post = post_of(town.andi)
    first, second = planned(post, town.budi, NOON), planned(post, town.budi, NOON + DAY)
    told: list[str] = []

    def move(session: Session) -> object:
        meeting = operations.Meeting(starts_at=NOON + 2 * DAY)
        by = actor(town.budi, NOON)
        return operations.move(session=session, meeting=meeting, reason="", by=by, at=NOON)

    with transaction.atomic():
        move(first)
        thread = in_thread(lambda: move(second), told)
        thread.join(0.3)
    thread.join()

    assert told == ["dialogue_time_taken"]


def test_of_two_sessions_of_one_leader_planned_at_once_the_second_is_refused(
    own_database: str,
) -> None:
    town = make_town()
    told: list[str] = []

    with transaction.atomic():
        planned(post_of(town.andi), town.budi, NOON + DAY)
        thread = in_thread(lambda: planned(post_of(town.dewi), town.budi, NOON + DAY), told)
        thread.join(0.3)
        assert told == []
    thread.join()

    assert told == ["dialogue_leader_taken"]
    assert Session.objects.count() == 1

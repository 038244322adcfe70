"""Sessions that took place, that did not, and what both confirm."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from kinerja.audit.models import AuditEvent
from kinerja.dialogue import operations, refusals
from kinerja.dialogue.models import Confirmation, PrivateNote, Session, SessionMove
from kinerja.dialogue.tests.stages import (
    DAY,
    agreed,
    asked,
    confirmed,
    held,
    planned,
    point,
    written,
)
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.models import Employee, Placement
from tests.factories import NOON, Town, actor, make_line

pytestmark = pytest.mark.django_db


def hold(session: Session, by: Employee) -> Session:
    return operations.hold(session=session, by=actor(by, NOON), at=NOON)


def confirm(session: Session, by: Employee) -> Session:
    return operations.confirm(session=session, by=actor(by, NOON), at=NOON)


def miss(session: Session, missed_by: Employee, by: Employee) -> Session:
    return operations.miss(
        session=session, missed_by=missed_by, reason="Rapat", by=actor(by, NOON), at=NOON
    )


def test_a_session_without_a_word_is_kindly_refused(town: Town, session: Session) -> None:
    with pytest.raises(refusals.NothingWritten, match="satu kalimat"):
        hold(session, town.budi)
    written(session, town.budi, "   ")
    with pytest.raises(refusals.NothingWritten):
        hold(session, town.budi)


def test_notes_or_an_agreement_make_it_a_session(town: Town, session: Session) -> None:
    agreed(session, town.andi, town.budi)

    hold(session, town.andi)

    session.refresh_from_db()
    assert session.state == "HELD"


def test_what_nobody_came_to_goes_along(town: Town, post: Placement, session: Session) -> None:
    done, left, gone = (point(session, town.andi, title) for title in "abc")
    operations.mark_discussed(item=done, discussed=True, by=actor(town.andi), at=NOON)
    operations.remove_point(item=gone, by=actor(town.andi), at=NOON)
    later = planned(post, town.budi, NOON + DAY)

    held(session, town.budi)

    for item in (done, left, gone):
        item.refresh_from_db()
    assert (left.session_id, left.carried_from_id) == (later.pk, session.pk)
    assert (done.session_id, gone.session_id) == (session.pk, session.pk)


def test_points_without_a_later_session_wait(town: Town, session: Session) -> None:
    item = point(session, town.andi)

    held(session, town.budi)

    item.refresh_from_db()
    assert (item.session_id, item.carried_from_id) == (None, session.pk)


def test_a_point_of_a_mentors_session_waits_for_the_mentor(town: Town, post: Placement) -> None:
    first = planned(post, town.dewi, NOON, origin=("guidance", 7))
    item = point(first, town.andi)
    held(first, town.dewi)
    planned(post, town.budi, NOON + DAY)
    item.refresh_from_db()
    assert item.session_id is None

    second = planned(post, town.dewi, NOON + 2 * DAY, origin=("guidance", 7))

    item.refresh_from_db()
    assert item.session_id == second.pk


def test_tomorrows_session_was_not_yet(town: Town, post: Placement) -> None:
    coming = planned(post, town.budi, NOON + DAY)
    written(coming, town.budi)

    with pytest.raises(refusals.NotYet):
        hold(coming, town.budi)
    with pytest.raises(refusals.NotYet):
        miss(coming, town.andi, town.budi)


def test_both_confirm_and_the_second_settles_it(town: Town, session: Session) -> None:
    held(session, town.budi)

    assert confirm(session, town.andi).state == "HELD"
    with pytest.raises(refusals.AlreadyConfirmed), transaction.atomic():
        confirm(session, town.andi)
    assert confirm(session, town.budi).state == "CONFIRMED"

    assert AuditEvent.objects.filter(action="dialogue.session.confirmed").count() == 2
    with pytest.raises(refusals.NotInThisState):
        confirm(session, town.andi)


def test_neither_a_stranger_nor_a_looker_on_confirms(
    town: Town, post: Placement, session: Session
) -> None:
    held(session, town.budi)
    looking = dataclasses.replace(actor(town.andi), real_user_id=town.administrator.pk)

    with pytest.raises(NotPermitted):
        confirm(session, town.dewi)
    with pytest.raises(NotPermitted):
        operations.confirm(session=session, by=looking, at=NOON)
    make_line(post, town.sari)
    with pytest.raises(NotPermitted):
        confirm(session, town.sari)


def test_what_is_confirmed_stays(town: Town, session: Session) -> None:
    held(session, town.budi)
    confirm(session, town.andi)

    with pytest.raises(refusals.AlreadyConfirmed):
        written(session, town.budi, "Lain")
    with pytest.raises(refusals.AlreadyConfirmed):
        agreed(session, town.andi, town.budi)


def test_notes_of_a_held_session_are_not_emptied(town: Town, session: Session) -> None:
    held(session, town.budi)

    with pytest.raises(refusals.NothingWritten):
        written(session, town.budi, " ")


def test_nothing_is_confirmed_when_the_words_are_gone(town: Town, session: Session) -> None:
    held(session, town.budi)
    Session.objects.filter(pk=session.pk).update(notes="")

    with pytest.raises(refusals.NothingWritten):
        confirm(session, town.andi)


def test_two_who_write_notes_both_keep_theirs(town: Town, session: Session) -> None:
    written(session, town.budi, "Dari Budi")

    with pytest.raises(refusals.StaleNotes):
        operations.save_notes(
            session=session, notes="Dari Andi", lock_no=0, by=actor(town.andi), at=NOON
        )
    again = operations.save_notes(
        session=session, notes="Dari Budi", lock_no=0, by=actor(town.andi), at=NOON
    )

    assert (again.notes, again.lock_no) == ("Dari Budi", 1)


def test_one_who_did_not_come_is_written_down(town: Town, session: Session) -> None:
    item = point(session, town.andi)

    miss(session, town.budi, town.andi)

    session.refresh_from_db()
    assert (session.state, session.missed_by_id, session.reason) == (
        "MISSED",
        town.budi.pk,
        "Rapat",
    )
    item.refresh_from_db()
    assert item.session_id is None
    with pytest.raises(refusals.NotInThisState):
        miss(session, town.andi, town.budi)


def test_only_one_of_both_can_be_missing(town: Town, session: Session) -> None:
    with pytest.raises(refusals.NotOneOfBoth):
        miss(session, town.dewi, town.budi)
    with pytest.raises(NotPermitted):
        miss(session, town.andi, town.dewi)


def test_a_private_note_is_its_authors_alone(town: Town, session: Session) -> None:
    def note(by: Employee, text: str, lock_no: int) -> PrivateNote:
        return operations.save_private_note(
            session=session, text=text, lock_no=lock_no, by=actor(by), at=NOON
        )

    note(town.budi, "Tanyakan beban kerja", 0)
    note(town.andi, "Minta cuti", 0)
    with pytest.raises(refusals.StaleNotes):
        note(town.budi, "Lain", 0)
    note(town.budi, "Tanyakan beban kerja", 0)
    note(town.budi, "Lain", 1)

    for who, count in ((town.budi, 1), (town.andi, 1), (town.sari, 0), (town.city_manager, 0)):
        seen = PrivateNote.objects.visible_to(actor(who))
        assert seen.count() == count
        assert all(one.author_id == who.pk for one in seen)
    with pytest.raises(NotPermitted):
        note(town.dewi, "x", 0)
    looking = dataclasses.replace(actor(town.andi), real_user_id=town.administrator.pk)
    with pytest.raises(NotPermitted):
        operations.save_private_note(session=session, text="x", lock_no=1, by=looking, at=NOON)
    actions = AuditEvent.objects.values_list("action", flat=True)
    assert not [one for one in actions if "note" in one]


MOVES = [
    ("PLANNED", "CONFIRMED"),
    ("PLANNED", "REQUESTED"),
    ("HELD", "CANCELED"),
    ("HELD", "PLANNED"),
]


@pytest.mark.parametrize(("before", "after"), MOVES)
def test_the_database_knows_only_legal_ways(
    town: Town, session: Session, before: str, after: str
) -> None:
    if before == "HELD":
        held(session, town.budi)

    with pytest.raises(IntegrityError, match="no legal move"), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(state=after)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"starts_at": None}, "has_time"),
        ({"minutes": 4}, "minutes"),
        ({"minutes": 481}, "minutes"),
        ({"kind": "RAPAT"}, "kind_known"),
        ({"state": "LAIN"}, "state_known|no legal move"),
        ({"origin_kind": "guidance"}, "origin_whole"),
        ({"state": "MISSED"}, "missed_by_one_of_both"),
    ],
)
def test_the_database_keeps_a_session_whole(
    session: Session, values: dict[str, object], name: str
) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(**values)


def test_the_database_wants_two_people(town: Town, session: Session) -> None:
    with pytest.raises(IntegrityError, match="takes_two"), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(leader=town.andi)


def test_the_database_wants_both_confirmations_and_keeps_the_notes(
    town: Town, session: Session
) -> None:
    held(session, town.budi)
    confirm(session, town.andi)
    with pytest.raises(IntegrityError, match="not confirmed by both"), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(state="CONFIRMED")
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(notes="Lain")


@pytest.mark.parametrize("table", ["dialogue_confirmation", "dialogue_session_move"])
def test_confirmations_and_moves_are_written_once(table: str, town: Town) -> None:
    for statement in (f"UPDATE {table} SET at = at", f"DELETE FROM {table}"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


def test_a_confirmed_session_bears_two_names(town: Town, session: Session) -> None:
    settled = confirmed(session, town.budi, town.andi)

    assert settled.state == "CONFIRMED"
    people = Confirmation.objects.filter(session=settled).values_list("person_id", flat=True)
    assert set(people) == {town.andi.pk, town.budi.pk}
    assert not SessionMove.objects.exists()


def test_a_request_is_neither_held_nor_missed(town: Town, post: Placement) -> None:
    request = asked(post, town.andi)

    with pytest.raises(refusals.NotInThisState):
        hold(request, town.budi)
    with pytest.raises(refusals.NotInThisState):
        miss(request, town.andi, town.budi)


def test_a_session_of_earlier_today_counts(town: Town, post: Placement) -> None:
    coming = planned(post, town.budi, NOON + dt.timedelta(hours=2))
    written(coming, town.budi)

    assert hold(coming, town.budi).state == "HELD"

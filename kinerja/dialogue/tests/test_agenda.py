"""The shared agenda."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kinerja.dialogue import operations, refusals
from kinerja.dialogue.models import AgendaItem, Session
from kinerja.dialogue.tests.stages import DAY, confirmed, held, planned, point, post_of
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.models import Employee, Placement
from tests.factories import NOON, Town, actor, make_line

pytestmark = pytest.mark.django_db


def put(employee: Employee, by: Employee, *, kind: str = "indicator", key: int = 12) -> AgendaItem:
    return operations.put_on_agenda(
        employee=employee,
        placement=post_of(employee),
        title="9 dari 15 kelurahan",
        subject_kind=kind,
        subject_id=key,
        subject_label="Kelurahan terhubung",
        by=actor(by, NOON),
        at=NOON,
    )


def test_both_put_points_on_it(town: Town, session: Session) -> None:
    point(session, town.andi, "Beban kerja")
    point(session, town.budi, "Target triwulan")

    assert list(session.agenda.order_by("pk").values_list("author_id", flat=True)) == [
        town.andi.pk,
        town.budi.pk,
    ]


def test_others_do_not(town: Town, session: Session) -> None:
    with pytest.raises(NotPermitted):
        point(session, town.dewi)


def test_a_thing_comes_onto_the_next_session_once(town: Town, session: Session) -> None:
    first, second = put(town.andi, town.andi), put(town.andi, town.budi)

    assert first.pk == second.pk
    assert first.session_id == session.pk
    assert first.subject_label == "Kelurahan terhubung"


def test_a_thing_waits_for_a_session_to_come(town: Town, post: Placement) -> None:
    waiting = put(town.andi, town.budi)
    assert waiting.session_id is None

    coming = planned(post, town.budi, NOON + DAY)

    waiting.refresh_from_db()
    assert waiting.session_id == coming.pk


def test_a_session_that_only_records_takes_no_waiting_points(town: Town, post: Placement) -> None:
    waiting = put(town.andi, town.andi)

    planned(post, town.budi, NOON - 2 * DAY)

    waiting.refresh_from_db()
    assert waiting.session_id is None


def test_points_of_a_guidance_keep_to_its_sessions(town: Town, post: Placement) -> None:
    own, other = put(town.andi, town.budi, kind="guidance", key=7), put(town.andi, town.budi)

    mentor = planned(post, town.dewi, NOON + DAY, origin=("guidance", 7))
    superior = planned(post, town.budi, NOON + 2 * DAY)

    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.session_id, other.session_id) == (mentor.pk, superior.pk)
    assert put(town.andi, town.dewi, kind="guidance", key=8).session_id is None


def test_a_stranger_puts_nothing_there(town: Town, session: Session) -> None:
    with pytest.raises(NotPermitted):
        put(town.andi, town.dewi)


def test_a_discussed_thing_may_come_again(town: Town, session: Session) -> None:
    first = put(town.andi, town.andi)
    operations.mark_discussed(item=first, discussed=True, by=actor(town.budi), at=NOON)

    again = put(town.andi, town.andi)

    assert again.pk != first.pk
    first.refresh_from_db()
    with pytest.raises(refusals.AlreadyOnAgenda):
        operations.mark_discussed(item=first, discussed=False, by=actor(town.budi), at=NOON)


def test_a_tick_comes_and_goes(town: Town, session: Session) -> None:
    item = point(session, town.andi)

    for discussed in (True, True, False):
        operations.mark_discussed(item=item, discussed=discussed, by=actor(town.andi), at=NOON)
        item.refresh_from_db()
        assert (item.discussed_at is not None) == discussed


def test_a_waiting_point_is_not_discussed(town: Town) -> None:
    with pytest.raises(refusals.PointGone):
        operations.mark_discussed(
            item=put(town.andi, town.andi), discussed=True, by=actor(town.andi), at=NOON
        )


def test_either_words_a_point_and_nothing_is_lost(town: Town, session: Session) -> None:
    mine, theirs = point(session, town.andi, "Satu"), point(session, town.andi, "Dua")
    by = actor(town.budi)

    operations.edit_point(item=mine, title="Satu, lebih jelas", lock_no=0, by=by, at=NOON)
    operations.edit_point(item=theirs, title="Dua, juga", lock_no=0, by=actor(town.andi), at=NOON)
    with pytest.raises(refusals.StalePoint):
        operations.edit_point(item=mine, title="Lain", lock_no=0, by=actor(town.andi), at=NOON)
    operations.edit_point(item=mine, title="Satu, lebih jelas", lock_no=0, by=by, at=NOON)

    mine.refresh_from_db()
    assert (mine.title, mine.lock_no) == ("Satu, lebih jelas", 1)


def test_only_its_author_takes_a_point_away(town: Town, session: Session) -> None:
    item = point(session, town.andi)
    with pytest.raises(NotPermitted):
        operations.remove_point(item=item, by=actor(town.budi), at=NOON)

    operations.remove_point(item=item, by=actor(town.andi), at=NOON)

    with pytest.raises(refusals.PointGone):
        operations.remove_point(item=item, by=actor(town.andi), at=NOON)
    with pytest.raises(refusals.PointGone):
        operations.mark_discussed(item=item, discussed=True, by=actor(town.andi), at=NOON)


def test_a_new_superior_takes_away_what_his_predecessor_put(
    town: Town, post: Placement, session: Session
) -> None:
    item = point(session, town.budi)
    make_line(post, town.sari)

    operations.remove_point(item=item, by=actor(town.sari), at=NOON)

    item.refresh_from_db()
    assert item.removed_at == NOON


def test_a_waiting_point_is_worded_and_removed_by_both_in_their_turn(town: Town) -> None:
    item = put(town.andi, town.andi)

    operations.edit_point(item=item, title="Baru", lock_no=0, by=actor(town.budi), at=NOON)
    with pytest.raises(NotPermitted):
        operations.edit_point(item=item, title="X", lock_no=1, by=actor(town.dewi), at=NOON)
    with pytest.raises(NotPermitted):
        operations.remove_point(item=item, by=actor(town.budi), at=NOON)
    operations.remove_point(item=item, by=actor(town.andi), at=NOON)


def test_a_discussed_point_stays_as_it_was(town: Town, session: Session) -> None:
    item = point(session, town.andi)
    operations.mark_discussed(item=item, discussed=True, by=actor(town.andi), at=NOON)

    with pytest.raises(refusals.PointGone):
        operations.edit_point(item=item, title="Lain", lock_no=0, by=actor(town.andi), at=NOON)


def test_points_of_a_held_session_are_settled(town: Town, session: Session) -> None:
    item = point(session, town.andi)
    operations.mark_discussed(item=item, discussed=True, by=actor(town.andi), at=NOON)
    held(session, town.budi)

    with pytest.raises(refusals.NotInThisState):
        operations.mark_discussed(item=item, discussed=False, by=actor(town.andi), at=NOON)
    with pytest.raises(refusals.NotInThisState):
        point(session, town.andi)


def test_a_page_of_before_the_session_finds_its_point_gone(
    town: Town, post: Placement, session: Session
) -> None:
    item = point(session, town.andi)
    planned(post, town.budi, NOON + DAY)
    confirmed(session, town.budi, town.andi)

    with pytest.raises(refusals.PointGone):
        operations.edit_point(item=item, title="Lain", lock_no=0, by=actor(town.andi), at=NOON)


def test_the_database_refuses_halves_and_twins(town: Town, session: Session) -> None:
    item = put(town.andi, town.andi)
    faulty: list[dict[str, Any]] = [{"title": ""}, {"subject_id": None}, {"subject_kind": ""}]
    for values in faulty:
        with pytest.raises(IntegrityError), transaction.atomic():
            AgendaItem.objects.filter(pk=item.pk).update(**values)
    item.pk = None
    with pytest.raises(IntegrityError, match="open_once"), transaction.atomic():
        item.save(force_insert=True)

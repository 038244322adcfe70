"""A person with two positions: what one superior has put does not come before the other."""

from __future__ import annotations

import pytest

from kinerja.dialogue import operations
from kinerja.dialogue.models import AgendaItem
from kinerja.dialogue.tests.pages import body
from kinerja.dialogue.tests.stages import DAY, planned, point
from kinerja.foundation.actor import Actor, Via
from kinerja.organization.models import Employee, Placement, PlacementKind
from tests.factories import NOON, Town, actor, client_of, make_line, make_placement

pytestmark = pytest.mark.django_db
MACHINE = Actor.system("dialogue.extend_series", via=Via.JOB)


@pytest.fixture
def second(town: Town) -> Placement:
    """Andi also stands in for somebody at the other office, where the stranger assesses him."""
    made = make_placement(town.andi, town.other_office, kind=PlacementKind.PLT)
    make_line(made, town.stranger)
    return made


def put(post: Placement, by: Employee) -> AgendaItem:
    return operations.put_on_agenda(
        employee=post.employee,
        placement=post,
        title="Saran: loket",
        subject_kind="feedback",
        subject_id=12,
        subject_label="Saran: loket",
        by=actor(by, NOON),
        at=NOON,
    )


def test_a_superior_puts_points_on_sessions_of_his_position_only(
    town: Town, post: Placement, second: Placement
) -> None:
    planned(second, town.stranger, NOON)

    waiting = put(post, town.budi)
    assert waiting.session_id is None
    mine = planned(post, town.budi, NOON + DAY)

    waiting.refresh_from_db()
    assert waiting.session_id == mine.pk


def test_the_employee_puts_them_where_he_speaks_next(
    town: Town, post: Placement, second: Placement
) -> None:
    other = planned(second, town.stranger, NOON)

    assert put(post, town.andi).session_id == other.pk


def test_a_canceled_session_takes_points_to_its_own_position(
    town: Town, post: Placement, second: Placement
) -> None:
    session = planned(post, town.budi, NOON)
    other = planned(second, town.stranger, NOON + DAY)
    of_budi, own = point(session, town.budi, "Dari Budi"), point(session, town.andi, "Dari Andi")

    operations.cancel(session=session, reason="Sakit", by=actor(town.budi, NOON), at=NOON)

    of_budi.refresh_from_db()
    own.refresh_from_db()
    assert of_budi.session_id is None
    assert (own.session_id, own.placement_id) == (other.pk, second.pk)
    page = body(client_of(town.stranger), f"/dialog/{other.pk}/")
    assert "Dari Andi" in page
    assert "Dari Budi" not in page


def test_a_new_office_does_not_read_what_the_former_superior_had_put(
    town: Town, post: Placement, second: Placement
) -> None:
    session = planned(post, town.budi, NOON + 2 * DAY)
    item = point(session, town.budi, "Keluhan atas loket 3")
    planned(second, town.stranger, NOON + DAY)
    Placement.objects.filter(pk=post.pk).update(held=(post.held.lower, NOON.date()))

    operations.extend_series(by=MACHINE, at=NOON)

    item.refresh_from_db()
    assert (item.session_id, item.placement_id) == (None, post.pk)

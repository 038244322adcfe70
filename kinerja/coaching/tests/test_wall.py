"""The wall of appreciation: read by the office, taken off by the praised person."""

from __future__ import annotations

from uuid import uuid4

import pytest

from kinerja.coaching.models import Feedback
from kinerja.coaching.operations import answer_report, report_feedback, take_off_wall
from kinerja.coaching.queries.streams import on_wall, readable, wall_units
from kinerja.coaching.refusals import NotOnWall
from kinerja.coaching.tests.samples import WORDS, give
from kinerja.foundation import clock
from kinerja.foundation.refusals import NotPermitted
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db
TODAY = clock.local_date(NOON)


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("andi", True),
        ("dewi", True),
        ("office_manager", True),
        ("sari", True),
        ("mayor", True),
        ("stranger", False),
        ("city_manager", False),
        ("administrator", False),
    ],
)
def test_the_office_reads_its_wall(town: Town, praise: Feedback, who: str, *, reads: bool) -> None:
    by = actor(getattr(town, who))

    shown = on_wall(wall_units(by, TODAY), by.employee_key, 0, 25)

    assert [row.id for row in shown] == ([praise.pk] if reads else [])
    assert readable(by, TODAY).filter(pk=praise.pk).exists() is reads
    page = client_of(getattr(town, who)).get("/apresiasi/").content.decode()
    assert (WORDS in page) is reads


def test_the_praised_person_takes_it_off_and_keeps_it(town: Town, praise: Feedback) -> None:
    andi, place = client_of(town.andi), f"/umpan-balik/{praise.pk}/turunkan/"
    with pytest.raises(NotPermitted):
        take_off_wall(feedback=praise, by=actor(town.dewi), at=NOON)
    assert place in andi.get("/apresiasi/").content.decode()

    assert andi.post(place, {"kunci": str(uuid4())}).status_code == 303

    assert WORDS not in client_of(town.dewi).get("/apresiasi/").content.decode()
    assert WORDS in andi.get("/umpan-balik/").content.decode()
    assert andi.post(place, {"kunci": str(uuid4())}).status_code == 409
    with pytest.raises(NotOnWall):
        take_off_wall(feedback=praise, by=actor(town.andi), at=NOON)


def test_what_is_not_for_the_office_never_hangs(town: Town, plan: Plan) -> None:
    made = give(plan, actor(town.budi))

    with pytest.raises(NotOnWall):
        take_off_wall(feedback=made, by=actor(town.andi), at=NOON)
    assert WORDS not in client_of(town.dewi).get("/apresiasi/").content.decode()


def test_covered_praise_hangs_no_more(town: Town, praise: Feedback) -> None:
    found = report_feedback(feedback=praise, reason="Menyindir.", by=actor(town.sari), at=NOON)
    answer_report(
        report=found, covers=True, answer="Menyindir.", by=actor(town.city_manager), at=NOON
    )

    assert WORDS not in client_of(town.andi).get("/apresiasi/").content.decode()

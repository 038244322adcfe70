"""Each compiled read says what its QuerySet says, for every kind of visitor; pages stay few."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection

from kinerja.dashboards.queries.home import tasks_of
from kinerja.dialogue.jobs import extend_series
from kinerja.dialogue.models import Session
from kinerja.dialogue.queries import coverage, lists
from kinerja.dialogue.queries import session as queries
from kinerja.dialogue.tests.stages import (
    DAY,
    agreed,
    asked,
    confirmed,
    held,
    planned,
    point,
    post_of,
    repeated,
)
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import Read
from kinerja.organization.models import Placement
from tests.factories import (
    NOON,
    Town,
    actor,
    client_of,
    make_employee,
    make_line,
    make_placement,
)
from tests.test_statements import MOST, counted

pytestmark = pytest.mark.django_db
ROLES = (
    "andi", "dewi", "budi", "sari", "secretary", "mayor", "stranger",
    "city_manager", "office_manager", "auditor", "administrator",
)  # fmt: skip
TODAY = dt.date(2026, 8, 3)
BOTH = {"andi", "budi"}


def same(read: Read[..., Any], *args: Any) -> list[Any]:
    rows = read(*args)
    assert rows == [
        read.row._make(row) for row in read.queryset(*args).values_list(*read.row._fields)
    ]
    return rows


@pytest.fixture
def people(town: Town) -> dict[str, Actor]:
    return {name: actor(getattr(town, name), NOON) for name in ROLES}


@pytest.fixture
def past(town: Town, session: Session) -> Session:
    """A confirmed session with an agreement, and a point that waits."""
    point(session, town.andi)
    agreed(session, town.andi, town.budi)
    return confirmed(session, town.budi, town.andi)


def test_a_session_is_seen_by_both_alone(
    past: Session, post: Placement, town: Town, people: dict[str, Actor]
) -> None:
    assert {name for name in ROLES if same(queries.head_of, people[name], past.pk)} == BOTH
    agreement = past.agreements.get().pk
    seen = {name for name in ROLES if same(queries.agreement_of, people[name], agreement)}
    assert seen == BOTH
    make_line(post, town.sari)
    assert queries.head_of(actor(town.sari, NOON), past.pk)


def test_each_read_of_a_page_says_what_its_queryset_says(
    past: Session, post: Placement, town: Town, people: dict[str, Actor]
) -> None:
    repeated(post, town.budi)
    asked(post_of(town.dewi), town.dewi)
    for who in people.values():
        same(queries.agreements_of, who, town.andi.pk, past.pk, NOON - DAY)
        same(queries.open_agreements, who)
        same(queries.waiting_points, who)
        same(queries.private_note_of, who, past.pk)
        same(queries.earlier_than, who, town.andi.pk, 0, NOON + DAY)
        same(queries.prepared_for, who, town.andi.pk, post.pk, NOON - DAY)
        same(lists.coming_sessions, who, 0, 25)
        same(lists.past_sessions, who, 0, 25)
        same(lists.series_of, who)
        for team in (lists.team_of, lists.team_not_met, lists.team_late):
            same(team, who, TODAY, NOON - DAY, 0, 50)
        same(lists.counted_team, who, TODAY, NOON - DAY)
        same(tasks_of, who, TODAY)
    for read in (queries.points_of, queries.confirmations_of, queries.moves_of):
        same(read, past.pk)


def test_only_what_took_place_and_says_something_is_real(
    town: Town, post: Placement, session: Session
) -> None:
    empty, noted = planned(post, town.budi, NOON - DAY), planned(post, town.budi, NOON - 2 * DAY)
    held(noted, town.budi)
    Session.objects.filter(pk=empty.pk).update(state="HELD")
    agreed(session, town.andi, town.budi)

    assert set(Session.objects.real()) == {noted}
    Session.objects.filter(pk=session.pk).update(state="HELD")
    assert set(Session.objects.real()) == {noted, session}


def test_coverage_counts_per_superior(
    past: Session, town: Town, post: Placement, people: dict[str, Actor]
) -> None:
    planned(post_of(town.dewi), town.budi, NOON + DAY)
    since, until = NOON - DAY, NOON + DAY

    def covered(who: str) -> dict[str, tuple[int, int, int]]:
        rows = coverage.coverage_of(
            people[who], since=since, until=until, on=TODAY, now=NOON, page=1
        )
        return {row.full_name: (row.people, row.met, row.coming) for row in rows}

    assert covered("sari") == {
        "Budi Hartono": (2, 1, 1),
        "Sari Kusuma": (2, 0, 0),
        "Rahmat Santoso": (1, 0, 0),
    }
    assert covered("andi") == {}
    assert covered("city_manager")["Budi Hartono"] == (2, 1, 1)


def test_people_without_a_superior_are_a_row_of_their_own(
    town: Town, people: dict[str, Actor]
) -> None:
    town.mayor.ended_on = dt.date(2026, 1, 1)
    town.mayor.save()

    rows = coverage.coverage_of(
        people["city_manager"], since=NOON - DAY, until=NOON, on=TODAY, now=NOON, page=1
    )

    assert rows[-1].evaluator_id is None
    assert rows[-1].full_name == ""
    assert (
        "Belum punya penilai"
        in client_of(town.city_manager).get("/dialog/cakupan/").content.decode()
    )


def test_coverage_is_one_statement_that_postgresql_can_plan(people: dict[str, Actor]) -> None:
    values: dict[str, Any] = {
        "day": TODAY,
        "units": coverage.units_of(people["city_manager"]),
        "since": NOON,
        "until": NOON,
        "now": NOON,
        "limit": 50,
        "offset": 0,
    }
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {coverage._sql()}", values)
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert "evaluators" in plan or "Function Scan" in plan or "CTE" in plan


def test_the_night_makes_what_comes(town: Town, post: Placement) -> None:
    repeated(post, town.budi, "EVERY_TWO_WEEKS")

    assert extend_series(0) == {"ended": 0, "handed_over": 0, "made": 0}


def fill_up(town: Town) -> None:
    """Fifty more people of Budi's, each with a past and a coming session and an agreement."""
    for number in range(50):
        person = make_employee(f"Pegawai {number:02d}")
        post = make_placement(person, town.division)
        before = planned(post, town.budi, NOON - 2 * DAY)
        agreed(before, person, town.budi)
        held(before, town.budi)
        free = NOON + 2 * DAY + number * dt.timedelta(minutes=30)
        point(planned(post, town.budi, free), person)


PAGES = {
    "budi": ("/dialog/", "/dialog/?tab=lalu", "/dialog/tim/", "/dialog/tim/?saring=belum", "/"),
    "andi": ("/dialog/", "/dialog/minta/", "/"),
    "sari": ("/dialog/cakupan/",),
    "city_manager": ("/dialog/cakupan/",),
}


def statements(town: Town, who: str, path: str) -> list[str]:
    client = client_of(getattr(town, who))
    client.get(path)
    with counted() as seen:
        assert client.get(path).status_code == 200
    return seen


def test_pages_take_as_many_statements_in_a_larger_team(
    town: Town, post: Placement, past: Session
) -> None:
    coming = planned(post, town.budi, NOON + DAY)
    point(coming, town.andi)
    asked_for = [(who, path) for who, paths in PAGES.items() for path in paths]
    asked_for += [("budi", f"/dialog/{coming.pk}/"), ("andi", f"/dialog/{past.pk}/")]
    before = {key: statements(town, *key) for key in asked_for}
    fill_up(town)
    for number in range(20):
        point(coming, town.andi, f"Butir {number}")
        agreed(coming, town.andi, town.budi, text=f"Janji {number}")

    for key in asked_for:
        after = statements(town, *key)
        assert len(after) <= MOST, (key, "\n".join(after))
        assert len(after) == len(before[key]), (key, "\n".join([*before[key], "---", *after]))

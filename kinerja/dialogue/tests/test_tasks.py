"""What of sessions and agreements stands on Beranda."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from kinerja.dashboards.queries.home import sorted_tasks
from kinerja.dialogue import operations
from kinerja.dialogue.models import Session
from kinerja.dialogue.tasks import KINDS, tasks
from kinerja.dialogue.tests.stages import DAY, agreed, asked, confirmed, held, planned
from kinerja.foundation.tasks import TaskRow
from kinerja.organization.models import Employee, Placement
from kinerja.ui.format import url
from tests.factories import NOON, Town, actor, make_line

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 8, 3)


def titles(who: Employee, on: dt.date = TODAY) -> tuple[list[str], list[str]]:
    """What somebody must do about sessions, and for whom he waits."""
    mine, others = sorted_tasks(actor(who, NOON), on)
    return (
        [task.title for task in mine if task.row.task in KINDS],
        [f"{task.title} ({task.row.waits_on})" for task in others if task.row.task in KINDS],
    )


def test_a_request_asks_the_superior_and_waits_for_the_employee(
    town: Town, post: Placement
) -> None:
    asked(post, town.andi)

    assert titles(town.budi) == (["Andi Pratama meminta sesi dialog"], [])
    assert titles(town.andi) == ([], ["Permintaan sesi dialog Anda (Budi Hartono)"])
    assert titles(town.dewi) == ([], [])


@pytest.mark.parametrize(("days", "is_shown"), [(0, True), (7, True), (8, False)])
def test_sessions_of_the_week_are_dated(
    town: Town,
    post: Placement,
    days: int,
    is_shown: bool,  # noqa: FBT001
) -> None:
    planned(post, town.budi, NOON + days * DAY)

    expected = ["Dialog kinerja dengan Budi Hartono"] if is_shown else []
    assert titles(town.andi)[0] == expected
    assert len(titles(town.budi)[0]) == len(expected)


def test_the_day_is_that_of_the_city(town: Town, post: Placement) -> None:
    before_dawn = dt.datetime(2026, 8, 4, 22, 0, tzinfo=dt.UTC)  # 5 August, 05.00 WIB
    planned(post, town.budi, before_dawn)

    mine, _ = sorted_tasks(actor(town.andi, NOON), TODAY)

    assert [task.row.due for task in mine if task.row.task in KINDS] == [dt.date(2026, 8, 5)]


def test_what_nobody_recorded_is_asked_for(town: Town, post: Placement) -> None:
    planned(post, town.budi, NOON - 2 * DAY)

    assert titles(town.andi)[0] == ["Catat dialog dengan Budi Hartono"]
    assert titles(town.budi)[0] == ["Catat dialog dengan Andi Pratama"]


def test_a_held_session_waits_for_whoever_has_not_confirmed(town: Town, session: Session) -> None:
    held(session, town.budi)
    assert titles(town.andi)[0] == ["Setujui catatan dialog dengan Budi Hartono"]
    operations.confirm(session=session, by=actor(town.andi), at=NOON)

    assert titles(town.andi) == ([], ["Persetujuan catatan dialog (Budi Hartono)"])
    assert titles(town.budi)[0] == ["Setujui catatan dialog dengan Andi Pratama"]
    operations.confirm(session=session, by=actor(town.budi), at=NOON)
    assert titles(town.andi) == titles(town.budi) == ([], [])


def test_an_agreement_stands_on_both_until_done(town: Town, session: Session) -> None:
    promise = agreed(session, town.andi, town.budi)
    confirmed(session, town.budi, town.andi)
    words = "Kesepakatan: Susun jadwal loket cadangan"

    assert titles(town.andi) == ([words], [])
    assert titles(town.budi) == ([], [f"{words} (Andi Pratama)"])
    operations.finish(agreement=promise, outcome="", by=actor(town.andi), at=NOON)
    assert titles(town.andi) == titles(town.budi) == ([], [])


def test_a_superiors_promise_passes_on_with_the_position(
    town: Town, post: Placement, session: Session
) -> None:
    agreed(session, town.budi, town.andi)
    confirmed(session, town.budi, town.andi)
    words = "Kesepakatan: Susun jadwal loket cadangan"
    assert titles(town.budi) == ([words], [])
    make_line(post, town.sari)

    assert titles(town.sari) == ([words], [])
    assert titles(town.budi) == ([], [])
    assert titles(town.andi) == ([], [f"{words} (Budi Hartono)"])


def test_a_mentors_promise_stays_with_the_mentor(town: Town, post: Placement) -> None:
    mentored = planned(post, town.dewi, NOON, origin=("guidance", 7))
    agreed(mentored, town.dewi, town.andi)
    agreed(mentored, town.andi, town.andi, text="Baca pedoman")
    confirmed(mentored, town.dewi, town.andi)

    mine, others = titles(town.dewi)
    assert mine == ["Kesepakatan: Susun jadwal loket cadangan"]
    assert others == ["Kesepakatan: Baca pedoman (Andi Pratama)"]
    assert titles(town.budi) == ([], [])


def test_each_kind_leads_to_a_page_that_exists(town: Town, post: Placement) -> None:
    planned(post, town.budi, NOON + DAY)
    rows = [TaskRow._make(row) for row in tasks(actor(town.andi), TODAY)]

    assert {row.task for row in rows} <= set(KINDS)
    for kind in KINDS.values():
        assert url(kind.url, 1).startswith("/dialog/")


def test_beranda_names_the_day_of_a_session_and_calls_it_no_limit(
    andi: Client, town: Town, post: Placement
) -> None:
    planned(post, town.budi, NOON + 2 * DAY)

    html = andi.get("/").content.decode()

    assert '<p class="task-list__note"><b>Rabu, 5 Agustus 2026</b>, 2 hari lagi</p>' in html


def test_beranda_shortens_what_others_have_promised(
    budi: Client, town: Town, session: Session
) -> None:
    for number in range(6):
        agreed(session, town.andi, town.budi, text=f"Jadwal {number}")

    html = budi.get("/").content.decode()

    assert html.count("Kesepakatan: Jadwal") == 4
    assert 'Dan 2 lainnya. <a href="/dialog/tim/">Buka pembinaan</a>' in html

"""The personal calendar: read back as a calendar program reads it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoAssertNumQueries, Settings

from kinerja.city.models import City
from kinerja.cycles import operations as cycles
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.dialogue import operations
from kinerja.dialogue.models import Session
from kinerja.dialogue.operations import Meeting
from kinerja.dialogue.queries import calendar as queries
from kinerja.dialogue.tests.calendars import (
    address_of,
    component,
    events,
    rings,
    written,
)
from kinerja.dialogue.tests.stages import DAY, asked, confirmed, planned, post_of
from kinerja.evidence.models import RealizationReport
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.organization.models import Employee, Placement
from tests.factories import NOON, Town, actor
from tests.plan_factories import make_agreed


@pytest.fixture
def year(db: None) -> PerformanceYear:
    machine = Actor.system("test")
    made = cycles.prepare_year(year=2026, by=machine, at=NOON)
    cycles.open_year(year=made, by=machine, at=NOON)
    return made


# ---- what a calendar program reads


def test_a_program_reads_the_session_back(town: Town, session: Session, settings: Settings) -> None:
    settings.PUBLIC_URL = "https://kinerja.kotalama.go.id"
    answer = Client().get(address_of(town.andi))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    (event,) = events(answer.content)
    assert event["uid"] == f"dialog-{session.pk}@kinerja.kotalama.go.id"
    assert event.start == NOON
    assert event.end == NOON + dt.timedelta(minutes=30)
    assert event["dtstart"].params["TZID"] == "Asia/Jakarta"
    assert (event["sequence"], event["status"]) == (0, "CONFIRMED")
    assert (event["location"], event["class"]) == ("Ruang rapat", "PRIVATE")
    assert event["url"] == f"https://kinerja.kotalama.go.id/dialog/{session.pk}/"
    assert rings(event) == [-DAY]


@pytest.mark.parametrize(
    ("key", "offset", "name"),
    [("Asia/Jakarta", 7, "WIB"), ("Asia/Makassar", 8, "WITA"), ("Asia/Jayapura", 9, "WIT")],
)
def test_the_zone_is_the_citys(
    town: Town, session: Session, key: str, offset: int, name: str
) -> None:
    City.objects.create(pk=1, time_zone=key)
    text = written(town.andi)

    calendar = Calendar.from_ical(text)
    assert isinstance(calendar, Calendar)
    (zone,) = calendar.timezones
    assert zone.tz_name == key
    (standard,) = component(zone).standard
    assert standard["tzoffsetto"].td == dt.timedelta(hours=offset)
    assert standard["tzname"] == name
    (event,) = events(text)
    assert event["dtstart"].params["TZID"] == key
    assert event.start == NOON
    assert calendar.get_missing_tzids() == set()


def test_lines_are_folded_and_end_as_the_standard_wants(town: Town, post: Placement) -> None:
    place = "Aula lantai 3, sisi timur; lewat pintu belakang ěěě " * 6 + "\nlalu\\naik"
    session = planned(post, town.budi, NOON)
    Session.objects.filter(pk=session.pk).update(place=place)

    text = written(town.andi)

    lines = text.split(b"\r\n")
    assert lines[-1] == b""
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]  # no letter is cut in two
    assert events(text)[0]["location"] == place


def test_nothing_typed_adds_a_line(town: Town, session: Session) -> None:
    place = "Ruang\r\nATTENDEE:mailto:x@y.id\nEND:VEVENT\rBEGIN:VALARM"
    Session.objects.filter(pk=session.pk).update(place=place)

    text = written(town.andi)

    assert not re.search(rb"[\r\n](ATTENDEE|BEGIN:VALARM\r\nACTION)", text.split(b"ACTION")[0])
    assert len(events(text)) == 1
    assert "attendee" not in events(text)[0]


def test_a_moved_session_keeps_its_uid(town: Town, session: Session) -> None:
    (before,) = events(written(town.andi))
    operations.move(
        session=session,
        meeting=Meeting(starts_at=NOON + DAY, place="Daring"),
        reason="",
        by=actor(town.budi, NOON),
        at=NOON,
    )

    (after,) = events(written(town.andi))

    assert after["uid"] == before["uid"]
    assert (after["sequence"], after.start) == (1, NOON + DAY)


def test_a_canceled_session_says_so_and_is_silent(town: Town, session: Session) -> None:
    operations.cancel(session=session, reason="", by=actor(town.andi, NOON), at=NOON)

    (event,) = events(written(town.andi))

    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
    assert rings(event) == []


def test_what_is_done_does_not_ring(town: Town, session: Session) -> None:
    confirmed(session, town.andi, town.budi)

    (event,) = events(written(town.andi))

    assert event["status"] == "CONFIRMED"
    assert rings(event) == []


def test_a_request_without_a_time_is_not_there(town: Town, post: Placement) -> None:
    asked(post, town.andi)

    assert events(written(town.andi)) == []


def test_the_leader_has_his_sessions_and_others_have_none(town: Town, session: Session) -> None:
    planned(post_of(town.dewi), town.budi, NOON + 2 * DAY)

    found = {one.name: len(events(written(one))) for one in (town.andi, town.budi, town.sari)}

    assert found == {town.andi.name: 1, town.budi.name: 2, town.sari.name: 0}


def test_it_names_nobody(town: Town, session: Session, year: PerformanceYear) -> None:
    text = written(town.andi).decode()

    for name in ("Andi", "Budi", "Umpan balik", town.andi.email):
        assert name not in text


def test_the_year_before_is_left_out(town: Town, session: Session) -> None:
    Session.objects.filter(pk=session.pk).update(starts_at=clock.start_of(dt.date(2026, 1, 1)))
    assert len(events(written(town.andi))) == 1

    Session.objects.filter(pk=session.pk).update(
        starts_at=clock.start_of(dt.date(2026, 1, 1)) - dt.timedelta(minutes=1)
    )
    assert events(written(town.andi)) == []


# ---- deadlines


def titles(person: Employee, year: PerformanceYear) -> list[str]:
    return [str(one["summary"]) for one in events(written(person), "Batas")]


def test_deadlines_are_days_that_block_nobody(town: Town, year: PerformanceYear) -> None:
    period = Period.objects.get(year=year, no=3)

    (event,) = events(written(town.andi), "Batas isi realisasi triwulan III")

    assert event["uid"].startswith(f"batas-realisasi-{period.pk}@")
    assert event.start == period.realization_due_on
    assert event.end == period.realization_due_on + DAY
    assert event["transp"] == "TRANSPARENT"
    assert rings(event) == [-DAY]


def test_everybody_has_what_concerns_him(town: Town, year: PerformanceYear) -> None:
    own = ["Batas kesepakatan SKP 2026"] + [
        f"Batas isi realisasi triwulan {no}" for no in ("I", "II", "III", "IV")
    ]
    rated = [f"Batas penilaian triwulan {no}" for no in ("I", "II", "III", "IV")]
    rated.append("Batas evaluasi tahunan 2026")

    assert sorted(titles(town.andi, year)) == sorted(own)
    assert sorted(titles(town.budi, year)) == sorted(own + rated)
    assert sorted(titles(town.mayor, year)) == sorted(rated)


def test_a_prepared_year_has_no_deadlines(town: Town, year: PerformanceYear) -> None:
    PerformanceYear.objects.filter(pk=year.pk).update(state="PREPARED", opened_at=None)

    assert titles(town.andi, year) == []


def test_a_deadline_that_is_met_does_not_ring(town: Town, year: PerformanceYear) -> None:
    plan = make_agreed(town.andi, year, town.budi)
    period = Period.objects.get(year=year, no=3)
    RealizationReport.objects.create(plan=plan, period=period, sent_at=NOON)

    text = written(town.andi)

    silent = [str(one["summary"]) for one in events(text, "Batas") if not rings(one)]
    assert sorted(silent) == ["Batas isi realisasi triwulan III", "Batas kesepakatan SKP 2026"]


@pytest.mark.parametrize("who", ["andi", "budi", "mayor", "administrator"])
def test_the_reads_say_what_their_querysets_say(
    town: Town, session: Session, year: PerformanceYear, who: str
) -> None:
    one, first = actor(getattr(town, who), NOON), dt.date(2026, 1, 1)
    reads: list[tuple[Any, Any]] = [
        (queries.sessions_of, clock.start_of(first)),
        (queries.dates_of, first),
    ]

    for read, since in reads:
        rows = read.queryset(one, since).values_list(*read.row._fields)
        assert read(one, since) == [read.row(*row) for row in rows]


def test_sixty_sessions_cost_as_many_statements_as_one(
    town: Town,
    session: Session,
    year: PerformanceYear,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    address, client = address_of(town.budi), Client()
    client.get(address)

    with django_assert_num_queries(6):  # address, actor, scopes, sessions, deadlines, city
        assert len(events(client.get(address).content)) == 1
    for number in range(59):
        planned(post_of(town.andi), town.budi, NOON + DAY * (number + 1))
    with django_assert_num_queries(6):
        assert len(events(client.get(address).content)) == 60

"""The personal calendar of a superior: what a program that asks for it costs the server.

The sessions are made for it and taken back: twelve a year with each of twelve people.
"""

from __future__ import annotations

import datetime as dt
import time
from statistics import median
from typing import Any

from django.db import connection, transaction
from django.test import Client

from kinerja.dialogue.models import Session
from kinerja.dialogue.operations.feed import make_feed
from kinerja.foundation import clock
from kinerja.organization.actors import actor_of
from kinerja.organization.models import Employee

PEOPLE, SESSIONS, TIMES, WARM = 12, 12, 40, 5
TEAM = """
SELECT post.id, post.employee_id, post.unit_id, line.evaluator_id
FROM evaluators(%(day)s::date, NULL) line JOIN placement post ON post.id = line.placement_id
WHERE line.evaluator_id = (
  SELECT evaluator_id FROM evaluators(%(day)s::date, NULL) WHERE evaluator_id IS NOT NULL
  GROUP BY evaluator_id HAVING count(*) >= %(people)s ORDER BY evaluator_id DESC LIMIT 1)
ORDER BY post.id LIMIT %(people)s
"""


def feed_of_a_year() -> tuple[float, int]:
    """Return milliseconds of a request, PostgreSQL included, and how many sessions it wrote."""
    at = clock.now()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(TEAM, {"day": clock.local_date(at), "people": PEOPLE})
            team = cursor.fetchall()
        made = Session.objects.bulk_create(_sessions(team, at))
        leader = Employee.objects.get(pk=team[0][3])
        token = make_feed(by=actor_of(leader.user_id, at), at=at)
        program, path = Client(), f"/kalender/{token}.ics"
        taken = [_ask(program, path, len(made)) for _ in range(TIMES)]
        transaction.set_rollback(True)
    return median(taken[WARM:]), len(made)


def _sessions(team: list[tuple[Any, ...]], at: dt.datetime) -> list[Session]:
    """A meeting a month with each, all of them still to ring: the longest text there can be."""
    first = dt.datetime(at.year, 1, 12, 2, tzinfo=dt.UTC)
    return [
        Session(
            placement_id=post,
            employee_id=employee,
            unit_id=unit,
            leader_id=leader,
            kind="UMPAN_BALIK",
            state="PLANNED",
            state_since=at,
            starts_at=first + dt.timedelta(days=30 * month, minutes=30 * number),
            place="Ruang rapat lantai dua",
            made_by_id=leader,
            made_at=at,
        )
        for number, (post, employee, unit, leader) in enumerate(team)
        for month in range(SESSIONS)
    ]


def _ask(program: Client, path: str, count: int) -> float:
    began = time.perf_counter()
    answer = program.get(path)
    took = (time.perf_counter() - began) * 1000
    if answer.content.count(b"SUMMARY:Dialog kinerja") < count:
        raise RuntimeError(f"the calendar answers {answer.status_code} and lacks sessions")
    return took

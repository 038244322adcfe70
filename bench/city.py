"""The city of 10,000, made once and kept under var/bench; and who visits what in it."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from psycopg.sql import SQL, Identifier

from bench import filling
from bench.connections import maintenance_url, owner
from kinerja.accounts.models import User
from kinerja.accounts.sessions import SessionStore
from kinerja.config import preparation
from kinerja.config.embedded.server import DATABASE
from kinerja.foundation import clock

EMPLOYEES, SEED, AS_OF = 10_000, 1, "2026-08-03"
#: counts how the city is made: a kept one of an older way is made anew
MADE = 3
VISITORS = 40
PASSWORD = "sandi-untuk-mengukur"
TOKEN = "b" * 32
#: the days for which the texts of pages are compared: one clock for both servers is enough
LEADERS = """
SELECT who.user_id, count(*) FROM evaluators(%(day)s::date, NULL) line
JOIN employee who ON who.id = line.evaluator_id
WHERE NOT EXISTS (SELECT FROM role_grant r WHERE r.user_id = who.user_id)
GROUP BY who.user_id HAVING count(*) BETWEEN 30 AND 142 ORDER BY md5(who.user_id::text) LIMIT 40
"""
STAFF = """
SELECT e.user_id, p.id, p.employee_id FROM plan p JOIN employee e ON e.id = p.employee_id
WHERE p.state = 'AGREED' AND p.held @> %(day)s::date
  AND NOT EXISTS (SELECT FROM placement post WHERE post.employee_id = e.id AND post.is_head)
  AND NOT EXISTS (SELECT FROM role_grant r WHERE r.user_id = e.user_id)
  AND NOT EXISTS (SELECT FROM reporting_line l WHERE l.evaluator_id = e.id)
  AND EXISTS (SELECT FROM evaluation v WHERE v.plan_id = p.id AND v.state = 'RECEIVED')
ORDER BY md5(p.id::text) LIMIT 80
"""
WRITERS = """
SELECT e.user_id, p.id FROM plan p JOIN employee e ON e.id = p.employee_id
WHERE p.state IN ('DRAFT', 'RETURNED') AND p.held @> %(day)s::date
  AND NOT EXISTS (SELECT FROM placement post WHERE post.employee_id = e.id AND post.is_head)
  AND NOT EXISTS (SELECT FROM role_grant r WHERE r.user_id = e.user_id)
  AND NOT EXISTS (SELECT FROM reporting_line l WHERE l.evaluator_id = e.id)
ORDER BY md5(p.id::text) LIMIT 40
"""
RATINGS = """
SELECT DISTINCT ON (line.evaluator_id) who.user_id, v.id, p.id FROM evaluation v
JOIN plan p ON p.id = v.plan_id
JOIN evaluators(%(day)s::date, NULL) line ON line.placement_id = v.placement_id
JOIN employee who ON who.id = line.evaluator_id
LEFT JOIN evaluation_draft draft ON draft.evaluation_id = v.id
WHERE v.state = 'SELF_SENT' AND (draft.author_id IS NULL OR draft.author_id = line.evaluator_id)
  AND NOT EXISTS (SELECT FROM role_grant r WHERE r.user_id = who.user_id)
ORDER BY line.evaluator_id, v.id LIMIT 40
"""
RECEIVED = """
SELECT DISTINCT ON (v.plan_id) v.plan_id, v.id FROM evaluation v
WHERE v.plan_id = ANY(%(plans)s) AND v.state = 'RECEIVED' ORDER BY v.plan_id, v.id
"""
SESSIONS = """
SELECT DISTINCT ON (p.id) p.id, s.id FROM plan p
JOIN dialogue_session s ON s.placement_id = p.placement_id
WHERE p.id = ANY(%(plans)s) AND s.state = 'CONFIRMED' ORDER BY p.id, s.starts_at DESC, s.id
"""
PERIOD = "SELECT id FROM period WHERE held @> %(day)s::date"
DRAFTS = """
SELECT DISTINCT ON (version.plan_id) version.plan_id, content.indicator_id,
  coalesce(stored.lock_no, 0), content.target IS NOT NULL, content.target_date IS NOT NULL
FROM plan_version version JOIN indicator_content content ON content.plan_version_id = version.id
LEFT JOIN realization stored ON stored.indicator_id = content.indicator_id
  AND stored.period_id = %(period)s
WHERE version.plan_id = ANY(%(plans)s) AND version.state = 'AGREED'
ORDER BY version.plan_id, content.target IS NULL, content.indicator_id
"""
OVERSEERS = """
SELECT r.user_id FROM role_grant r WHERE r.role = 'PENGELOLA_KOTA' ORDER BY r.user_id
"""
SIGNING_IN = """
SELECT a.id, a.username FROM account a JOIN employee e ON e.user_id = a.id
WHERE e.nip IS NOT NULL AND a.id <> ALL(%(taken)s) ORDER BY md5(a.id::text) LIMIT 40
"""


class Person(NamedTuple):
    """One visitor with what he looks at."""

    user_id: int
    cookie: str
    plan_id: int = 0
    evaluation_id: int = 0


class People(NamedTuple):
    """All visitors, by what they do."""

    staff: list[Person]
    leaders: list[Person]
    writers: list[Person]
    raters: list[Person]
    overseers: list[Person]
    names: list[str]
    period_id: int
    #: plan -> the newest session that both have confirmed
    sessions: dict[int, int]
    #: plan -> indicator, version, has a number, has a day
    drafts: dict[int, tuple[int, int, bool, bool]]
    #: evaluation -> version of its draft
    versions: dict[int, int]


@contextmanager
def running() -> Iterator[None]:
    """Keep the bench's PostgreSQL up; make or update its city."""
    assert settings.EMBEDDED is not None
    with settings.EMBEDDED.in_use():
        _forget_older()
        preparation.bring_up_to_date()
        preparation.collect_static()
        make()
        yield


def figures_file() -> Path:
    return Path(settings.VAR) / "figures.json"


def _forget_older() -> None:
    """Drop a kept city that was made in another way than today's."""
    if _figures().get("made") == MADE:
        return
    with psycopg.connect(maintenance_url(), autocommit=True) as connection:
        name = Identifier(DATABASE)
        connection.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        connection.execute(SQL("CREATE DATABASE {}").format(name))


def _figures() -> dict[str, Any]:
    file = figures_file()
    return dict(json.loads(file.read_text())) if file.exists() else {}


def make() -> None:
    """Make the city unless it is there; how long that took is kept beside it."""
    with owner() as connection:
        row = connection.execute("SELECT count(*) FROM employee").fetchone()
    if row and row[0]:
        return
    command = [sys.executable, "-m", "kinerja", "demo", "--employees", str(EMPLOYEES)]
    began = time.perf_counter()
    subprocess.run([*command, "--seed", str(SEED), "--as-of", AS_OF], check=True)
    demo = round(time.perf_counter() - began, 1)
    with owner() as connection:
        filling.fill(connection, dt.date.fromisoformat(AS_OF))
        figures_file().write_text(json.dumps({"demo": demo, "made": MADE}))
        connection.execute("VACUUM (ANALYZE)")


def visitors() -> People:
    """Choose who visits; give each a session, and those who sign in a password."""
    values: dict[str, Any] = {"day": clock.today()}
    with owner() as connection:

        def rows(statement: str) -> list[Any]:
            return connection.execute(statement, values).fetchall()

        staff = rows(STAFF)[:VISITORS]
        values["plans"] = [plan for _, plan, _ in staff]
        values["period"] = rows(PERIOD)[0][0]
        received = dict(rows(RECEIVED))
        sessions = dict(rows(SESSIONS))
        leaders, writers, raters = rows(LEADERS), rows(WRITERS), rows(RATINGS)
        overseers = [user for (user,) in rows(OVERSEERS)]
        taken = [user for group in (staff, leaders, writers, raters) for user, *_ in group]
        values["taken"] = [*taken, *overseers]
        signing = rows(SIGNING_IN)
        drafts = {plan: tuple(rest) for plan, *rest in rows(DRAFTS)}
        stored: dict[int, int] = dict(rows("SELECT evaluation_id, lock_no FROM evaluation_draft"))
    _give_password([user for user, _ in signing])
    _inform([*values["taken"], *(user for user, _ in signing)])
    return People(
        staff=[_person(user, plan, received[plan]) for user, plan, _ in staff],
        leaders=[_person(user) for user, _ in leaders],
        writers=[_person(user, plan) for user, plan in writers],
        raters=[_person(user, plan, evaluation) for user, evaluation, plan in raters],
        overseers=[_person(user) for user in overseers],
        names=[name for _, name in signing],
        period_id=values["period"],
        sessions=sessions,
        drafts=drafts,
        versions={evaluation: stored.get(evaluation, 0) for _, evaluation, _ in raters},
    )


def _person(user_id: int, plan_id: int = 0, evaluation_id: int = 0) -> Person:
    return Person(user_id, open_session(user_id), plan_id, evaluation_id)


def open_session(user_id: int) -> str:
    """Give a person a session without the sign-in page."""
    store = SessionStore()
    store[SESSION_KEY] = str(user_id)
    store["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = User.objects.get(pk=user_id).get_session_auth_hash()
    store["started_at"] = dt.datetime.now(dt.UTC).isoformat()  # noqa: TID251 - no request
    store.create()
    return (
        f"{settings.SESSION_COOKIE_NAME}={store.session_key}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
    )


def _give_password(users: list[int]) -> None:
    """One hash for all: checking it costs the same."""
    sample = User()
    sample.set_password(PASSWORD)
    User.objects.filter(pk__in=users).update(password=sample.password)


def _inform(users: list[int]) -> None:
    User.objects.filter(pk__in=users, informed_at=None).update(informed_at=clock.now())


def vacuum() -> None:
    """Settle what writing left behind, so that every run starts alike."""
    with owner() as connection:
        connection.execute("VACUUM (ANALYZE)")

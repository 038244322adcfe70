"""Who asks, and the frame of a page: what is the same for everybody is a constant."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from contextlib import AbstractContextManager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import psycopg

from bench.floor.words import esc, full, now, today

SALT = b"django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"
VAR = Path(os.environ["KINERJA_VAR"])
SECRET = os.environ.get("KINERJA_SECRET_KEY") or (VAR / "secret_key").read_text().strip()
KEY = hashlib.sha256(SALT + SECRET.encode()).digest()
SCOPES = (
    Path(__file__).resolve().parents[2] / "kinerja/organization/sql/find_scopes.sql"
).read_text()
FRAMES: dict[str, list[str]] = json.loads(Path(os.environ["BENCH_FRAMES"]).read_text())
CSRF = '<input type="hidden" name="csrfmiddlewaretoken" value="' + "b" * 64 + '">'
KEY_FIELD = f'<input type="hidden" name="kunci" value="{"0" * 36}">'
FORM = CSRF + KEY_FIELD

SESSION = """
SELECT s.expire_date, s.shared_device, s.auth_hash, a.id, a.password, a.is_active, a.informed_at,
  a.theme FROM account_session s JOIN account a ON a.id = s.user_id
WHERE s.session_key = %s AND s.expire_date > %s
"""
PERSON = """
SELECT id, title_front, name, title_back, ended_on FROM employee WHERE user_id = %s
"""
POST = """
SELECT post.title, post.kind, post.is_head FROM placement post
WHERE post.employee_id = %s AND post.held @> %s ORDER BY post.kind, post.id
"""
LEADS = "SELECT 1 FROM reporting_line WHERE evaluator_id = %s AND held @> %s LIMIT 1"
ROLES = "SELECT role, unit_id FROM role_grant WHERE user_id = %s AND held @> %s"
UNREAD = """
SELECT count(*) FROM (SELECT FROM notification WHERE user_id = %s AND read_at IS NULL LIMIT 100) n
"""
CITY = """
SELECT name, government, letterhead, signing_place, logo_type, time_zone, help_desk_name,
  help_desk_phone, help_desk_hours, evidence_limit_mb, lock_no FROM city WHERE id = 1
"""


class Visitor(NamedTuple):
    """Who asks."""

    user: int
    employee: int
    name: str
    capacity: str
    unread: int
    evaluates: list[int]
    headed: list[int]
    managed: list[int]
    audited: list[int]

    @property
    def scopes(self) -> tuple[int, list[int], list[int], list[int], list[int]]:
        """The five values of `visible_to`."""
        return self.employee, self.evaluates, self.headed, self.managed, self.audited


class _Connection:
    """One connection, as one thread has it."""

    made: psycopg.Connection | None = None

    def cursor(self) -> psycopg.Cursor[tuple[Any, ...]]:
        if self.made is None:
            self.made = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
            self.made.prepare_threshold = 0
        return self.made.cursor(binary=True)


connection = _Connection()


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Run one prepared statement and take its binary rows."""
    return connection.cursor().execute(sql, values).fetchall()


def run(sql: str, *values: Any) -> int:
    """Run one prepared statement that gives no rows."""
    return connection.cursor().execute(sql, values).rowcount


def grouped(sql: str, *values: Any) -> dict[int, list[list[Any]]]:
    """Run one prepared statement; its rows by their first column."""
    groups: dict[int, list[list[Any]]] = {}
    for key, *rest in rows(sql, *values):
        groups.setdefault(key, []).append(rest)
    return groups


def transaction() -> AbstractContextManager[psycopg.Transaction]:
    """Begin what the application writes at once."""
    connection.cursor()
    assert connection.made is not None
    return connection.made.transaction()


def cookies(environ: dict[str, Any]) -> dict[str, str]:
    jar: SimpleCookie = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    return {name: morsel.value for name, morsel in jar.items()}


def who(environ: dict[str, Any]) -> Visitor | None:
    """Find who asks, as the application must: session, person, posts, roles, unread, city."""
    on = today()
    found = rows(SESSION, cookies(environ).get("kinerja_sesi", ""), now())
    if not found:
        return None
    _, _, auth_hash, user, password, is_active, informed, _ = found[0]
    verified = hmac.new(KEY, password.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(verified, auth_hash) or not is_active or not informed:
        return None
    employee, front, name, back, _ = rows(PERSON, user)[0]
    posts = rows(POST, employee, on)
    leads = any(is_head for _, _, is_head in posts) or rows(LEADS, employee, on)
    roles = rows(ROLES, user, on)
    scopes: Sequence[list[int]] = ([], [], [], [])
    if leads or roles:
        scopes = _scopes(employee, on, roles)
    unread = rows(UNREAD, user)[0][0]
    rows(CITY)
    capacity = esc(posts[0][0]) if posts else ""
    return Visitor(user, employee, full(front, name, back), capacity, unread, *scopes)


def _scopes(employee: int, on: Any, roles: list[tuple[Any, ...]]) -> Sequence[list[int]]:
    named = {role for role, _ in roles}
    given = {
        "employee": employee,
        "day": on,
        "role_units": [unit for _, unit in roles if unit is not None],
        "survey_units": [],
        "manages_all": "PENGELOLA_KOTA" in named,
        "audits_all": "AUDITOR" in named,
    }
    found = connection.cursor().execute(SCOPES, given).fetchone()
    assert found is not None
    *scopes, _ = found  # whoever runs surveys visits none of these pages
    return scopes


def posted(environ: dict[str, Any]) -> dict[str, str]:
    """Read a form; its token must be the cookie's."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    form = dict(parse_qsl(environ["wsgi.input"].read(length).decode(), keep_blank_values=True))
    if not hmac.compare_digest(
        form.get("csrfmiddlewaretoken", ""), cookies(environ).get("kinerja_csrf", "?")
    ):
        raise PermissionError
    return form


def trail(href: str, above: str, here: object) -> str:
    """Say where one is."""
    return f"""<nav class="trail" aria-label="Remah roti"><ol role="list">
<li><a href="{href}">{above}</a></li>
<li><span aria-current="page" class="muted">{here}</span></li>
</ol></nav>
"""


def page(kind: str, visitor: Visitor, title: str, main: str) -> str:
    """Put a page together."""
    head, to_bell, to_initials, to_name, to_bold, to_capacity, to_title, to_main, tail = FRAMES[
        kind
    ]
    bell = (
        f'<span class="count">{visitor.unread if visitor.unread < 100 else "99+"}</span>'
        '<span class="visually-hidden"> pemberitahuan baru</span>'
        if visitor.unread
        else '<span class="visually-hidden">Pemberitahuan</span>'
    )
    name = visitor.name
    initials = "".join(word[0] for word in name.split()[:2])
    return (
        f"{head}{title}{to_bell}{bell}{to_initials}{initials}{to_name}{name}{to_bold}{name}"
        f"{to_capacity}{visitor.capacity}{to_title}{title}{to_main}{main}{tail}"
    )

"""The administrator's attack: the whole database as its owner, a backup, the log of the server.

He looks for who wrote which text. Against a naive table, which keeps a plain hash of the author and
its rows where they were put, he finds everybody; against ours, nobody.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import subprocess
import sys
import tarfile
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from kinerja.accounts.models import Session
from kinerja.anonymous import boxes, keys, operations
from kinerja.anonymous.models import Window
from kinerja.anonymous.tests.conftest import AFTER, Office, make_office
from kinerja.config import archive
from kinerja.config.keys import secret_key
from kinerja.foundation import clock
from kinerja.notifications.models import Notification
from kinerja.notifications.operations import mark_read
from tests import databases
from tests.factories import NOON, actor, client_of, make_town
from tests.html_forms import forms_of
from tests.servers import environment_of, free_port, wait_until_answering

NAIVE = """
CREATE TABLE naive_answer (
  id bigint GENERATED ALWAYS AS IDENTITY, window_id bigint, author text, at timestamptz, words text)
"""
#: what both tables are asked: the words in the order in which they lie, and in that of their acts
BY_PLACE = "SELECT {words} FROM {table} WHERE window_id = %s ORDER BY ctid"
BY_ACT = "SELECT {words}, xmin::text::bigint FROM {table} WHERE window_id = %s ORDER BY 2"


class Stage(NamedTuple):
    """A committed window, and what each of the group truly wrote, in the order of writing."""

    office: Office
    window: Window
    wrote: dict[int, str]


@pytest.fixture
def stage(own_database: str) -> Iterator[Stage]:
    """Eight of nine answer, an hour apart, after reading their invitation, in another order."""
    with databases.used(own_database, "owner"):
        office = make_office(make_town())
        owner_says(NAIVE + "; GRANT ALL ON naive_answer TO kinerja_app")
        window = office.open()
        order = [office.group[place] for place in (3, 7, 0, 5, 1, 8, 2, 6)]
        wrote = {person.pk: f"Tulisan nomor {hour}" for hour, person in enumerate(order)}
        for hour, person in enumerate(order):
            visit(window, person.pk, office, wrote[person.pk], NOON + dt.timedelta(hours=hour))
        yield Stage(office, window, wrote)


def visit(window: Window, person_id: int, office: Office, words: str, at: dt.datetime) -> None:
    """Sign in, read the invitation, answer; into the naive table, too, in its own way."""
    person = next(one for one in office.group if one.pk == person_id)
    with clock.fixed(at):
        client = client_of(person)
        note = Notification.objects.get(user=person.user, kind="anonymous.invitation")
        mark_read(by=actor(person), at=at, notification_id=note.pk)
        client.get("/")
        sent = client.post(reverse("anonymous:answer", args=[window.pk]), {"text": words})
        assert sent.status_code == 302
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO naive_answer (window_id, author, at, words) VALUES (%s, %s, %s, %s)",
            [window.pk, plain_hash(person_id, window), at, words],
        )


def plain_hash(person_id: int, window: Window) -> str:
    """What everybody can compute: no secret is in it."""
    words = f"{person_id}|{window.subject_id}|{','.join(window.questions)}"
    return hashlib.sha256(words.encode()).hexdigest()


def owner_says(statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    """Ask as the owner of all tables, who reads what the application may not."""
    with psycopg.connect(archive._owner_url(), autocommit=True) as owner:
        done = owner.execute(statement, values)
        return done.fetchall() if done.description else []


# The attacks: each returns, for every member, what the attacker believes he wrote.


def by_hash(stage: Stage, rows: Mapping[bytes | str, str]) -> dict[int, str]:
    """Recompute the token of every member, with every plain hash there is."""
    found: dict[int, str] = {}
    asked: Any = {"subject": stage.window.subject_id, "questions": stage.window.questions}
    for person in stage.office.group:
        words = f"{person.pk}|{stage.window.subject_id}|{','.join(stage.window.questions)}".encode()
        tries: list[bytes | str] = [
            hashlib.sha256(words).digest(),
            hashlib.sha256(words).hexdigest(),
        ]
        for secret in (b"", settings.SECRET_KEY.encode(), bytes(keys.LENGTH)):
            tries += [hashlib.sha256(secret + words).digest(), hmac.digest(secret, words, "sha256")]
            tries.append(boxes.token(secret, author=person.pk, **asked))
        for token in tries:
            if token in rows:
                found[person.pk] = rows[token]
    return found


def by_order(words: list[str], people: list[int]) -> dict[int, str]:
    """Lay the rows beside those who were here, both in the order of time."""
    return dict(zip(people, words, strict=False))


def seen_at(stage: Stage) -> list[int]:
    """Whoever was here, by the traces of time that the database holds: sessions and the inbox."""
    user_of = {person.user_id: person.pk for person in stage.office.group}
    started = owner_says(
        "SELECT user_id, min(coalesce(started_at, expire_date)) FROM account_session"
        " WHERE user_id = ANY (%s) GROUP BY 1 ORDER BY 2",
        [list(user_of)],
    )
    read = owner_says(
        "SELECT user_id FROM notification WHERE read_at IS NOT NULL AND user_id = ANY (%s)"
        " ORDER BY read_at",
        [list(user_of)],
    )
    assert [user for user, _ in started] == [user for (user,) in read]
    return [user_of[user] for user, _ in started]


def right(stage: Stage, believed: Mapping[int, str]) -> int:
    return sum(stage.wrote.get(person) == words for person, words in believed.items())


def ordered(table: str, how: str, words: str, window: Window) -> list[str]:
    return [row[0] for row in owner_says(how.format(table=table, words=words), [window.pk])]


def test_a_naive_table_gives_everybody_away(stage: Stage) -> None:
    rows = dict(owner_says("SELECT author, words FROM naive_answer"))

    assert right(stage, by_hash(stage, rows)) == len(stage.wrote)
    for how in (BY_PLACE, BY_ACT):
        words = ordered("naive_answer", how, "words", stage.window)
        assert right(stage, by_order(words, seen_at(stage))) == len(stage.wrote)


def test_an_open_window_holds_no_word_and_no_order(stage: Stage) -> None:
    rows = owner_says("SELECT token_hash, box, text, scores, day, xmin::text FROM anonymous_answer")

    assert len(rows) == len(stage.wrote)
    assert by_hash(stage, {token: "" for token, *_ in rows}) == {}
    everything = b"".join(token + box for token, box, *_ in rows)
    assert not [words for words in stage.wrote.values() if words.encode() in everything]
    assert {len(box) for _, box, *_ in rows} == {len(rows[0][1])}
    assert {(text, scores) for _, _, text, scores, _, _ in rows} == {("", None)}
    # One day and one transaction for all: of the eight only the last has left a time.
    assert len({day for *_, day, _ in rows}) == len({xmin for *_, xmin in rows}) == 1


def test_the_order_of_rows_is_another_after_each_answer_and_each_night(stage: Stage) -> None:
    orders = set()
    for night in range(6):
        operations.rewrite_open_rows(at=NOON + dt.timedelta(days=night))
        rows = owner_says("SELECT token_hash FROM anonymous_answer ORDER BY ctid")
        orders.add(tuple(rows))
        ids = owner_says("SELECT token_hash FROM anonymous_answer ORDER BY id")
        assert len(ids) == len(rows)

    assert len(orders) > 1
    assert {frozenset(order) for order in orders} == {frozenset(next(iter(orders)))}


def test_a_sealed_window_gives_nobody_away(stage: Stage) -> None:
    key_file = keys.folder() / stage.window.key_file
    operations.seal_due(at=AFTER)

    tokens = owner_says("SELECT token_hash, box FROM anonymous_answer")
    assert set(tokens) == {(None, None)}
    assert not key_file.exists()
    words = owner_says("SELECT text, xmin::text, day FROM anonymous_answer ORDER BY ctid")
    assert sorted(text for text, *_ in words) == sorted(stage.wrote.values())
    assert len({(xmin, day) for _, xmin, day in words}) == 1
    people = seen_at(stage)
    for how in (BY_PLACE, BY_ACT, BY_PLACE.replace("ctid", "id")):
        believed = by_order(ordered("anonymous_answer", how, "text", stage.window), people)
        assert right(stage, believed) < len(stage.wrote)


def test_nothing_else_in_the_database_tells_who_answered(stage: Stage) -> None:
    """The ninth of the group, who has not answered, has the same rows as the eight."""
    counts = {person.pk: traces_of(person.user_id, person.pk) for person in stage.office.group}
    silent = next(one.pk for one in stage.office.group if one.pk not in stage.wrote)
    visited = {key: value for key, value in counts.items() if key != silent}

    assert len(set(map(str, visited.values()))) == 1
    # He was not here at all, so only his session is missing; a visit alone makes him like all.
    person = next(one for one in stage.office.group if one.pk == silent)
    with clock.fixed(NOON):
        client_of(person).get("/")
    assert traces_of(person.user_id, silent) == next(iter(visited.values()))
    queued = owner_says("SELECT DISTINCT task_name FROM procrastinate_jobs")
    assert {name for (name,) in queued} <= {"notifications.send_mails"}


def traces_of(user_id: int, person_id: int) -> dict[str, int]:
    """Count the rows that name a person, in every table and column that could."""
    columns = owner_says(
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type = 'bigint'"
        " AND column_name ~ '(user_id|employee_id|author_id|actor_id|_by_id)$'"
    )
    found = {}
    for table, column in columns:
        named = person_id if "employee" in column or "author" in column else user_id
        where = f"SELECT count(*) FROM {table} WHERE {column} = %s"
        found[f"{table}.{column}"] = owner_says(where, [named])[0][0]
    return {name: count for name, count in found.items() if count}


def test_a_backup_holds_no_key_and_no_word(
    stage: Stage, own_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret_key(settings.VAR)  # made where it is missing; never another: servers beside us read it
    key = keys.load(stage.window.key_file)
    target = tmp_path / "cadangan.tar"

    archive.backup(target)

    whole = target.read_bytes()
    with tarfile.open(target) as tar:
        names = tar.getnames()
        dump = tar.extractfile("database.dump")
        assert dump is not None
        rows = unpacked(dump.read())
    assert "secret_key" in names
    assert not [name for name in names if "window" in name or name.endswith(".key")]
    assert stage.window.key_file in rows  # the name of the file, not the file
    for place in (whole, rows.encode()):
        assert key not in place
        assert key.hex().encode() not in place
    ours = rows.split("COPY public.anonymous_answer ", 1)[1].split("\\.\n", 1)[0]
    naive = rows.split("COPY public.naive_answer ", 1)[1].split("\\.\n", 1)[0]
    assert not [words for words in stage.wrote.values() if words in ours]
    in_order = sorted(stage.wrote.values(), key=naive.index)
    assert in_order == list(stage.wrote.values())  # the naive one, in the order of writing


def unpacked(dump: bytes) -> str:
    """Return the dump as SQL, as whoever finds a backup reads it."""
    program = "pg_restore"
    if settings.EMBEDDED:
        program = str(settings.EMBEDDED.binaries / program)
    with tempfile.NamedTemporaryFile() as file:
        file.write(dump)
        file.flush()
        done = subprocess.run([program, "--file=-", file.name], check=True, capture_output=True)
    return done.stdout.decode()


def test_the_log_of_the_server_says_nothing_of_an_answer(
    stage: Stage, own_database: str, tmp_path: Path
) -> None:
    person = stage.office.group[4]
    key = client_of(person).cookies[settings.SESSION_COOKIE_NAME].value
    Session.objects.filter(session_key=key).update(expire_date=clock.now() + dt.timedelta(days=900))
    path = reverse("anonymous:answer", args=[stage.window.pk])
    # The server has a clock of its own.
    owner_says("UPDATE feedback_window SET closes = current_date + 10")
    log = tmp_path / "log"

    with served(own_database, log) as url:
        visitor = Visitor(url, key)
        form = next(form for form in forms_of(visitor.ask(path)[1]) if "text" in form.data)
        token = form.data["csrfmiddlewaretoken"]
        answers = [
            visitor.ask(path, {"csrfmiddlewaretoken": token, "text": words})[0]
            for words in ("", "x" * 2_000, "Tulisan lain")
        ]
        answers.append(visitor.ask(path, {"text": "tanpa tanda"})[0])
        missing = visitor.ask("/tidak-ada/")[0]

    said = log.read_text()
    assert missing == 404
    assert "/tidak-ada/" in said  # the log is on: of other pages it speaks
    assert answers[-1] == 403
    for trace in ("masukan-anonim", key, person.user.username, person.name, "Tulisan"):
        assert trace not in said


class Visitor:
    """A browser with one session."""

    def __init__(self, url: str, key: str) -> None:
        self.url, self.key, self.csrf = url, key, ""

    def ask(self, path: str, data: dict[str, str] | None = None) -> tuple[int, str]:
        body = None if data is None else urllib.parse.urlencode(data).encode()
        request = urllib.request.Request(self.url + path, data=body)
        session = f"{settings.SESSION_COOKIE_NAME}={self.key}"
        request.add_header("Cookie", f"{session}; {settings.CSRF_COOKIE_NAME}={self.csrf}")
        request.add_header("Origin", self.url)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return answer.status, self._read(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, self._read(refused)

    def _read(self, answer: Any) -> str:
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            if name == settings.CSRF_COOKIE_NAME:
                self.csrf = value
        text: str = answer.read().decode()
        return text


@contextmanager
def served(database: str, log: Path) -> Iterator[str]:
    """Run the real server on a database; all that it says goes into a file."""
    port = free_port()
    (Path(settings.VAR) / "static").mkdir(parents=True, exist_ok=True)
    environment = {
        **environment_of(database),
        "PORT": str(port),
        "KINERJA_VAR": str(settings.VAR),
        "KINERJA_SECRET_KEY": settings.SECRET_KEY,
        "KINERJA_LOG": "INFO",
    }
    command = [sys.executable, "-m", "kinerja", "web", "--workers", "1", "--port", str(port)]
    said: dict[str, Any] = {"stdin": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with (
        log.open("wb") as file,
        subprocess.Popen(command, stdout=file, env=environment, **said) as server,
    ):
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_answering(url, server)
            yield url
        finally:
            server.terminate()

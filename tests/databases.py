"""Databases of the tests: one migrated template a server, one clone a process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from psycopg.sql import SQL, Identifier
from pytest_django import DjangoDbBlocker

TEMPLATE = "kinerja_template_"
DRAFT = TEMPLATE + "draft"
CLONE = "kinerja_test_"
# Its own name for each process, so that two runs on one server do not drop each other's.
WORKER_DATABASE = f"{CLONE}{os.getpid()}"


def clone(name: str) -> None:
    """Make a database with all migrations applied; an old one of that name goes."""
    with _maintenance() as owner:
        owner.execute("SELECT pg_advisory_lock(0)")  # another process may be making the template
        template = _template(owner)
        _drop(owner, name)
        made = SQL("CREATE DATABASE {} TEMPLATE {}")
        owner.execute(made.format(Identifier(name), Identifier(template)))


def drop(name: str) -> None:
    with _maintenance() as owner:
        _drop(owner, name)


@contextmanager
def used(name: str, alias: str = "default") -> Iterator[None]:
    """Let Django's connections, those of new threads too, go to this database.

    The connection of before waits: what its transaction keeps is there again afterwards.
    """
    waiting = connections[alias]
    before = waiting.settings_dict["NAME"]
    del connections[alias]
    waiting.settings_dict["NAME"] = name  # the one dict that every thread's connection reads
    try:
        yield
    finally:
        connections[alias].close()
        connections[alias] = waiting
        waiting.settings_dict["NAME"] = before


def least_kept_first(items: list[pytest.Item]) -> None:
    """Let the tests of a module that need the least of what is kept run before the others make it.

    Fixtures of such states are called `kept_...`.
    """
    modules = {path: place for place, path in enumerate(dict.fromkeys(one.path for one in items))}
    items.sort(key=lambda one: (modules[one.path], _kept_by(one)))


def _kept_by(item: pytest.Item) -> int:
    return sum(name.startswith("kept_") for name in getattr(item, "fixturenames", ()))


@contextmanager
def kept(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let what is made now stay until the end of the block; tests within roll back their own."""
    with blocker.unblock(), transaction.atomic():
        with connections["default"].cursor() as cursor:  # it may wait long for a test without reads
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield
        transaction.set_rollback(True)


def url(name: str, *, owner: bool = False) -> str:
    """Return the address of a database for a process of its own."""
    given = str(settings.DATABASE_OWNER_URL if owner else settings.DATABASE_URL)
    return urlunsplit(urlsplit(given)._replace(path=f"/{name}"))


def dumped(name: str) -> str:
    """Return all rows of a database as text, as its administrator would copy them."""
    program = str(settings.EMBEDDED.binaries / "pg_dump") if settings.EMBEDDED else "pg_dump"
    arguments = [program, "--data-only", "--inserts", url(name, owner=True)]
    done = subprocess.run(arguments, capture_output=True, check=True, text=True)
    return done.stdout


def _maintenance() -> psycopg.Connection[tuple[Any, ...]]:
    parameters = connections["owner"].get_connection_params()
    kept = ("host", "port", "user", "password", "sslmode", "sslrootcert")
    given = {name: parameters[name] for name in kept if parameters.get(name)}
    return psycopg.connect(**given, dbname="postgres", autocommit=True)


def _template(owner: psycopg.Connection[tuple[Any, ...]]) -> str:
    """Return the template of today's migrations; make it when it is missing.

    It gets its name last: a killed run leaves a draft, never half a template.
    """
    name = TEMPLATE + _digest()
    stored = _names(owner)
    if name in stored:
        return name
    for old in stored:
        if old.startswith(TEMPLATE) or (old.startswith(CLONE) and _orphaned(old)):
            _drop(owner, old)
    owner.execute(SQL("CREATE DATABASE {}").format(Identifier(DRAFT)))
    with used(DRAFT, "owner"):
        call_command("migrate", verbosity=0)
    renamed = SQL("ALTER DATABASE {} RENAME TO {}")
    owner.execute(renamed.format(Identifier(DRAFT), Identifier(name)))
    return name


def _names(owner: psycopg.Connection[tuple[Any, ...]]) -> list[str]:
    return [name for (name,) in owner.execute("SELECT datname FROM pg_database").fetchall()]


def _orphaned(name: str) -> bool:
    """Tell whether the process that made the clone has ended."""
    pid = name.removeprefix(CLONE).split("_")[0]
    return not Path(f"/proc/{pid}").exists()


def _drop(owner: psycopg.Connection[tuple[Any, ...]], name: str) -> None:
    """Drop a database with its connections; autovacuum, which nobody may end, ends soon itself."""
    statement = SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name))
    for _ in range(100):
        try:
            owner.execute(statement)
            return
        except psycopg.errors.InsufficientPrivilege:
            time.sleep(0.1)
    owner.execute(statement)


def _digest() -> str:
    """Name everything that the schema comes from: our migrations and their libraries."""
    digest = hashlib.sha256(f"{version('django')} {version('procrastinate')}".encode())
    for file in sorted(settings.KINERJA.glob("*/migrations/**/*")):
        if file.suffix in {".py", ".sql"}:
            digest.update(str(file.relative_to(settings.KINERJA)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]

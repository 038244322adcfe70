"""/sehat and /siap tell machines the truth."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from pytest_django import DjangoDbBlocker

from kinerja.config.health import APPEND_ONLY
from tests import databases

HEARTBEAT = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval)"


def heartbeat(age: str = "0 seconds") -> None:
    with connection.cursor() as cursor:
        cursor.execute(HEARTBEAT, [age])


def asked(client: Client) -> tuple[int, dict[str, str]]:
    answer = client.get("/siap")
    checks: dict[str, str] = answer.json()["checks"]
    return answer.status_code, checks


@pytest.mark.django_db
def test_it_lives_while_the_database_answers(client: Client) -> None:
    answer = client.get("/sehat")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_it_answers_no_post(client: Client) -> None:
    assert client.post("/sehat").status_code == 405


@pytest.mark.parametrize("path", ["/sehat", "/siap"])
def test_it_says_so_when_the_database_is_gone(
    client: Client, django_db_setup: None, django_db_blocker: DjangoDbBlocker, path: str
) -> None:
    with django_db_blocker.unblock(), databases.used("kinerja_nowhere"):
        answer = client.get(path)

    assert answer.status_code == 503
    assert answer.json()["status"] == "error"


def test_it_notices_a_database_that_came_back(client: Client, own_database: str) -> None:
    client.get("/sehat")
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [own_database],
        )
    connections["owner"].close()

    assert client.get("/sehat").status_code == 200


@pytest.mark.django_db
def test_it_is_ready_with_a_living_worker(client: Client) -> None:
    heartbeat()

    status, checks = asked(client)

    assert checks == dict.fromkeys(("database", "migrations", "worker", "rights"), "ok")
    assert status == 200


@pytest.mark.django_db
@pytest.mark.parametrize("age", ["61 seconds", None])
def test_it_is_not_ready_without_a_worker(client: Client, age: str | None) -> None:
    if age:
        heartbeat(age)

    status, checks = asked(client)

    assert status == 503
    assert checks["worker"] != "ok"


def test_it_is_not_ready_with_a_migration_missing(client: Client, own_database: str) -> None:
    heartbeat()
    with databases.used(own_database, "owner"), connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'audit'")

    status, checks = asked(client)

    assert status == 503
    assert "audit." in checks["migrations"]


def test_it_is_not_ready_when_its_role_may_change_the_trail(
    client: Client, own_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heartbeat()
    connection.close()
    owner: dict[str, Any] = connections["owner"].settings_dict
    for name in ("USER", "PASSWORD"):
        monkeypatch.setitem(connection.settings_dict, name, owner[name])

    status, checks = asked(client)
    connection.close()

    assert status == 503
    assert all(table in checks["rights"] for table in APPEND_ONLY)
    assert "audit_months." in checks["rights"]


def test_it_is_not_ready_when_one_column_of_the_trail_may_change(
    client: Client, own_database: str
) -> None:
    heartbeat()
    with databases.used(own_database, "owner"), connections["owner"].cursor() as cursor:
        cursor.execute("GRANT UPDATE (purpose) ON access_event TO kinerja_app")

    status, checks = asked(client)

    assert (status, checks["rights"]) == (
        503,
        "the application's role may change access_event",
    )


@pytest.mark.django_db
def test_every_append_only_table_exists() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name FROM unnest(%s::text[]) AS name WHERE to_regclass(name) IS NULL",
            [list(APPEND_ONLY)],
        )
        missing = cursor.fetchall()

    assert missing == []

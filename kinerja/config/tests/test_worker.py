"""The worker does what was queued, rescues what was lost and keeps house."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.db import connection

from kinerja.config import tasks
from kinerja.foundation import clock
from kinerja.foundation.background import enqueue


def one(query: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        return cursor.fetchone()[0]


def test_it_does_what_was_queued_and_stops(own_database: str) -> None:
    enqueue("config.open_months", timestamp=0)

    call_command("worker", "--once")

    assert one(
        "SELECT status::text FROM procrastinate_jobs WHERE task_name = 'config.open_months'"
    ) == ("succeeded")


def test_it_rescues_what_a_killed_worker_held(own_database: str) -> None:
    enqueue("config.open_months", timestamp=0)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (%s)",
            [clock.now() - timedelta(hours=1)],
        )
        cursor.execute(
            "SELECT procrastinate_fetch_job_v2(NULL, (SELECT max(id) FROM procrastinate_workers))"
        )
    held = one("SELECT status::text FROM procrastinate_jobs")

    call_command("worker", "--once")

    assert held == "doing"
    assert one(
        "SELECT status::text FROM procrastinate_jobs WHERE task_name LIKE 'config.open%%'"
    ) == ("succeeded")


def test_the_coming_months_are_open(own_database: str) -> None:
    tasks.open_coming_months(timestamp=0)

    month = f"audit_event_{clock.now():%Y_%m}"
    assert one("SELECT count(*) FROM pg_class WHERE relname = %s", month) == 1

"""The worker does what was queued, rescues what was lost and keeps house."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

from django.db import connection

from kinerja.config import tasks
from kinerja.foundation import clock
from kinerja.foundation.background import enqueue
from tests import databases


def one(query: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        return cursor.fetchone()[0]


def work(database: str) -> None:
    """Run a worker until the queue is empty, as a process: its threads keep connections."""
    command = [sys.executable, "-m", "kinerja", "worker", "--once"]
    environment = {**os.environ, "DATABASE_URL": databases.url(database)}
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=True)


def test_it_does_what_was_queued_and_stops(own_database: str) -> None:
    enqueue("config.open_months", timestamp=0)

    work(own_database)

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

    work(own_database)

    assert held == "doing"
    assert one(
        "SELECT status::text FROM procrastinate_jobs WHERE task_name LIKE 'config.open%%'"
    ) == ("succeeded")


def test_the_coming_months_are_open(own_database: str) -> None:
    tasks.open_coming_months(timestamp=0)

    month = f"audit_event_{clock.now():%Y_%m}"
    assert one("SELECT count(*) FROM pg_class WHERE relname = %s", month) == 1

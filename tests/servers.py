"""The real web server on a database of a test's own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests import databases

PATIENCE = 60.0


@contextmanager
def running(database: str) -> Iterator[str]:
    """Serve the database with the production server; it ends with us, however we end."""
    port = free_port()
    environment = {**environment_of(database), "PORT": str(port)}
    command = [sys.executable, "-m", "kinerja", "web", "--port", str(port), "--workers", "1"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as server:
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until_answering(url, server)
            yield url
        finally:
            server.terminate()


def wait_until_answering(url: str, server: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        if server.poll() is not None:
            raise AssertionError(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/sehat", timeout=10):
                return
        except OSError:  # also where it answers, but not well
            time.sleep(0.05)
    raise AssertionError(f"no answer from {url} in {PATIENCE:.0f} seconds")


def fetch_json(url: str) -> tuple[int, dict[str, Any]]:
    """Return status and JSON, whatever the status."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.load(refused)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def working(database: str) -> Iterator[None]:
    """Let a worker do what the pages leave to it; it ends with us."""
    environment = environment_of(database)
    command = [sys.executable, "-m", "kinerja", "worker"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as worker:
        try:
            yield
        finally:
            worker.terminate()


def said_by(database: str, *command: str) -> str:
    """Run one of our commands on the database; return what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "kinerja", *command],
        env={**environment_of(database), "KINERJA_SUPERVISED": ""},
        check=True,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return done.stdout


def environment_of(database: str) -> dict[str, str]:
    """Return the surroundings of a process of ours that works on a test's own database.

    What it runs is not measured: a browser asks only for what other tests ask for, too.
    """
    left_out = {"DATABASE_OWNER_URL", "COVERAGE_PROCESS_CONFIG"}
    given = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**given, "DATABASE_URL": databases.url(database), "KINERJA_SUPERVISED": "1"}

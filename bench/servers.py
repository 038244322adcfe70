"""The two servers: ours as in production, and the floor; one worker, one thread each."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from bench import cpu
from bench.connections import url_of
from bench.places import ROOT
from tests.servers import free_port, wait_until_answering


@dataclass(frozen=True)
class Serving:
    """A server that answers, and by which name its connections are known to PostgreSQL."""

    name: str
    port: int
    pid: int

    def application(self) -> list[int]:
        return cpu.family(self.pid)

    def backends(self, owner: psycopg.Connection) -> list[int]:
        """The PostgreSQL processes that serve it."""
        asked = "SELECT pid FROM pg_stat_activity WHERE application_name = %s"
        return [pid for (pid,) in owner.execute(asked, [self.name]).fetchall()]


@contextmanager
def ours() -> Iterator[Serving]:
    """The production server."""
    arguments = ["kinerja", "web", "--workers", "1", "--threads", "1"]
    with _serving("bench-ours", arguments) as serving:
        yield serving


@contextmanager
def floor(frames: Path) -> Iterator[Serving]:
    """The same server over bare statements and f-strings."""
    with _serving("bench-floor", ["bench.floor"], BENCH_FRAMES=str(frames)) as serving:
        yield serving


@contextmanager
def _serving(name: str, arguments: list[str], **more: str) -> Iterator[Serving]:
    port = free_port()
    environment = {
        **os.environ,
        **more,
        "DATABASE_URL": url_of("kinerja_app", name),
        "KINERJA_SUPERVISED": "1",  # it ends with us, however we end
        "PORT": str(port),
    }
    command = [sys.executable, "-m", *arguments, "--port", str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment, cwd=ROOT) as process:
        try:
            wait_until_answering(f"http://127.0.0.1:{port}", process)
            yield Serving(name, port, process.pid)
        finally:
            process.terminate()

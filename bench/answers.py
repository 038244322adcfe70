"""Answers of citizens: so many offered a second, beside people who are signed in.

The generator is open: it offers an answer when its time has come, whether or not those before are
answered. Each answer comes from an address of its own; one that is told "come again" comes again
under its key, as the page does it. Loopback only.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import NamedTuple

from bench.bulk import Figure
from bench.places import ROOT
from tests.servers import environment_of, free_port, wait_until_answering

#: answers offered in a second, for so many seconds; the counters they come from
RATE, SECONDS, COUNTERS = 1_000, 60, 200
#: connections of the proxy; pages of signed-in people in a second
CONNECTIONS, PAGES = 256, 5
#: the page asks five to ten seconds later; so do we, this often
TRIES = 6
#: each so many-th answer is sent twice at once
DOUBLED = 50
FORM = "Content-Type: application/x-www-form-urlencoded"


class Outcome(NamedTuple):
    """What a run has shown."""

    offered: int
    stored: int
    twice: int
    statuses: dict[str, int]
    answer_p95: float
    page_p95: float
    took: float

    @property
    def share(self) -> float:
        return 100 * self.stored / self.offered

    def said(self) -> str:
        """One row for docs/bench.md, and what lies behind it."""
        return (
            f"| answers of citizens, {self.offered} offered | {self.share:.2f} % stored, "
            f"{self.twice} twice, answered in {self.answer_p95:.0f} ms (p95) | 99 % | \n"
            f"| a signed-in page beside them | {self.page_p95:.0f} ms (p95) | 1000 ms |\n"
            f"offered {self.offered}, stored {self.stored}, {self.took:.1f} s, {self.statuses}"
        )


class Load:
    """Connections that take what is due, one after the other."""

    def __init__(self, port: int, codes: list[str], cookie: str) -> None:
        self.port, self.codes, self.cookie = port, codes, cookie
        self.due: asyncio.Queue[tuple[float, bytes, int] | None] = asyncio.Queue()
        self.statuses: Counter[str] = Counter()
        self.answers: list[float] = []
        self.pages: list[float] = []
        self.later: set[asyncio.Task[None]] = set()

    async def run(self, rate: int, seconds: int) -> float:
        """Offer and wait until all is answered; return how long it took."""
        began = time.monotonic()
        workers = [asyncio.create_task(self._connection()) for _ in range(CONNECTIONS)]
        reader = asyncio.create_task(self._read_pages(began + seconds))
        offered = 0
        while offered < rate * seconds:
            wanted = min(int((time.monotonic() - began) * rate), rate * seconds)
            for no in range(offered, wanted):
                one = (began + no / rate, self._request(), TRIES)
                self.due.put_nowait(one)
                if no % DOUBLED == 0:
                    self.due.put_nowait(one)
            offered = max(offered, wanted)
            await asyncio.sleep(0.002)
        while self.later or not self.due.empty():
            await asyncio.sleep(0.05)
        for _ in workers:
            self.due.put_nowait(None)
        await asyncio.gather(*workers, reader)
        return time.monotonic() - began

    def _request(self) -> bytes:
        scores = "&".join(f"U{no}={random.randint(1, 4)}" for no in range(1, 10))
        body = f"kunci={uuid.uuid4()}&{scores}"
        address = ".".join(str(random.randint(1, 250)) for _ in range(4))
        head = f"POST /s/{random.choice(self.codes)} HTTP/1.1\r\nHost: localhost\r\n"
        head += f"X-Forwarded-Proto: https\r\nX-Forwarded-For: {address}\r\n{FORM}\r\n"
        return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()

    async def _connection(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        while (one := await self.due.get()) is not None:
            at, request, tries = one
            try:
                writer.write(request)
                status = await _answered(reader)
            except (OSError, asyncio.IncompleteReadError):
                status = "broken"
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            self.statuses[status] += 1
            if status in {"503", "broken"} and tries:
                task = asyncio.create_task(self._again(request, tries - 1))
                self.later.add(task)
                task.add_done_callback(self.later.discard)
            else:
                self.answers.append(time.monotonic() - at)
        writer.close()

    async def _again(self, request: bytes, tries: int) -> None:
        await asyncio.sleep(5 + 5 * random.random())
        self.due.put_nowait((time.monotonic(), request, tries))

    async def _read_pages(self, until: float) -> None:
        """Open a page as somebody who is signed in, again and again."""
        head = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n"
        request = f"{head}Cookie: {self.cookie}\r\nConnection: close\r\n\r\n".encode()
        while time.monotonic() < until:
            began = time.monotonic()
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.write(request)
            status = await _answered(reader)
            writer.close()
            self.statuses[f"page {status}"] += 1
            self.pages.append(time.monotonic() - began)
            await asyncio.sleep(max(0.0, 1 / PAGES - (time.monotonic() - began)))


async def _answered(reader: asyncio.StreamReader) -> str:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    for line in head.lower().split("\r\n"):
        if line.startswith("content-length:"):
            await reader.readexactly(int(line.partition(":")[2]))
    return head[9:12]


def p95(seconds: list[float]) -> float:
    """Return the 95th percentile in milliseconds."""
    return 1000 * sorted(seconds)[int(len(seconds) * 0.95)] if seconds else 0.0


@contextmanager
def _city() -> Iterator[tuple[str, list[str], str]]:
    """A small city of its own with many counters; yields database, codes and a session."""
    from django.conf import settings

    from kinerja.accounts.models import User
    from kinerja.foundation import clock
    from kinerja.surveys.tests.stages import code_of, make_service
    from tests import databases
    from tests.factories import client_of, make_town

    name = f"bench_answers_{os.getpid()}"
    databases.clone(name)
    try:
        with databases.used(name):
            town = make_town()
            services = [make_service(town.office) for _ in range(COUNTERS)]
            codes = [code_of(one.counters.get()) for one in services]
            User.objects.update(informed_at=clock.now())
            kept = client_of(town.andi).cookies[settings.SESSION_COOKIE_NAME]
            yield name, codes, f"{settings.SESSION_COOKIE_NAME}={kept.value}"
    finally:
        databases.drop(name)


def measured(rate: int = RATE, seconds: int = SECONDS) -> Outcome:
    """Offer answers to the production server, as `kinerja serve` starts it."""
    with _city() as (name, codes, cookie):
        port = free_port()
        given = {**environment_of(name), "PORT": str(port), "KINERJA_BEHIND_PROXY": "1"}
        command = [sys.executable, "-m", "kinerja", "web", "--port", str(port)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=given, cwd=ROOT) as server:
            try:
                wait_until_answering(f"http://127.0.0.1:{port}", server)
                asyncio.run(Load(port, codes, cookie).run(rate // 4, 2))  # warm
                before = _stored()
                load = Load(port, codes, cookie)
                took = asyncio.run(load.run(rate, seconds))
                return _outcome(load, rate * seconds, _stored() - before, took)
            finally:
                server.terminate()


def figures() -> list[Figure]:
    """Return what docs/bench.md says of it."""
    found = measured()
    told = f"{found.offered} answers in {SECONDS} s, p95 {found.answer_p95:.0f} ms"
    return [
        Figure("answers of citizens that were lost", 100 - found.share, "%", 1, told),
        Figure("answers that were kept twice", found.twice, "answers", 0),
        Figure("a signed-in page beside them, p95", found.page_p95, "ms", 1_000),
    ]


def _stored() -> int:
    from kinerja.surveys.models import InboxAnswer

    return InboxAnswer.objects.count()


def _outcome(load: Load, offered: int, stored: int, took: float) -> Outcome:
    return Outcome(
        offered=offered,
        stored=stored,
        twice=max(0, stored - offered),
        statuses=dict(load.statuses),
        answer_p95=p95(load.answers),
        page_p95=p95(load.pages),
        took=took,
    )


def main() -> None:
    """Measure alone."""
    from django.conf import settings

    parser = argparse.ArgumentParser(prog="python -m bench.answers", description=__doc__)
    parser.add_argument("--rate", type=int, default=RATE)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    options = parser.parse_args()
    with settings.EMBEDDED.in_use() if settings.EMBEDDED else nullcontext():
        print(measured(options.rate, options.seconds).said())


if __name__ == "__main__":
    from bench import environment

    os.environ["KINERJA_TESTING"] = "true"  # a small city by the tests' template
    environment.choose()
    main()

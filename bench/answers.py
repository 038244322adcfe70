"""Answers of citizens: so many offered a second, beside people who are signed in.

The generator is open: it offers an answer when its time has come, whether or not those before are
answered. Each answer comes from an address of its own; one that is told "come again" comes again
under its key, as the page does it. Then one service is flooded: by good answers, forged ones,
wrong ones and openings of its page, without a proof of work, while citizens answer at another.
Loopback only.
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
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from typing import NamedTuple

from bench.bulk import Figure
from bench.places import ROOT
from tests.servers import environment_of, free_port, wait_until_answering

#: answers offered in a second, for so many seconds; the counters they come from
RATE, SECONDS, COUNTERS = 1_000, 60, 200
#: seconds in which each process opens its first pages, before anything is measured
WARM = 6
#: connections of the proxy; pages of signed-in people in a second
CONNECTIONS, PAGES = 256, 5
#: the page asks five to ten seconds later; so do we, this often
TRIES = 6
#: each so many-th answer is sent twice at once
DOUBLED = 50
#: what one service is flooded with in a second, from so many addresses, for so many seconds; and
#: the answers that come to another one meanwhile
FLOOD, FLOODERS, FLOODED, BESIDE = 1_500, 500, 20, 10
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

    def __init__(self, port: int, made: Callable[[], bytes], tries: int = TRIES) -> None:
        self.port, self.made, self.tries = port, made, tries
        self.due: asyncio.Queue[tuple[float, bytes, int] | None] = asyncio.Queue()
        self.statuses: Counter[str] = Counter()
        self.answers: list[float] = []
        self.later: set[asyncio.Task[None]] = set()
        #: what has been offered and not been answered for good
        self.open = 0

    async def run(self, rate: int, seconds: int) -> float:
        """Offer and wait until all is answered; return how long it took."""
        began = time.monotonic()
        workers = [asyncio.create_task(self._connection()) for _ in range(CONNECTIONS)]
        offered = 0
        while offered < rate * seconds:
            wanted = min(int((time.monotonic() - began) * rate), rate * seconds)
            for no in range(offered, wanted):
                one = (began + no / rate, self.made(), self.tries)
                for _ in range(2 if self.tries and no % DOUBLED == 0 else 1):
                    self.open += 1
                    self.due.put_nowait(one)
            offered = max(offered, wanted)
            await asyncio.sleep(0.002)
        while self.open:
            await asyncio.sleep(0.05)
        for _ in workers:
            self.due.put_nowait(None)
        await asyncio.gather(*workers)
        return time.monotonic() - began

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
                self.open -= 1
        writer.close()

    async def _again(self, request: bytes, tries: int) -> None:
        await asyncio.sleep(5 + 5 * random.random())
        self.due.put_nowait((time.monotonic(), request, tries))


class Reader:
    """Somebody who is signed in, and opens a page again and again."""

    def __init__(self, port: int, cookie: str) -> None:
        head = "GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n"
        self.port = port
        self.request = f"{head}Cookie: {cookie}\r\nConnection: close\r\n\r\n".encode()
        self.statuses: Counter[str] = Counter()
        self.pages: list[float] = []

    async def read(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            began = time.monotonic()
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.write(self.request)
            self.statuses[f"page {await _answered(reader)}"] += 1
            writer.close()
            self.pages.append(time.monotonic() - began)
            await asyncio.sleep(max(0.0, 1 / PAGES - (time.monotonic() - began)))


def honest(codes: list[str]) -> bytes:
    """One citizen's answer at one of these counters, from an address of its own."""
    address = ".".join(str(random.randint(1, 250)) for _ in range(4))
    return _posted(random.choice(codes), address, f"kunci={uuid.uuid4()}&{_scores()}")


def hostile(code: str) -> bytes:
    """One request of a flood on a counter: good, forged, wrong, or an opening of its page."""
    number = random.randrange(FLOODERS)
    address = f"198.{18 + number // 250}.{number % 7}.{number % 250 + 1}"
    kind = random.randrange(4)
    if kind == 0:
        return _asked(f"GET /s/{code}", address, "")
    key = uuid.uuid4() if kind == 1 else "forged"
    scores = _scores() if kind != 2 else "U1=9&saran=" + "a" * 2_000
    return _posted(code, address, f"kunci={key}&{scores}")


def _scores() -> str:
    return "&".join(f"U{no}={random.randint(1, 4)}" for no in range(1, 10))


def _posted(code: str, address: str, body: str) -> bytes:
    return _asked(f"POST /s/{code}", address, f"{FORM}\r\nContent-Length: {len(body)}\r\n", body)


def _asked(what: str, address: str, more: str, body: str = "") -> bytes:
    head = f"{what} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n"
    return f"{head}X-Forwarded-For: {address}\r\n{more}\r\n{body}".encode()


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


class Served(NamedTuple):
    """A production server beside a small city: its port, the codes of counters, and a session."""

    port: int
    codes: list[str]
    cookie: str


@contextmanager
def _served() -> Iterator[Served]:
    """Serve a city as `kinerja serve` does it."""
    with _city() as (name, codes, cookie):
        port = free_port()
        given = {**environment_of(name), "PORT": str(port), "KINERJA_BEHIND_PROXY": "1"}
        command = [sys.executable, "-m", "kinerja", "web", "--port", str(port)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=given, cwd=ROOT) as server:
            try:
                wait_until_answering(f"http://127.0.0.1:{port}", server)
                served = Served(port, codes, cookie)
                warmed = Load(port, partial(honest, codes[2:])).run(RATE // 4, 2)
                asyncio.run(_together(warmed, Reader(port, cookie).read(WARM)))
                yield served
            finally:
                server.terminate()


def measured(rate: int = RATE, seconds: int = SECONDS) -> Outcome:
    """Offer answers at all counters."""
    with _served() as served:
        made = partial(honest, served.codes)
        before = _stored()
        load, reader = Load(served.port, made), Reader(served.port, served.cookie)
        took = asyncio.run(_together(load.run(rate, seconds), reader.read(seconds)))
        return _outcome(load, reader, rate * seconds, _stored() - before, took)


def flooded(rate: int = FLOOD, seconds: int = FLOODED) -> tuple[Outcome, dict[str, int]]:
    """Flood one service while answers come to another; return what became of those, and of it."""
    with _served() as served:
        mine, theirs = served.codes[:1], served.codes[1]
        flood = Load(served.port, partial(hostile, theirs), tries=0)
        load = Load(served.port, partial(honest, mine))
        reader = Reader(served.port, served.cookie)
        beside = load.run(BESIDE, seconds)
        took = asyncio.run(_together(beside, reader.read(seconds), flood.run(rate, seconds)))
        told = _outcome(load, reader, BESIDE * seconds, _stored(mine[0]), took)
        return told, dict(flood.statuses)


async def _together(first: Awaitable[float], *others: Awaitable[object]) -> float:
    beside = asyncio.gather(*others)
    took = await first
    await beside
    return took


def figures() -> list[Figure]:
    """Return what docs/bench.md says of it."""
    found = measured()
    beside, answers = flooded()
    lost = beside.offered - beside.stored
    flood = f"{FLOOD} requests a second on one, {BESIDE} answers on the other: {answers}"
    told = f"{found.offered} answers in {SECONDS} s, p95 {found.answer_p95:.0f} ms"
    return [
        Figure("answers of citizens that were lost", 100 - found.share, "%", 1, told),
        Figure("answers that were kept twice", found.twice, "answers", 0),
        Figure("a signed-in page beside them, p95", found.page_p95, "ms", 1_000),
        Figure("answers that a flood on another service cost", lost, "answers", 0, flood),
        Figure("a signed-in page beside the flood, p95", beside.page_p95, "ms", 1_000),
    ]


def _stored(code: str = "") -> int:
    """Return the answers that were kept, at one counter or at all."""
    from kinerja.services.models import Counter as Place
    from kinerja.surveys.models import InboxAnswer

    rows = InboxAnswer.objects.all()
    return (rows.filter(counter_id=Place.objects.get(codes=code).pk) if code else rows).count()


def _outcome(load: Load, reader: Reader, offered: int, stored: int, took: float) -> Outcome:
    return Outcome(
        offered=offered,
        stored=stored,
        twice=max(0, stored - offered),
        statuses=dict(load.statuses + reader.statuses),
        answer_p95=p95(load.answers),
        page_p95=p95(reader.pages),
        took=took,
    )


def main() -> None:
    """Measure alone."""
    from django.conf import settings

    parser = argparse.ArgumentParser(prog="python -m bench.answers", description=__doc__)
    parser.add_argument("--rate", type=int, default=RATE)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--flood", action="store_true", help="one service, others beside it")
    options = parser.parse_args()
    with settings.EMBEDDED.in_use() if settings.EMBEDDED else nullcontext():
        if options.flood:
            beside, flood = flooded()
            print(beside.said(), f"the flood: {flood}", sep="\n")
        else:
            print(measured(options.rate, options.seconds).said())


if __name__ == "__main__":
    from bench import environment

    os.environ["KINERJA_TESTING"] = "true"  # a small city by the tests' template
    environment.choose()
    main()

"""The whole run: city, servers, rounds, bulk, bytes, table."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import (
    answers,
    asking,
    bulk,
    city,
    comparing,
    cpu,
    frames,
    report,
    servers,
    statements,
    surveys,
)
from bench.connections import owner, url_of
from bench.places import ROOT
from bench.ratios import Round, summary
from bench.servers import Serving
from bench.sizes import sizes
from bench.visits import Kind, kinds

MILLISECOND = 1_000_000


class Client:
    """The asking process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, serving: Serving, kind: Kind, times: int) -> int:
        """Let all visitors ask; return how many requests were answered, all of them well."""
        job = {"port": serving.port, "requests": kind.requests, "times": times}
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        wrong = {status for status in told["statuses"] if status not in {"200", "303"}}
        if wrong:
            raise RuntimeError(f"{kind.name} on {serving.name} answers {told['statuses']}")
        return sum(told["statuses"].values())


@contextmanager
def client() -> Iterator[Client]:
    command = [sys.executable, "-m", "bench.asking"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        try:
            yield Client(process)
        finally:
            process.terminate()


def run(*, only: list[str], rounds: int, with_bulk: bool, with_surveys: bool) -> int:
    """Measure everything, print the table, write it; return the exit status."""
    with city.running():
        os.environ["BENCH_OWNER_URL"] = url_of("kinerja_owner")
        city.vacuum()
        chosen = [one for one in kinds(city.visitors()) if not only or one.name in only]
        counted = {one.name: statements.count(one) for one in chosen}
        measured, pages = _measure(chosen, counted, rounds)
        figures = [*bulk.figures(), *answers.figures()] if with_bulk else []
        figures += surveys.figures() if with_surveys else []
        weights = sizes(pages)
        text = report.table(measured, figures, weights, rounds)
    print(text)
    if not only and with_bulk and with_surveys:
        report.write(text)
    met = [one.is_met for one in measured]
    met += [one.is_met for one in figures]
    met += [one.is_met for one in weights]
    return 0 if all(met) else 1


def _measure(
    chosen: list[Kind], counted: dict[str, int], rounds: int
) -> tuple[list[report.Measured], dict[str, str]]:
    with servers.ours() as ours, client() as asker, owner() as connection:
        pages = _pages(ours, chosen)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "frames.json")
            cuts = {name: frames.cut(html) for name, (_, html) in pages.items()}
            file.write_text(json.dumps(cuts))
            with servers.floor(file) as floor:
                measured = []
                for kind in chosen:
                    lacking = _lacking(ours, floor, kind)
                    taken = _rounds(asker, connection, (ours, floor), kind, rounds)
                    total = summary(taken)
                    measured.append(report.Measured(kind, total, counted[kind.name], lacking))
                    print(f"{kind.title}: {total.ratio:.2f}", flush=True)
    return measured, dict(pages.values())


def _pages(ours: Serving, chosen: list[Kind]) -> dict[str, tuple[str, str]]:
    """Return title and HTML of the first visitor's page of each kind that is read."""
    connection = http.client.HTTPConnection("127.0.0.1", ours.port)
    return {
        kind.name: (kind.title, asking.send(connection, kind.requests[0])[2])
        for kind in chosen
        if kind.target == "page"
    }


def _lacking(ours: Serving, floor: Serving, kind: Kind) -> list[str]:
    """Say what most of the floor's answers lack; a rare word of one visitor does not matter."""
    pair = [http.client.HTTPConnection("127.0.0.1", one.port) for one in (ours, floor)]
    found: list[list[str]] = []
    for request in kind.requests:
        mine, theirs = (asking.send(connection, request) for connection in pair)
        if mine[0] != theirs[0]:
            return [f"answers {theirs[0]} instead of {mine[0]}"]
        found.append(comparing.lacking(mine[2], theirs[2]))
        asking.keep(request)
    short = [one for one in found if one]
    return short[0] if len(short) * 10 > len(found) else []


def _rounds(
    asker: Client, connection: Any, pair: tuple[Serving, Serving], kind: Kind, rounds: int
) -> list[Round]:
    """Ask both in turn; who is first changes from round to round."""
    for serving in pair:
        asker.ask(serving, kind, 1)  # both warm
    taken = []
    for number in range(rounds):
        order = pair if number % 2 else pair[::-1]
        spent = {serving.name: _spent(asker, connection, serving, kind) for serving in order}
        taken.append(Round(*spent[pair[0].name], *spent[pair[1].name]))
    return taken


def _spent(asker: Client, connection: Any, serving: Serving, kind: Kind) -> tuple[float, float]:
    """Return the CPU milliseconds a request of the application and of PostgreSQL."""
    while True:
        parts = (serving.application(), serving.backends(connection))
        before = [cpu.spent(pids) for pids in parts]
        asked = asker.ask(serving, kind, kind.times)
        after = [cpu.spent(pids) for pids in parts]
        if parts == (serving.application(), serving.backends(connection)):
            break  # nobody came or went (a connection is renewed once a minute)
    app, database = (
        (now - then) / asked / MILLISECOND for now, then in zip(after, before, strict=True)
    )
    return app, database

"""The one table, printed and written into docs/bench.md."""

from __future__ import annotations

import datetime as dt
import os
import platform
from typing import NamedTuple

import psycopg

from bench import page
from bench.bulk import Figure
from bench.ratios import Summary
from bench.sizes import Size
from bench.statements import MOST
from bench.visits import Kind

HEAD = """\
# What it costs

`make bench` wrote this page. It makes a city of 10,000 employees (kept under `var/bench`), starts
the production server and a floor with one worker and one thread each, and lets 40 people ask for
each page in turn. The floor answers the same addresses with the same rows, links, forms and words
over bare prepared statements and escaped f-strings, and makes the same writes; the run fails where
it does less. Cost is the CPU time of exactly our processes, the server's and those of PostgreSQL
that serve it. Read the ratios: milliseconds differ from machine to machine.
"""
NOTES = """\
Ratio: the median of the rounds' ratios, in brackets the lowest and the highest round. A page or a
form may cost twice its floor, an autosave 2.2 times, signing in 1.3 times. Both htmx fragments save
what was typed, so they are held to the autosave's figure. The overview of the city's stages runs
the same two statements on both sides. Statements count everything of a request except BEGIN and
COMMIT; a page may take 12.
"""


class Measured(NamedTuple):
    """One kind of page with all its figures."""

    kind: Kind
    summary: Summary
    statements: int
    lacking: list[str]

    @property
    def is_met(self) -> bool:
        few = self.statements <= MOST or not self.kind.counts
        return self.summary.ratio <= self.kind.most and few and not self.lacking


def table(measured: list[Measured], figures: list[Figure], sizes: list[Size], rounds: int) -> str:
    """Return everything as Markdown."""
    lines = [
        HEAD,
        machine(rounds),
        "## Pages\n",
        "| page | ours, ms (app + PostgreSQL) | floor, ms | ratio | target | statements | |",
        "|---|---|---|---|---|---|---|",
        *map(_page, measured),
        "",
        NOTES,
    ]
    if figures:
        lines += ["## In bulk\n", "| act | figure | target | |", "|---|---|---|---|"]
        lines += [*map(_figure, figures), ""]
    lines += ["## Bytes\n", "Compressed by gzip, in kB of 1,000 bytes.\n"]
    lines += ["| what | kB | at most | elements | |", "|---|---|---|---|---|", *map(_size, sizes)]
    return "\n".join(lines) + "\n"


def write(text: str) -> None:
    """Write the measurement; the result of the last soak stays below."""
    page.write(page.with_measurement(page.read(), text))


def machine(rounds: int) -> str:
    """Say on what this was measured, without naming the machine."""
    with psycopg.connect(os.environ["BENCH_OWNER_URL"]) as connection:
        version = connection.info.server_version
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    today = dt.datetime.now(dt.UTC).date()  # noqa: TID251 - the day of the measurement
    return (
        f"{today:%d %B %Y}: {os.cpu_count()} cores, {memory:.0f} GiB, {platform.machine()}, Linux "
        f"{platform.release().split('-')[0]}, PostgreSQL {version // 10_000}.{version % 10_000}, "
        f"Python {platform.python_version()}; {rounds} rounds.\n"
    )


def _mark(*, is_met: bool) -> str:
    return "" if is_met else "**missed**"


def _page(one: Measured) -> str:
    s = one.summary
    count = f"{one.statements}"
    said = "; ".join([_mark(is_met=one.is_met), *one.lacking]).strip("; ")
    return (
        f"| {one.kind.title} | {s.app + s.database:.2f} ({s.app:.2f} + {s.database:.2f}) "
        f"| {s.floor_app + s.floor_database:.2f} ({s.floor_app:.2f} + {s.floor_database:.2f}) "
        f"| {s.ratio:.2f} ({s.lowest:.2f}-{s.highest:.2f}) | {one.kind.most} | {count} | {said} |"
    )


def _figure(one: Figure) -> str:
    note = f", {one.note}" if one.note else ""
    mark = _mark(is_met=one.is_met)
    return f"| {one.name}{note} | {one.value:.1f} {one.unit} | {one.most:g} {one.unit} | {mark} |"


def _size(one: Size) -> str:
    mark = _mark(is_met=one.is_met)
    return f"| {one.name} | {one.kilobytes:.1f} | {one.most:g} | {one.nodes or ''} | {mark} |"

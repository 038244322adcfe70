"""How much CPU exactly our processes have used."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

PROC = Path("/proc")
NANOSECONDS = 1_000_000_000


def spent(pids: Iterable[int]) -> int:
    """Return the nanoseconds that processes have run so far, all their threads together."""
    return sum(_of_process(PROC / str(pid)) for pid in pids)


def family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    found = [pid]
    for one in found:
        for task in (PROC / str(one) / "task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def run_time(schedstat: str) -> int:
    """Read the first figure of a thread's schedstat: nanoseconds on a CPU."""
    return int(schedstat.split(maxsplit=1)[0])


def ticks(stat: str) -> int:
    """Read utime + stime of a stat line; the name may hold blanks and brackets."""
    fields = stat.rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _of_process(folder: Path) -> int:
    """Sum the threads' run time, to the nanosecond; kernels without it count in ticks."""
    try:
        return sum(run_time(task.read_text()) for task in folder.glob("task/*/schedstat"))
    except (OSError, IndexError):
        each = NANOSECONDS // os.sysconf("SC_CLK_TCK")
        return ticks((folder / "stat").read_text()) * each

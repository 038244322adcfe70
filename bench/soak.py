"""`python -m bench.soak`: every test of races and crashes again and again; minutes, not seconds."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import re
import subprocess
import sys
import time
from collections import Counter
from typing import NamedTuple

from bench import page
from bench.places import ROOT

#: what a file with a test of races or of crashes mentions
MARKS = re.compile(r"\bown_database\b|\bThread|\bSIGKILL\b|\.kill\(")
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)
PASSED = re.compile(r"\b(\d+) passed\b.* in [\d.]+s")


class Run(NamedTuple):
    """What one run of all chosen tests said."""

    passed: int
    failed: list[str]

    @property
    def is_red(self) -> bool:
        return bool(self.failed) or not self.passed


def files() -> list[str]:
    """Return the test files in which people or crashes meet."""
    found = [*ROOT.glob("kinerja/**/test_*.py"), *ROOT.glob("tests/test_*.py")]
    return sorted(
        str(file.relative_to(ROOT))
        for file in found
        if MARKS.search(file.read_text(encoding="utf-8"))
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--processes", type=int, default=2 * (os.cpu_count() or 1))
    options = parser.parse_args()
    began, runs = time.monotonic(), []
    for number in range(options.times):
        runs.append(run(options.processes))
        print(f"run {number + 1} of {options.times}: {told(runs[-1])}", flush=True)
        said = report(runs, time.monotonic() - began)  # stands even when somebody breaks it off
        page.write(page.with_soak(page.read(), said))
    return 1 if any(one.is_red for one in runs) else 0


def run(processes: int) -> Run:
    """Run them all once, more processes than cores: what meets by chance shall meet often."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "bench.soaking", *files()]
    command += ["-m", "not journey", "-n", str(processes), "--dist", "worksteal"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    one = judged(done.stdout, done.returncode)
    if one.is_red:
        sys.stdout.write(done.stdout)
    return one


def judged(said: str, code: int) -> Run:
    """Read pytest's answer; a run that ended badly without naming a test names itself."""
    passed = PASSED.search(said)
    failed = FAILED.findall(said) or ([f"pytest ended with {code}"] if code else [])
    return Run(int(passed[1]) if passed else 0, failed)


def told(one: Run) -> str:
    return f"{one.passed} passed, {len(one.failed)} failed"


def report(runs: list[Run], seconds: float) -> str:
    """Say what the last soak gave, with each test that failed and how often."""
    today = dt.datetime.now(dt.UTC).date()  # noqa: TID251 - the day of the run
    red = sum(one.is_red for one in runs)
    tests = max((one.passed + len(one.failed) for one in runs), default=0)
    lines = [
        "`make soak` wrote this part: every test of races, crashes and kills, again and again,",
        "with more processes than cores.",
        "",
        f"{today:%d %B %Y}: {len(runs)} runs of {tests} tests, {len(runs) - red} green,"
        f" {red} red, {seconds / 60:.0f} minutes, {os.cpu_count()} cores.",
    ]
    often = Counter(name for one in runs for name in one.failed)
    if often:
        lines += ["", "| failed | times |", "|---|---|"]
        lines += [f"| `{name}` | {count} |" for name, count in often.most_common()]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())

"""`python -m bench.soak`: every test of races and crashes again and again; minutes, not seconds."""

from __future__ import annotations

import argparse
import datetime as dt
import re
import subprocess
import sys
import time

from bench.places import FILE, ROOT

#: what marks a test as one of races or of crashes
MARKS = re.compile(r"\bown_database\b|\bThread|\bSIGKILL\b")
SECTION = "## Soak"


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
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    chosen, failed, began = files(), 0, time.monotonic()
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-m", "not journey", *chosen]
    for number in range(times):
        failed += subprocess.call(command, cwd=ROOT) != 0
        print(f"run {number + 1} of {times}, {failed} failed", flush=True)
    write(f"{times} runs of {len(chosen)} files, {failed} failed", time.monotonic() - began)
    return 1 if failed else 0


def write(said: str, seconds: float) -> None:
    """Put the last result below what `make bench` has written."""
    today = dt.datetime.now(dt.UTC).date()  # noqa: TID251 - the day of the run
    before = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    kept = before.partition(SECTION)[0].rstrip()
    told = f"{SECTION}\n\n{today:%d %B %Y}: {said}, {seconds / 60:.0f} minutes.\n"
    FILE.write_text(f"{kept}\n\n{told}" if kept else told, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

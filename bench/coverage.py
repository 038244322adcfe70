"""`python -m bench.coverage [draws]`: how many of 100 intervals of an index hold the truth."""

from __future__ import annotations

import sys

from kinerja.surveys.tests.worlds import CAUTIOUS, WORLDS, coverage

DRAWS = 2_000


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else DRAWS
    for name, world in {**WORLDS, **CAUTIOUS}.items():
        found = coverage(world, times)
        print(f"{name}: {found.of_index:.1%}, elements {found.of_elements:.1%}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

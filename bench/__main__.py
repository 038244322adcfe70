"""`python -m bench`: measure, print the table, write docs/bench.md; 1 when a target is missed."""

from __future__ import annotations

import argparse
import sys

from bench import environment


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("pages", nargs="*", help="only these pages (nothing is written)")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--no-bulk", action="store_true", help="pages and bytes only")
    parser.add_argument("--no-surveys", action="store_true", help="no five million answers")
    options = parser.parse_args()
    environment.choose()

    from bench.run import run

    return run(
        only=options.pages,
        rounds=options.rounds,
        with_bulk=not options.no_bulk,
        with_surveys=not (options.no_bulk or options.no_surveys),
    )


if __name__ == "__main__":
    sys.exit(main())

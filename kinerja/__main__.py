"""The command `kinerja`: Django's commands and ours, with the database running behind them."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import nullcontext
from types import FrameType

INTERRUPTED = 128 + signal.SIGINT
WITHOUT_DATABASE = {"help", "--help", "-h", "version", "--version", "collectstatic"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.config.settings")
    for stop in (signal.SIGTERM, signal.SIGHUP):  # in order: the database ends with its last user
        if signal.getsignal(stop) is not signal.SIG_IGN:
            signal.signal(stop, _leave)

    # After the handler: reading the settings takes a while.
    from kinerja.config.processes import end_with_supervisor  # noqa: PLC0415

    end_with_supervisor()
    try:
        _run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def _run() -> None:
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import ProgrammingError  # noqa: PLC0415
    from psycopg.errors import UndefinedTable  # noqa: PLC0415

    from kinerja.config.embedded import EmbeddedError, UnusableFolder  # noqa: PLC0415

    embedded = settings.EMBEDDED if _wants_database(sys.argv[1:]) else None
    try:
        with embedded.in_use() if embedded else nullcontext():
            execute_from_command_line(["kinerja", *_spelled(sys.argv[1:])])
    except (EmbeddedError, UnusableFolder) as refusal:
        sys.exit(f"kinerja: {refusal}")
    except ProgrammingError as error:
        if not isinstance(error.__cause__, UndefinedTable):
            raise
        sys.exit("kinerja: basis data belum disiapkan. Jalankan dulu: kinerja migrate")


def _wants_database(arguments: list[str]) -> bool:
    """Tell whether this command asks the database; help and checks of the code do not."""
    return bool(arguments) and not set(arguments) & WITHOUT_DATABASE


def _spelled(arguments: list[str]) -> list[str]:
    """`import-units` is the module import_units: a module's name bears no dash."""
    if not arguments or arguments[0].startswith("-"):
        return arguments
    return [arguments[0].replace("-", "_"), *arguments[1:]]


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)


if __name__ == "__main__":
    main()

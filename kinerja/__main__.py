"""The command `kinerja`: Django's commands and ours, with the database running behind them."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import nullcontext
from types import FrameType

STOPPED = 128 + signal.SIGTERM
INTERRUPTED = 128 + signal.SIGINT


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinerja.config.settings")
    signal.signal(signal.SIGTERM, _leave)  # in order: the database ends with its last user

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

    from kinerja.config.embedded import EmbeddedError, UnusableFolder  # noqa: PLC0415

    try:
        with settings.EMBEDDED.in_use() if _needs_database() else nullcontext():
            execute_from_command_line(["kinerja", *sys.argv[1:]])
    except (EmbeddedError, UnusableFolder) as refusal:
        sys.exit(f"kinerja: {refusal}")


def _needs_database() -> bool:
    """Tell whether this command wants the embedded database; help and checks of code do not."""
    from django.conf import settings  # noqa: PLC0415

    without = {"help", "--help", "-h", "version", "--version", "collectstatic"}
    asked = set(sys.argv[1:])
    return settings.EMBEDDED is not None and bool(asked) and not asked & without


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(STOPPED)


if __name__ == "__main__":
    main()

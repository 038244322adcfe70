"""Two people at once: what the second does beside the first."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connections

from kinerja.foundation import clock
from kinerja.foundation.refusals import Refusal
from tests.factories import NOON


def in_thread(act: Callable[[], object], told: list[str]) -> threading.Thread:
    """Let somebody act beside the test; `told` hears "done" or the code of the refusal."""

    def run() -> None:
        try:
            with clock.fixed(NOON):
                act()
            told.append("done")
        except Refusal as refusal:
            told.append(refusal.code)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread

"""What a job does to many: the failure of one stops none of the rest."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

logger = logging.getLogger(__name__)


def one_by_one(keys: Iterable[int], act: Callable[[int], int], *, name: str) -> int:
    """Act on each, in a transaction of its own; returns the sum. A failure is logged with its key.

    Of what failed nothing is kept, so the next run tries it again.
    """
    done = 0
    for key in keys:
        try:
            done += act(key)
        except Exception:
            logger.exception(name, extra={"key": key})
    return done

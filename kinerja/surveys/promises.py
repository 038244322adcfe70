"""What changed because citizens asked: the room above that keeps promises says so.

It adds itself to `newest` when its application starts (`AppConfig.ready`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Promise(NamedTuple):
    """What citizens asked for, and what was done about it."""

    asked: str
    done: str


#: service -> its newest public promise that is kept
newest: list[Callable[[int], Promise | None]] = []


def newest_of(service_id: int) -> Promise | None:
    """Return the newest kept promise of a service, where somebody knows one."""
    return newest[0](service_id) if newest else None

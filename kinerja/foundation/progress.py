"""Progress of long work, told the same way in a terminal and on a page."""

from __future__ import annotations

from typing import Protocol, TextIO


class Progress(Protocol):
    """Somebody who wants to know how far a long work is."""

    def __call__(self, *, done: int, total: int, step: str) -> None: ...


def silent(*, done: int, total: int, step: str) -> None:
    """Tell nobody."""


class TerminalProgress:
    """Writes one line a step, and again at every tenth."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._last: tuple[str, int] = ("", -1)

    def __call__(self, *, done: int, total: int, step: str) -> None:
        tenth = done * 10 // total if total else 10
        if (step, tenth) != self._last:
            self._last = (step, tenth)
            self._out.write(f"{step}: {done:,} dari {total:,}\n".replace(",", "."))

"""How many answers are worked on at once, so that one flood holds up neither others nor the pages.

A process has few threads. Who waits for one waits before we know of him, in the server's queue:
that nobody had to wait is seen by a thread that was free when a request came. Where for half a
second none was, answers are sent back to be sent again, which takes a tenth of a millisecond each,
until the queue is gone. Nothing here outlives the process or is written down.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: threads of a process, as `kinerja web` starts it
THREADS = 4
#: acts of one code that are worked on at once: the rows of its counter are written one by one
PER_CODE = 2
#: answers of one code in a second, and openings: no counter has so many visitors
PER_CODE_A_SECOND = 30
#: how long an answer waits for its turn while its thread could do something else
PATIENCE = 0.05
#: since when no thread was free, so that answers are sent back
SATURATED = 0.5


class Gate:
    """Lets requests in; of the survey only as many as leave a thread to the other pages."""

    def __init__(self, threads: int = THREADS, clock: Callable[[], float] = time.monotonic) -> None:
        self.threads = threads
        self._clock = clock
        self._changed = threading.Condition()
        self._running = 0
        self._was_free_at = clock()
        self._working: Counter[str] = Counter()
        self._second, self._sent = 0, Counter[str]()
        self._patient = True

    @contextmanager
    def request(self) -> Iterator[None]:
        """Count any request that a thread works on."""
        with self._changed:
            self._running += 1
            if self._running < self.threads or self.threads == 1:
                self._was_free_at = self._clock()
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1

    @contextmanager
    def turn(self, act: str, code: str) -> Iterator[bool]:
        """Say whether an act of a code may be worked on now; each act has seconds of its own."""
        admitted = self._enter(act, code)
        try:
            yield admitted
        finally:
            if admitted:
                self._leave(code)

    def _enter(self, act: str, code: str) -> bool:
        with self._changed:
            if self._is_too_much(act, code) or not self._has_turn():
                return False
            self._working[code] += 1
            return True

    def _is_too_much(self, act: str, code: str) -> bool:
        now = self._clock()
        if now - self._was_free_at > SATURATED:
            return True
        if int(now) != self._second:
            self._second, self._sent = int(now), Counter()
        self._sent[act] += 1
        return self._sent[act] > PER_CODE_A_SECOND or self._working[code] >= PER_CODE

    def _has_turn(self) -> bool:
        """Wait for a turn; who waited in vain spares the next ones the waiting."""
        most = max(1, self.threads - 1)
        patience = PATIENCE if self._patient else 0
        self._patient = self._changed.wait_for(
            lambda: self._working.total() < most, timeout=patience
        )
        return self._patient

    def _leave(self, code: str) -> None:
        with self._changed:
            self._working[code] -= 1
            if not self._working[code]:
                del self._working[code]
            self._changed.notify()


gate = Gate()

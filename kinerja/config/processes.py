"""The processes of `kinerja serve`: started together, ended together, leaving nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

STOPS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
PATIENCE = 10.0
SUPERVISED = "KINERJA_SUPERVISED"


def supervise(*commands: Sequence[str], ready: Callable[[], bool]) -> int:
    """Run the commands until one ends or we are told to stop; then end all of them.

    `ready` is asked until it says yes: it looks whether they answer, and tells the person.
    """
    stops = {stop for stop in STOPS if signal.getsignal(stop) is not signal.SIG_IGN}  # nohup
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {*stops, signal.SIGCHLD})
    try:  # from here a signal waits until we ask for it
        return _watch([_start(command) for command in commands], stops, ready)
    finally:
        while signal.sigtimedwait(stops, 0):
            pass  # said twice, or to our whole group: once is enough
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_supervisor() -> None:
    """Let this process end when its supervisor is gone, however that died.

    The watching thread takes no signals: where the main thread lets them wait, they wait.
    """
    signal.pthread_sigmask(signal.SIG_SETMASK, STOPS)  # what the thread inherits
    if os.environ.pop(SUPERVISED, None):
        threading.Thread(target=_wait_for_end_of_input, daemon=True).start()
    signal.pthread_sigmask(signal.SIG_SETMASK, [])  # the mask of our parent, too


def _watch(
    children: list[subprocess.Popen[bytes]],
    stops: set[signal.Signals],
    ready: Callable[[], bool],
) -> int:
    answering = False
    asked: int | None = None
    while asked not in stops and all(child.poll() is None for child in children):
        answering = answering or ready()
        asked = _next_signal({*stops, signal.SIGCHLD}, wait=answering)
    ended = [child for child in children if child.returncode is not None]
    for child in children:
        child.terminate()
    give_up = time.monotonic() + PATIENCE
    for child in children:
        _end(child, give_up)
    return 1 if ended else 0


def _next_signal(signals: set[signal.Signals], *, wait: bool) -> int | None:
    if wait:
        return signal.sigwait(signals)
    asked = signal.sigtimedwait(signals, 0.1)
    return asked.si_signo if asked else None


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start one of our commands in a session of its own; its input ends with us."""
    return subprocess.Popen(
        [sys.executable, "-m", "kinerja", *command],
        stdin=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, SUPERVISED: "1"},
    )


def _end(child: subprocess.Popen[bytes], give_up: float) -> None:
    """Wait for the child; when patience ends, or at a second Ctrl-C, end its whole group."""
    while child.poll() is None and time.monotonic() < give_up:
        if signal.SIGINT in signal.sigpending():
            break
        time.sleep(0.05)
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)  # what the child itself started, too
    child.wait()
    if child.stdin:
        child.stdin.close()


def _wait_for_end_of_input() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)

"""Serve the floor with the server of production: one worker, one thread."""

from __future__ import annotations

import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from kinerja.config.processes import end_with_supervisor

if __name__ == "__main__":
    end_with_supervisor()
    Server(
        "bench.floor.app:application",
        interface=Interfaces.WSGI,
        port=int(sys.argv[-1]),
        workers=1,
        blocking_threads=1,
        log_level=LogLevels.warning,
    ).serve()

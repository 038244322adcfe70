"""Answer requests with the production server."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from kinerja.surveys.work import gate


class Command(BaseCommand):
    help = "Menjawab permintaan peramban (bagian dari serve)."
    # The server forks: this process opens no connection that its children would share.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        add_web_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        import_module("kinerja.config.wsgi")  # once, before the fork: its memory is shared
        gate.threads = options["threads"]
        Server(
            "kinerja.config.wsgi:application",
            interface=Interfaces.WSGI,
            address=options["host"],
            port=options["port"],
            workers=options["workers"],
            blocking_threads=options["threads"],  # each holds one connection to the database
            respawn_failed_workers=True,
            workers_kill_timeout=8,
            log_level=LogLevels.warning,
        ).serve()


def add_web_arguments(parser: CommandParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="alamat (bawaan: %(default)s)")
    port = int(os.environ.get("PORT", "8000"))
    parser.add_argument("--port", type=int, default=port, help="port (bawaan: %(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="proses (bawaan: %(default)s)")
    parser.add_argument(
        "--threads", type=int, default=4, help="thread per proses (bawaan: %(default)s)"
    )

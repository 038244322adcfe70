"""Run everything: web server and worker, until Ctrl-C."""

from __future__ import annotations

import errno
import http.client
import os
import socket
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from kinerja.config import preparation
from kinerja.config.management.commands.web import add_web_arguments
from kinerja.config.processes import supervise

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  what a visitor on this machine types


class Command(BaseCommand):
    help = "Menjalankan aplikasi: server web dan pekerja latar belakang."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        add_web_arguments(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        refuse_taken(host, port)
        os.environ["PORT"] = str(port)  # addresses in messages and QR codes
        preparation.bring_up_to_date()
        preparation.collect_static()
        preparation.load_demo()
        first = [] if preparation.has_accounts() else [FIRST_ACCOUNT]
        connections.close_all()
        web = [
            "web",
            *(f"--{name}={options[name]}" for name in ("host", "port", "workers", "threads")),
        ]
        here = EVERYWHERE.get(host, host)

        def ready() -> bool:
            if not _answers(here, port):
                return False
            self._welcome(here, port, first)
            return True

        sys.exit(supervise(web, ["worker"], ready=ready))

    def _welcome(self, host: str, port: int, notes: list[str]) -> None:
        self.stdout.write(f"Kinerja Kotalama: http://{host}:{port}  (Ctrl-C untuk berhenti)")
        for note in notes:
            self.stdout.write(note)
        if accounts := preparation.demo_accounts():
            self.stdout.write("Akun contoh (peran, NIP, kata sandi):")
            for line in accounts:
                self.stdout.write(f"  {line}")
        self.stdout.flush()


FIRST_ACCOUNT = "Belum ada akun. Buat yang pertama: .venv/bin/kinerja create-administrator"


def refuse_taken(host: str, port: int) -> None:
    """Refuse a port on which somebody already answers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} sedang dipakai; pilih yang lain, misalnya make run"
                    f" PORT={port + 1}"
                ) from error
            raise CommandError(f"Tidak dapat memakai {host}:{port}: {error.strerror}.") from error


def _answers(host: str, port: int) -> bool:
    """Tell whether the web server answers, whatever it says."""
    asking = http.client.HTTPConnection(host, port, timeout=1)
    try:
        asking.request("GET", "/sehat")
        asking.getresponse().read()
    except OSError:
        return False
    finally:
        asking.close()
    return True

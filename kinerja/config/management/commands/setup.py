"""Prepare this installation: tables and static files."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from kinerja.config import preparation


class Command(BaseCommand):
    help = "Menyiapkan tabel dan berkas statis; aman dijalankan lagi."
    requires_system_checks = ()

    def handle(self, *_args: Any, **_options: Any) -> None:
        preparation.bring_up_to_date()
        preparation.collect_static()
        self.stdout.write("Siap. Jalankan: make run")

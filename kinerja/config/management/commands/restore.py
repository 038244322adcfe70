"""Put a backup in the place of this installation's data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kinerja.config import archive, preparation
from kinerja.config.management.commands.migrate import REFUSAL, knows_owner


class Command(BaseCommand):
    help = "Memulihkan cadangan; hentikan aplikasi dahulu."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="berkas cadangan")
        parser.add_argument("--replace", action="store_true", help="ganti data yang sudah ada")

    def handle(self, *_args: Any, file: Path, **options: Any) -> None:
        if not knows_owner():
            raise CommandError(REFUSAL)
        try:
            archive.restore(file, replace=options["replace"])
        except archive.ArchiveRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        preparation.bring_up_to_date()  # the backup may come from an older version
        self.stdout.write("Cadangan dipulihkan. Jalankan aplikasi seperti biasa.")

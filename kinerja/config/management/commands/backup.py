"""Write everything into one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kinerja.config import archive
from kinerja.config.management.commands.migrate import REFUSAL, knows_owner


class Command(BaseCommand):
    help = "Membuat cadangan: basis data, berkas, dan kunci dalam satu berkas."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="berkas cadangan yang dibuat (.tar)")

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        if not knows_owner():
            raise CommandError(REFUSAL)
        try:
            archive.backup(file)
        except archive.ArchiveRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Cadangan selesai: {file} ({file.stat().st_size} byte)")

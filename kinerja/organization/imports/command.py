"""What both import commands share: options, progress, figures and exit codes."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser

from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.progress import TerminalProgress
from kinerja.foundation.refusals import Refusal
from kinerja.organization.imports import cells, operations, results
from kinerja.organization.imports.reading import FileRefused
from kinerja.organization.models import Import

DONE, REFUSED, FAULTY = 0, 1, 2
SHOWN_PROBLEMS = 50


def day(written: str) -> dt.date:
    """Read a day of the command line: 2026-07-01 or 1-7-2026."""
    try:
        found = cells.day_of(written)
    except cells.NotADay:
        found = None
    if found is None:
        raise argparse.ArgumentTypeError(f"{written}: tulis tanggal seperti 2026-07-01.")
    return found


class ImportCommand(BaseCommand):
    """Read a spreadsheet, say what it would change, and change it."""

    subject: Import.Subject
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="lembar kerja XLSX atau CSV")
        parser.add_argument("--dry-run", action="store_true", help="periksa saja, tanpa menyimpan")
        parser.add_argument("--json", action="store_true", help="angka dan masalah sebagai JSON")
        parser.add_argument("--skip-faulty", action="store_true", help="lewati baris yang salah")
        parser.add_argument(
            "--effective", type=day, metavar="DATE", help="berlaku mulai (bawaan: hari ini)"
        )
        parser.add_argument(
            "--end-gone", type=day, metavar="DATE", help="akhiri yang tidak ada di file"
        )
        parser.add_argument(
            "--faulty", type=Path, metavar="FILE.xlsx", help="tulis baris yang salah ke sini"
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        self.stderr.style_func = None
        tell = TerminalProgress(self.stderr)  # type: ignore[arg-type]
        by = Actor.system(f"import-{self.subject.lower()}")
        try:
            source = self._checked(file, by, tell, options)
            code = self._applied(source, by, tell, options)
        except FileRefused as refusal:
            self._refuse(refusal.code, refusal.message, options)
        except Refusal as refusal:
            self._refuse(refusal.code.upper(), refusal.message, options)
        self._report(source, options)
        if code != DONE:
            sys.exit(code)

    def _checked(
        self, file: Path, by: Actor, tell: TerminalProgress, options: dict[str, Any]
    ) -> Import:
        if not file.is_file():
            raise FileRefused("NO_FILE", f"File {file} tidak ada. Periksa nama dan foldernya.")
        at = clock.now()
        source = operations.open_import(
            subject=self.subject,
            file_name=file.name,
            content_sha256=operations.sha256_of(file),
            effective_on=options["effective"] or clock.local_date(at),
            end_gone_on=options["end_gone"],
            by=by,
            at=at,
        )
        operations.check_import(source=source, path=file, tell=tell)
        if options["faulty"] and source.faulty:
            results.write_faulty(source, options["faulty"])
        return source

    def _applied(
        self, source: Import, by: Actor, tell: TerminalProgress, options: dict[str, Any]
    ) -> int:
        skip = options["skip_faulty"]
        if source.faulty and not skip:
            return FAULTY
        if not options["dry_run"]:
            operations.apply_import(
                source=source, skip_faulty=skip, by=by, at=clock.now(), tell=tell
            )
            source.refresh_from_db()
        return DONE

    def _refuse(self, code: str, message: str, options: dict[str, Any]) -> NoReturn:
        if options["json"]:
            self.stdout.write(json.dumps({"refused": message, "code": code}, ensure_ascii=False))
        else:
            self.stderr.write(message)
        sys.exit(REFUSED)

    def _report(self, source: Import, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(results.as_json(source), ensure_ascii=False))
            return
        for at, problem in enumerate(results.problems(source)):
            if at == SHOWN_PROBLEMS:
                self.stdout.write("... dan seterusnya; pakai --json atau --faulty FILE.xlsx.")
                break
            self.stdout.write(f"baris {problem['row']}, {problem['column']}: {problem['message']}")
        self.stdout.write(
            "baru {new}, berubah {changed}, tetap {unchanged}, tidak ada lagi {gone},"
            " perlu diperbaiki {faulty}, diberi peringatan {warned}".format(
                **results.figures(source)
            )
        )
        self.stdout.write(self._outcome(source))

    def _outcome(self, source: Import) -> str:
        if source.state == Import.State.APPLIED:
            return "Selesai diterapkan."
        if source.faulty:
            return "Belum ada yang disimpan: perbaiki barisnya, atau pakai --skip-faulty."
        return "Pemeriksaan saja: belum ada yang disimpan."

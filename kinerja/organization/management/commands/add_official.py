"""Add the mayor, who has no NIP, and print a one-time code."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from kinerja.accounts.codes import grouped
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import Refusal
from kinerja.organization.operations.codes import code_for
from kinerja.organization.operations.officials import add_official
from kinerja.ui.forms import parse_day


class Command(BaseCommand):
    help = "Menambahkan pejabat negara tanpa NIP, misalnya wali kota, sebagai kepala unit puncak."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="nama akun untuk masuk")
        parser.add_argument("--full-name", required=True, help="nama lengkap dengan gelar")
        parser.add_argument("--title", default="Wali Kota", help="jabatan (bawaan: %(default)s)")
        parser.add_argument("--since", type=day, help="hari pertama menjabat (bawaan: hari ini)")
        parser.add_argument("--email", default="", help="alamat email")
        parser.add_argument("--replace", action="store_true", help="akhiri jabatan pendahulu")

    def handle(self, *_args: Any, **options: Any) -> None:
        by, at = Actor.system("add-official"), clock.now()
        try:
            official = add_official(
                username=options["name"],
                name=options["full_name"],
                title=options["title"],
                since=options["since"] or clock.today(),
                email=options["email"],
                replace=options["replace"],
                by=by,
                at=at,
            )
            code = code_for(official.user_id, by=by, at=at)
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"Akun: {options['name']}")
        self.stdout.write(f"Kode: {grouped(code.code)}")
        self.stdout.write("Buka /aktivasi, tulis nama akun dan kode itu, lalu buat kata sandi.")


def day(written: str) -> dt.date:
    """Read a day as people write it."""
    try:
        return parse_day(written)
    except ValidationError as error:
        raise ValueError(written) from error

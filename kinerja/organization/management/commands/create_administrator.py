"""Make an administrator and print a one-time code."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kinerja.accounts.codes import grouped
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import Refusal
from kinerja.organization.operations.codes import code_for
from kinerja.organization.operations.officials import make_administrator


class Command(BaseCommand):
    help = "Membuat akun administrator dan mencetak kode sekali pakai."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", default="administrator", help="nama akun")

    def handle(self, *_args: Any, **options: Any) -> None:
        by, at = Actor.system("create-administrator"), clock.now()
        try:
            user = make_administrator(username=options["name"], by=by, at=at)
            code = code_for(user.pk, by=by, at=at)
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(f"Akun: {user.username}")
        self.stdout.write(f"Kode: {grouped(code.code)}")
        self.stdout.write("Buka /aktivasi, tulis nama akun dan kode itu, lalu buat kata sandi.")

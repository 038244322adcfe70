"""Fill an empty database with the city of Kotalama."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections

from kinerja.demo.operations import build_city
from kinerja.demo.timeline import usual_as_of
from kinerja.foundation import clock
from kinerja.foundation.progress import TerminalProgress
from kinerja.foundation.refusals import Refusal
from kinerja.ui.format import day as written
from kinerja.ui.format import number
from kinerja.ui.forms import parse_day

EMPLOYEES, SEED = 1200, 1
COACHING = (
    "Untuk melihat dialog dan bimbingan, masuk sebagai Pejabat penilai lalu buka Dialog kinerja."
)


class Command(BaseCommand):
    help = "Mengisi basis data kosong dengan kota contoh Kotalama."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--employees", type=int, default=EMPLOYEES, help="jumlah pegawai")
        parser.add_argument(
            "--seed", type=int, default=SEED, help="angka awal; kota lain per angka"
        )
        parser.add_argument("--as-of", type=day, help="tanggal keadaan kota (bawaan: hari ini)")

    def handle(self, *_args: Any, **options: Any) -> None:
        today = clock.today()
        as_of = options["as_of"] or usual_as_of(today)
        if not options["as_of"] and as_of != today:
            self.stdout.write(
                f"Keadaan kota per {written(as_of)}: dua triwulan tahun ini belum berakhir."
            )
        try:
            made = build_city(
                employees=options["employees"],
                seed=options["seed"],
                as_of=as_of,
                tell=TerminalProgress(self.stdout),  # type: ignore[arg-type]
            )
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        analyze()
        self.stdout.write(
            f"Kotalama per {written(as_of)}: {number(made.people)} pegawai, {made.offices} OPD,"
            f" {number(made.units)} unit, {number(made.plans)} SKP,"
            f" {number(made.evaluations)} evaluasi."
        )
        self.stdout.write(COACHING)


def analyze() -> None:
    """Tell the planner what is there now; only the owner of the tables may."""
    named = {connections[alias].settings_dict["NAME"] for alias in settings.DATABASES}
    if "owner" not in settings.DATABASES or len(named) > 1:
        return  # autovacuum comes within minutes
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")


def day(text: str) -> dt.date:
    """Read a day as people write it."""
    try:
        return parse_day(text)
    except ValidationError as error:
        raise ValueError(text) from error

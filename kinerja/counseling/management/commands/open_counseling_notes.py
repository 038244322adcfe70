"""`kinerja open-counseling-notes CASE`: read a case with the printed recovery key."""

from __future__ import annotations

import getpass
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kinerja.counseling.models import Case
from kinerja.counseling.operations import open_notes
from kinerja.counseling.printing import Misspelled, typed
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import Refusal
from kinerja.ui.format import moment


class Command(BaseCommand):
    help = (
        "Membuka catatan konseling dengan kunci pemulihan kota yang tercetak,"
        " misalnya setelah konselornya pergi. Tercatat, dan terlihat oleh pegawai dan konselor."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", nargs="?", type=int, help="nomor kasus")
        parser.add_argument("--counselor", help="NIP konselor: tampilkan nomor kasusnya saja")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["counselor"]:
            self._list(options["counselor"])
            return
        case = Case.objects.filter(pk=options["case"] or 0).first()
        if case is None:
            raise CommandError("Kasus ini tidak ada. Lihat nomornya dengan --counselor NIP.")
        try:
            private = typed(_paper())
            by, at = Actor.system("open-counseling-notes"), clock.now()
            notes = open_notes(case=case, private=private, by=by, at=at)
        except Misspelled as slip:
            where = f"Kelompok {slip.group}" if slip.group else "Kunci"
            raise CommandError(f"{where} tidak sama dengan lembarnya. Ketik ulang.") from slip
        except Refusal as refusal:
            raise CommandError(refusal.message) from refusal
        for note in notes:
            self.stdout.write(f"--- {moment(note.written_at)}")
            self.stdout.write(note.text or f"Disegel untuk kunci pemulihan {note.fingerprint}.")
        self.stdout.write(f"{len(notes)} catatan.")

    def _list(self, nip: str) -> None:
        digits = "".join(nip.split())
        for case in Case.objects.filter(counselor__nip=digits).order_by("pk"):
            self.stdout.write(f"{case.pk}  {case.get_state_display()}  {moment(case.made_at)}")


def _paper() -> str:
    """Read the key without showing it, or from a pipe."""
    if sys.stdin.isatty():
        return getpass.getpass("Kunci pemulihan: ")
    return sys.stdin.read(1_000)

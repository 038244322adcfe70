"""`kinerja import-employees FILE`: bring people and positions up to date from a spreadsheet."""

from __future__ import annotations

from kinerja.organization.imports.command import ImportCommand
from kinerja.organization.models import Import


class Command(ImportCommand):
    help = "Mengimpor pegawai (templat kami atau judul kolom SIASN) dari XLSX atau CSV."
    subject = Import.Subject.EMPLOYEES

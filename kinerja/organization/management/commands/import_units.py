"""`kinerja import-units FILE`: bring the tree of units up to date from a spreadsheet."""

from __future__ import annotations

from kinerja.organization.imports.command import ImportCommand
from kinerja.organization.models import Import


class Command(ImportCommand):
    help = "Mengimpor unit (Id, DiatasanId, NamaUnor, NamaJabatan) dari XLSX atau CSV."
    subject = Import.Subject.UNITS

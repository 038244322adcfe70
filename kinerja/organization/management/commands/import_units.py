"""`kinerja import-units FILE`: bring the tree of units up to date from a spreadsheet."""

from __future__ import annotations

from kinerja.organization.imports.command import ImportCommand
from kinerja.organization.models import Import


class Command(ImportCommand):
    help = "Import units (Id, DiatasanId, NamaUnor, NamaJabatan) from XLSX or CSV."
    subject = Import.Subject.UNITS

"""Files of paper answers that wait for a decision."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from kinerja.organization.imports.waiting import SheetImport
from kinerja.services.models import Service


class PaperImport(SheetImport):
    """A spreadsheet of papers; `rows` and `words` are mixed apart, so no text has its scores."""

    EMPTY: ClassVar = {**SheetImport.EMPTY, "words": []}

    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    #: [[first day of the month, text], ...]
    words = models.JSONField(default=list)

    class Meta:
        db_table = "survey_paper_import"
        constraints = SheetImport.rules("survey_paper_import")

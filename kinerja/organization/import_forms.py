"""The forms of the import page."""

from __future__ import annotations

from django import forms

from kinerja.organization.imports.queries import KINDS
from kinerja.organization.imports.reading import LARGEST_FILE
from kinerja.organization.models import Import
from kinerja.ui.forms import DayField, Form, SheetField


class UploadForm(Form):
    """A spreadsheet, what it lists, and from when it holds."""

    subject = forms.ChoiceField(
        label="Isi file",
        choices=[(choice.value, choice.label) for choice in Import.Subject],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih isi filenya."},
    )
    file = SheetField(
        most=LARGEST_FILE, too_large="File ini lebih dari 50 MB. Pilih file yang lebih kecil."
    )
    effective_on = DayField(label="Berlaku mulai")
    end_gone_on = DayField(label="Akhiri yang tidak ada di file per tanggal", required=False)


class RowsForm(Form):
    """Which rows the page lists."""

    jenis = forms.ChoiceField(
        required=False,
        choices=[(kind, kind) for kind in KINDS],
    )
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

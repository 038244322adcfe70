"""The forms of the import page."""

from __future__ import annotations

from django import forms

from kinerja.organization.imports.reading import LARGEST_FILE
from kinerja.organization.models import Import
from kinerja.ui.forms import DayField, Form


class UploadForm(Form):
    """A spreadsheet, what it lists, and from when it holds."""

    subject = forms.ChoiceField(
        label="Isi file",
        choices=[(choice.value, choice.label) for choice in Import.Subject],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih isi filenya."},
    )
    file = forms.FileField(
        label="File XLSX atau CSV",
        allow_empty_file=True,
        error_messages={"required": "Pilih filenya."},
    )
    effective_on = DayField(label="Berlaku mulai")
    end_gone_on = DayField(label="Akhiri yang tidak ada di file per tanggal", required=False)

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("File ini lebih dari 50 MB. Pilih file yang lebih kecil.")
        return file


class RowsForm(Form):
    """Which rows the page lists."""

    jenis = forms.ChoiceField(
        required=False,
        choices=[("salah", "Perlu diperbaiki"), ("peringatan", "Peringatan"), ("hilang", "Hilang")],
    )
    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)

"""Forms of a realization: one indicator in one period, in the kind of its target."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django import forms

from kinerja.evidence.operations import Reached
from kinerja.plans.queries.content import IndicatorRow
from kinerja.ui.forms import DayField, Form, NumberField, text

LONGEST_NOTE = 1_000
#: what was reached, by the kind of the target
NUMBER = NumberField(
    label="Realisasi", required=False, help_text="Angka saja, misalnya 95 atau 95,5."
)
DAY = DayField(label="Tanggal selesai", required=False, help_text="Misalnya 4-12-2026.")
WORDS = text("Realisasi", required=False, rows=2, max_length=LONGEST_NOTE)


class RealizationForm(Form):
    """What was reached, as a number, a day or words, and a sentence about it."""

    reached: forms.Field = WORDS
    note = text(
        "Penjelasan singkat",
        required=False,
        rows=3,
        max_length=LONGEST_NOTE,
        help_text="Contoh: apa yang membantu, apa yang menghambat.",
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, indicator: IndicatorRow, **kwargs: Any) -> None:
        self.indicator = indicator
        super().__init__(*args, **kwargs)
        self.fields["reached"] = deepcopy(self._kind())

    def _kind(self) -> forms.Field:
        if self.indicator.target is not None:
            return NUMBER
        return WORDS if self.indicator.target_date is None else DAY

    def values(self) -> Reached:
        """Return what was typed, for the operation."""
        given, note = self.cleaned_data["reached"], self.cleaned_data["note"]
        if self.indicator.target is not None:
            return Reached(value=given, note=note)
        if self.indicator.target_date is not None:
            return Reached(value_date=given, note=note)
        return Reached(value_text=given or "", note=note)

    @property
    def lock_no(self) -> int:
        return self.cleaned_data.get("version") or 0


class FileForm(Form):
    file = forms.FileField(label="File bukti")


class LinkForm(Form):
    link = text("Tautan", required="Tempel tautannya.", max_length=2_000)

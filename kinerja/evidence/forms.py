"""Forms of a realization: one indicator in one period, in the kind of its target."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from django import forms

from kinerja.evidence.models import IndicatorSource
from kinerja.evidence.operations import Reached, SourceValues
from kinerja.evidence.sources import Choices
from kinerja.plans.queries.content import IndicatorRow
from kinerja.ui.forms import DayField, Form, NumberField, text
from regulation.satisfaction import Element

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


class SourceForm(Form):
    """From where an indicator takes its realization."""

    kind = forms.ChoiceField(
        label="Yang diambil",
        choices=IndicatorSource.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih apa yang diambil."},
    )
    element = forms.ChoiceField(
        label="Unsur",
        required=False,
        choices=[("", "Pilih"), *((one.value, f"{one.value} {one.label}") for one in Element)],
        help_text="Hanya jika mengambil nilai satu unsur.",
    )
    place = forms.ChoiceField(
        label="Layanan atau unit",
        error_messages={"required": "Pilih layanan atau unitnya."},
        help_text="Angka unit sudah memuat semua layanan di bawahnya.",
    )

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {one.unit_id: one.name for one in choices.units}
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        services = [
            (f"layanan-{one.id}", f"{one.name} ({names.get(one.unit_id, '')})")
            for one in choices.services
        ]
        units = [(f"unit-{one.unit_id}", one.name) for one in choices.units]
        field.choices = [("", "Pilih"), ("Layanan", services), ("Unit", units)]

    def clean(self) -> dict[str, Any]:
        """An element goes with its kind, complaints with units."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        kind = given.get("kind", "")
        if kind == IndicatorSource.Kind.ELEMENT and not given.get("element"):
            self.add_error("element", "Pilih unsurnya.")
        if kind.startswith("COMPLAINT") and given.get("place", "").startswith("layanan"):
            self.add_error("place", "Angka aduan dihitung untuk unit. Pilih unitnya.")
        return given

    @property
    def values(self) -> SourceValues:
        """What was chosen."""
        given = self.cleaned_data
        what, _, key = given["place"].partition("-")
        is_element = given["kind"] == IndicatorSource.Kind.ELEMENT
        return SourceValues(
            kind=given["kind"],
            service_id=int(key) if what == "layanan" else None,
            unit_id=int(key) if what == "unit" else None,
            element=given["element"] if is_element else "",
        )

"""What stands above a stack of papers, and the form of a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from kinerja.organization.imports.screens import SheetForm
from kinerja.surveys.paper.grid import FEWEST_ROWS, MOST_ROWS, Grid
from kinerja.ui.forms import DayField, Form
from regulation.satisfaction import HalfDay

Choice = tuple[int, str]


class StackForm(Form):
    """Where and when the papers of a stack were filled in."""

    loket = forms.ChoiceField(label="Loket", error_messages={"required": "Pilih loketnya."})
    tanggal = DayField(label="Tanggal survei", error_messages={"required": "Isi tanggalnya."})
    jam = forms.ChoiceField(
        label="Jam survei",
        choices=[(half.value, f"{half.value.capitalize()} ({half.label})") for half in HalfDay],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih pagi atau siang."},
    )

    def __init__(self, counters: Sequence[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        only = len(counters) == 1
        choices: list[Any] = [*counters] if only else [("", "Pilih loket"), *counters]
        self.fields["loket"].choices = choices  # type: ignore[attr-defined]


class Asked(Form):
    """The stack that the address names: the one of which papers were just saved."""

    loket = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    tanggal = DayField(required=False)
    jam = forms.ChoiceField(required=False, choices=HalfDay.choices())

    def stack(self, counters: Sequence[Choice]) -> dict[str, Any]:
        """Return what can be read of it."""
        given = dict(self.cleaned_data) if self.is_valid() else {}
        if given.get("loket") not in {key for key, _ in counters}:
            given.pop("loket", None)
        return given


class Shape(Form):
    """How large the grid is, and which button was pressed."""

    SAVE, GROW, PROFILE = "simpan", "tambah", "profil"
    baris = forms.IntegerField(min_value=1, max_value=MOST_ROWS)
    profil = forms.BooleanField(required=False)
    aksi = forms.ChoiceField(choices=[(SAVE, SAVE), (GROW, GROW), (PROFILE, PROFILE)])

    @classmethod
    def usual(cls) -> Shape:
        return cls({"baris": str(FEWEST_ROWS), "aksi": cls.SAVE})

    @property
    def _given(self) -> dict[str, Any]:
        self.is_valid()
        return self.cleaned_data

    @property
    def size(self) -> int:
        return int(self._given.get("baris") or FEWEST_ROWS)

    @property
    def action(self) -> str:
        return str(self._given.get("aksi") or self.SAVE)

    @property
    def profile(self) -> bool:
        """Whether the columns about who answered are shown after the button was pressed."""
        shown = bool(self._given.get("profil"))
        return not shown if self.action == self.PROFILE else shown

    def changed(self, grid: Grid) -> Grid:
        """Return the grid as the button asks, its cells not judged yet."""
        return grid.longer() if self.action == self.GROW else grid.unjudged()


class FileForm(SheetForm):
    """A spreadsheet of papers and the service it is about."""

    field_order = ("service", "file", "again")
    service = forms.ChoiceField(label="Layanan", error_messages={"required": "Pilih layanannya."})

    def __init__(self, services: Sequence[Choice], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[Any] = [("", "Pilih layanan"), *services]
        self.fields["service"].choices = choices  # type: ignore[attr-defined]

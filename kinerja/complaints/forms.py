"""The forms of the pages about complaints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from kinerja.complaints.models import Complaint
from kinerja.complaints.queries.lists import Wanted
from kinerja.foundation.keys import LARGEST
from kinerja.ui.forms import DayField, Form

ONE_DAY = dt.timedelta(days=1)
#: pages count day by day: no longer than this
LONGEST = dt.timedelta(days=3 * 366)
Groups = Sequence[tuple[str, list[tuple[int, str]]]]


class Filters(Form):
    """Which complaints are looked at; everything is optional."""

    dari = DayField(label="Dari tanggal", required=False)
    sampai = DayField(label="Sampai tanggal", required=False)
    unit = forms.TypedChoiceField(
        label="Unit", required=False, coerce=int, empty_value=None, choices=[("", "Semua unit")]
    )
    kelas = forms.ChoiceField(
        label="Kelas",
        required=False,
        choices=[("", "Semua kelas"), *Complaint.Category.choices],
    )
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua status"), *Complaint.Status.choices]
    )

    def __init__(
        self, units: Iterable[tuple[int, str]], today: dt.date, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["unit"].choices = [("", "Semua unit"), *units]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("dari"), given.get("sampai")
        if first and last and first > last:
            self.add_error("sampai", "Tanggal ini sebelum “dari tanggal”.")
        elif first and (last or self.today) - first > LONGEST:
            self.add_error("dari", "Pilih paling lama tiga tahun.")
        return given

    def wanted(self) -> Wanted:
        """Return what is asked for: this year, where no days are named or can be read."""
        given = self.cleaned_data if self.is_valid() else {}
        last = given.get("sampai") or self.today
        start = given.get("dari") or dt.date(last.year, 1, 1)
        return Wanted(
            max(start, last - LONGEST),
            last + ONE_DAY,
            given.get("unit"),
            given.get("kelas", ""),
            given.get("status", ""),
        )


class Place(Form):
    """Where a page begins: day and number of the last row before it."""

    hari = DayField(required=False)
    nomor = forms.IntegerField(required=False, min_value=0, max_value=LARGEST)

    def key(self) -> tuple[dt.date, int] | None:
        if not self.is_valid() or not self.cleaned_data["hari"]:
            return None
        return self.cleaned_data["hari"], self.cleaned_data["nomor"] or 0


class UnitsForm(Form):
    """Which unit a name means that was not found; none: its rows are left out."""

    def __init__(self, names: Sequence[str], groups: Groups, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = list(names)
        choices: list[Any] = [("", "Lewati barisnya"), *groups]
        for number, name in enumerate(self.names):
            self.fields[f"unit_{number}"] = forms.TypedChoiceField(
                label=name,
                required=False,
                coerce=int,
                empty_value=None,
                choices=choices,
                error_messages={"invalid_choice": "Pilih salah satu dari daftar."},
            )

    def chosen(self) -> dict[str, int]:
        """Return {name: unit} of the names for which somebody chose one."""
        given = {name: self.cleaned_data[f"unit_{at}"] for at, name in enumerate(self.names)}
        return {name: unit for name, unit in given.items() if unit is not None}

"""Forms of the year, the holidays and the policy."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypedDict

from django import forms
from django.core.exceptions import ValidationError

from kinerja.cycles.models import PerformanceYear, Period
from kinerja.ui.forms import DayField, Form, text
from regulation.policy import InvalidValue, Parameter

FIRST_YEAR, LAST_YEAR = 2022, 2100


class YearForm(Form):
    year = forms.IntegerField(
        label="Tahun",
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Tulis tahun dengan empat angka, misalnya 2027."},
    )


class Dates(TypedDict):
    """The dates of a year; of a period (by id) realization due and evaluation due."""

    plans_due_on: dt.date
    annual_due_on: dt.date
    periods: dict[int, tuple[dt.date, dt.date]]


class DatesForm(Form):
    """The dates of a year: two of its own and two for each period."""

    plans_due_on = DayField(label="SKP disepakati paling lambat")
    annual_due_on = DayField(label="Evaluasi tahunan diserahkan paling lambat")

    def __init__(
        self, *args: Any, year: PerformanceYear, periods: list[Period], **kwargs: Any
    ) -> None:
        self.periods = periods
        kwargs.setdefault("initial", dates_of(year, periods))
        super().__init__(*args, **kwargs)
        for period in periods:
            name = period.title
            self.fields[f"realization_{period.pk}"] = DayField(label=f"{name}: realisasi terisi")
            self.fields[f"evaluation_{period.pk}"] = DayField(label=f"{name}: penilaian selesai")

    def given(self) -> Dates:
        """Return what was typed, as the operation takes it."""
        given = self.cleaned_data
        return Dates(
            plans_due_on=given["plans_due_on"],
            annual_due_on=given["annual_due_on"],
            periods={
                one.pk: (given[f"realization_{one.pk}"], given[f"evaluation_{one.pk}"])
                for one in self.periods
            },
        )


def dates_of(year: PerformanceYear, periods: list[Period]) -> dict[str, dt.date]:
    """Return the dates as they are stored, by field."""
    dates = {"plans_due_on": year.plans_due_on, "annual_due_on": year.annual_due_on}
    for period in periods:
        dates[f"realization_{period.pk}"] = period.realization_due_on
        dates[f"evaluation_{period.pk}"] = period.evaluation_due_on
    return dates


class HolidayForm(Form):
    day = DayField(label="Tanggal", help_text="Misalnya 17-8-2026.")
    name = text("Nama hari libur", required="Tulis nama hari liburnya.", max_length=120)
    source = text("Dasar", required="Tulis keputusannya.", max_length=200)


class PolicyForm(Form):
    """A new value of one parameter, with the day, the source and the reason."""

    value = text("Nilai baru", required="Tulis nilai barunya.")
    valid_from = DayField(label="Berlaku mulai")
    source = text("Dasar", required="Tulis peraturan atau keputusannya.", max_length=200)
    reason = text("Alasan", required="Tulis alasannya.", rows=2, max_length=500)

    def __init__(self, *args: Any, parameter: Parameter[Any], **kwargs: Any) -> None:
        self.parameter = parameter
        super().__init__(*args, **kwargs)
        self.fields["value"] = _value_field(parameter)

    def clean_value(self) -> str:
        written = str(self.cleaned_data["value"])
        try:
            return self.parameter.show(self.parameter.parse(written))
        except InvalidValue as error:
            raise ValidationError(str(error), code="invalid_value") from error


def _value_field(parameter: Parameter[Any]) -> forms.Field:
    if parameter.choices:
        return forms.ChoiceField(label="Nilai baru", choices=parameter.choices)
    rows = 8 if parameter.kind.value in {"TABLE", "LIST"} else 0
    optional = parameter.kind.value.startswith("OPTIONAL")
    return text("Nilai baru", required="" if optional else "Tulis nilai barunya.", rows=rows)

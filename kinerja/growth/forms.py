"""Forms of the development plan and its actions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinerja.growth.models import Action
from kinerja.growth.operations import ActionValues, Texts
from kinerja.growth.queries.plan import ActionRow
from kinerja.ui.forms import DayField, Form, KeyField, NumberField
from kinerja.ui.forms import text as words

MOST_HOURS = 400
#: how each kind of learning is explained beside its choice
KIND_NOTES = {
    "PENGALAMAN": "Tugas baru, proyek, menggantikan rekan, memperbaiki cara kerja.",
    "SOSIAL": "Bimbingan, umpan balik, belajar bersama, mengamati rekan yang mahir.",
    "FORMAL": "Pelatihan, kursus, seminar, belajar mandiri dengan modul.",
}


class YearFilter(Form):
    """Which year is looked at."""

    tahun = forms.IntegerField(required=False, min_value=2000, max_value=2100)


class OriginFilter(YearFilter):
    """What an action is born from."""

    dari = forms.CharField(required=False, max_length=30)
    id = KeyField(required=False)


class TextsForm(Form):
    """The three texts; one may write them bit by bit."""

    strengths = words(
        "Kekuatan saya",
        required=False,
        rows=4,
        help_text="Apa yang mudah bagi Anda dan dihargai orang lain.",
    )
    gaps = words(
        "Yang perlu saya kembangkan",
        required=False,
        rows=4,
        help_text="Satu atau dua hal saja. Pilih yang paling membantu pekerjaan Anda.",
    )
    aspiration = words(
        "Tujuan saya",
        required=False,
        rows=3,
        help_text="Peran atau keahlian yang ingin Anda capai dalam beberapa tahun.",
    )
    lock_no = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000)

    @property
    def texts(self) -> Texts:
        """What was written."""
        return Texts(*(self.cleaned_data[name] for name in Texts._fields))


class ActionForm(Form):
    """One action."""

    text = words(
        "Apa yang akan Anda lakukan",
        required="Tulis tindakannya, misalnya “Memimpin rapat persiapan layanan keliling”.",
        rows=3,
        max_length=1_000,
    )
    kind = forms.ChoiceField(
        label="Cara belajar",
        choices=Action.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih cara belajarnya."},
    )
    evidence = words(
        "Bukti selesai",
        required=False,
        rows=2,
        max_length=1_000,
        help_text="Apa yang menunjukkan bahwa tindakan ini selesai.",
    )
    due_on = DayField(
        label="Batas waktu",
        help_text="Misalnya 4-12-2026.",
        error_messages={"required": "Tulis batas waktunya."},
    )
    hours = NumberField(
        label="Jam pelajaran",
        required=False,
        help_text="Isi bila berupa pelatihan. Satu jam pelajaran (JP) lamanya 45 menit.",
    )
    lock_no = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000)

    def clean_hours(self) -> Decimal:
        """A year of training at most, in tenths."""
        hours: Decimal = self.cleaned_data["hours"] or Decimal(0)
        if not 0 <= hours <= MOST_HOURS:
            raise ValidationError(f"Tulis antara 0 dan {MOST_HOURS} jam pelajaran.")
        if hours != round(hours, 1):
            raise ValidationError("Paling banyak satu angka di belakang koma.")
        return hours

    @property
    def values(self) -> ActionValues:
        """What was written."""
        return ActionValues(*(self.cleaned_data[name] for name in ActionValues._fields))

    @classmethod
    def of(cls, row: ActionRow) -> ActionForm:
        """Return the form of an action as it stands."""
        initial = {name: getattr(row, name) for name in ActionValues._fields}
        return cls(initial={**initial, "hours": row.hours or None, "lock_no": row.lock_no})


class OutcomeForm(Form):
    """How an action ended."""

    outcome = words(
        "Apa hasilnya",
        required=False,
        rows=3,
        max_length=1_000,
        help_text="Apa yang berubah, atau mengapa tidak dilanjutkan.",
    )
    act = forms.ChoiceField(choices=[("finish", ""), ("drop", ""), ("reopen", "")])

    def clean(self) -> dict[str, Any]:
        """An action ends with a sentence."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("act") in {"finish", "drop"} and not data.get("outcome"):
            self.add_error("outcome", "Tulis apa hasilnya, atau mengapa tidak dilanjutkan.")
        return data


class SupportForm(Form):
    """Which content was read."""

    content_no = forms.IntegerField(min_value=0, max_value=2_000_000_000)

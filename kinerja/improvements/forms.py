"""Forms of follow-ups."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from kinerja.improvements.models import Improvement
from kinerja.improvements.operations import ImprovementValues
from kinerja.improvements.queries.lists import ImprovementRow
from kinerja.improvements.queries.people import Candidate
from kinerja.surveys.periods import Span, span_coded
from kinerja.ui.forms import DayField, Form, KeyField
from kinerja.ui.forms import text as words
from regulation.satisfaction import Element

MOST_PAGES = 100_000
STATES = (("", "Semua"), ("lewat", "Lewat batas"), *Improvement.State.choices)
ELEMENTS = [(one.value, f"{one.value} {one.label}") for one in Element]


class ListFilter(Form):
    """Which follow-ups are looked at."""

    layanan = KeyField(required=False)
    tahap = forms.ChoiceField(label="Tahap", required=False, choices=STATES)
    hal = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)


class NewFilter(Form):
    """What a new follow-up is about."""

    layanan = KeyField(required=False)
    unsur = forms.ChoiceField(required=False, choices=[("", ""), *ELEMENTS])
    periode = forms.CharField(required=False, max_length=10)

    def clean_periode(self) -> Span | None:
        """Read the code of a period; nothing where none was named."""
        code = self.cleaned_data["periode"]
        span = span_coded(code) if code else None
        if code and span is None:
            raise forms.ValidationError("Periode ini tidak dikenal.")
        return span


class ImprovementForm(Form):
    """One follow-up: which element, what was asked, what is done, who, until when."""

    element = forms.ChoiceField(
        label="Unsur",
        choices=ELEMENTS,
        error_messages={"required": "Pilih unsurnya."},
    )
    asked = words(
        "Yang diminta warga",
        required="Tulis apa yang diminta warga, misalnya “Antrean jangan terlalu lama”.",
        rows=2,
        max_length=300,
        help_text="Satu kalimat, tanpa nama orang. Tampil di halaman publik.",
    )
    action = words(
        "Yang akan diubah",
        required="Tulis apa yang akan diubah.",
        rows=3,
        max_length=1_000,
        help_text="Apa yang dikerjakan, dan apa tandanya bahwa itu selesai.",
    )
    responsible = forms.TypedChoiceField(
        label="Penanggung jawab",
        coerce=int,
        help_text="Namanya tidak tampil di halaman publik.",
        error_messages={"required": "Pilih penanggung jawabnya."},
    )
    due_on = DayField(
        label="Batas waktu",
        help_text="Misalnya 4-12-2026.",
        error_messages={"required": "Tulis batas waktunya."},
    )
    is_public = forms.BooleanField(label="Tampilkan di halaman publik", required=False)
    lock_no = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000)

    def __init__(self, *args: Any, people: list[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(str(one.employee_id), one.spoken) for one in people]
        field = self.fields["responsible"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", "Pilih"), *chosen]

    @property
    def values(self) -> ImprovementValues:
        """What was written."""
        given = self.cleaned_data
        return ImprovementValues(
            element=given["element"],
            asked=given["asked"],
            action=given["action"],
            responsible_id=given["responsible"],
            due_on=given["due_on"],
            is_public=given["is_public"],
        )

    @classmethod
    def of(cls, row: ImprovementRow, people: list[Candidate]) -> ImprovementForm:
        """Return the form of a follow-up as it stands; who has left stays to be chosen."""
        if row.responsible_id not in {one.employee_id for one in people}:
            left = Candidate(row.responsible_id, row.front, row.person, row.back, "sudah pindah")
            people = [*people, left]
        return cls(initial=initial_of(row), people=people)


def initial_of(row: ImprovementRow) -> dict[str, Any]:
    """Return the fields of a follow-up as it stands."""
    same = ("element", "asked", "action", "is_public", "lock_no")
    due_on: dt.date = row.due_on
    return {
        **{name: getattr(row, name) for name in same},
        "responsible": row.responsible_id,
        "due_on": due_on,
    }


class FinishForm(Form):
    """What changed for citizens, and where one sees it."""

    outcome = words(
        "Yang berubah",
        required="Tulis apa yang berubah untuk warga.",
        rows=3,
        max_length=1_000,
        help_text="Satu atau dua kalimat, tanpa nama orang. Tampil di halaman publik.",
    )
    link = words(
        "Tautan bukti",
        required=False,
        max_length=2_000,
        help_text="Misalnya foto atau surat keputusan yang bisa dibuka.",
    )


class DropForm(Form):
    """Why it cannot be done for now."""

    reason = words(
        "Mengapa belum bisa",
        required="Tulis alasannya.",
        rows=3,
        max_length=1_000,
        help_text="Tanpa nama orang. Alasan ini tampil di halaman publik.",
    )


class MoveForm(Form):
    """A move that needs no words."""

    act = forms.ChoiceField(choices=[("start", "Mulai"), ("resume", "Lanjutkan lagi")])

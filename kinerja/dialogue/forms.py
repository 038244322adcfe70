"""Forms of sessions, their agenda and agreements."""

from __future__ import annotations

from typing import Any

from django import forms

from kinerja.dialogue.meetings import MeetingForm
from kinerja.dialogue.models import Series
from kinerja.dialogue.models.session import Kind
from kinerja.ui.forms import DayField, Form, KeyField, text

ONCE = "ONCE"


class PlanForm(MeetingForm):
    """A session, once or again and again."""

    kind = forms.ChoiceField(
        label="Untuk apa",
        choices=Kind.choices,
        initial=Kind.UMPAN_BALIK,
        error_messages={"required": "Pilih untuk apa sesinya."},
    )
    rhythm = forms.ChoiceField(
        label="Berulang",
        choices=[(ONCE, "Sekali saja"), *Series.Rhythm.choices],
        widget=forms.RadioSelect,
        initial=ONCE,
        help_text="Hari libur dan jam yang sudah terisi bergeser ke hari kerja berikutnya.",
    )
    field_order = ["kind", "day", "time", "minutes", "place", "rhythm"]


class MoveForm(MeetingForm):
    """Another time, and why."""

    reason = text("Alasan", required=False, max_length=300)


class AskForm(Form):
    """What one would like to talk about."""

    kind = forms.ChoiceField(label="Untuk apa", choices=Kind.choices, initial=Kind.UMPAN_BALIK)
    reason = text(
        "Apa yang ingin Anda bicarakan",
        required="Tulis satu kalimat, supaya atasan Anda bisa menyiapkan diri.",
        rows=3,
        max_length=1_000,
    )


class ReasonForm(Form):
    """Why a session is called off."""

    reason = text("Alasan", required="Tulis alasannya, singkat saja.", rows=2, max_length=500)


class MissForm(ReasonForm):
    """Who did not come."""

    missed_by = forms.TypedChoiceField(
        label="Siapa yang tidak hadir", coerce=int, widget=forms.RadioSelect
    )
    reason = text("Keterangan", required=False, rows=2, max_length=500)
    field_order = ["missed_by", "reason"]

    def __init__(self, *args: Any, both: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["missed_by"].choices = both  # type: ignore[attr-defined]


class PointForm(Form):
    """One point of the agenda."""

    title = text("Butir agenda", required="Tulis butir agendanya.", max_length=300)
    lock_no = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput
    )


class NotesForm(Form):
    """What both remember, or what only one of them does."""

    notes = text("Catatan bersama", required=False, rows=6, max_length=10_000)
    lock_no = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput
    )


class AgreeForm(Form):
    """Who does what by when."""

    text = text("Apa", required="Tulis apa yang disepakati.", max_length=500)
    responsible = forms.TypedChoiceField(
        label="Siapa", coerce=int, error_messages={"required": "Pilih siapa yang mengerjakan."}
    )
    due_on = DayField(label="Kapan", error_messages={"required": "Tulis tanggalnya."})

    def __init__(self, *args: Any, both: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["responsible"].choices = [("", "Pilih"), *both]  # type: ignore[attr-defined]


class OutcomeForm(Form):
    """How an agreement ended."""

    outcome = text("Keterangan", required=False, rows=3, max_length=1_000)
    act = forms.ChoiceField(choices=[("finish", ""), ("drop", ""), ("reopen", "")])

    def clean(self) -> dict[str, Any]:
        """Dropping a promise needs a reason."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("act") == "drop" and not data.get("outcome"):
            self.add_error("outcome", "Tulis mengapa tidak dilanjutkan.")
        return data


class AgendaAddForm(Form):
    """What is put on the agenda: a kind of thing and its number."""

    jenis = forms.CharField(max_length=30)
    id = KeyField()
    title = text("Butir agenda", required="Tulis butir agendanya.", max_length=300)

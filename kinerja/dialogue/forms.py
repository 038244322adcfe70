"""Forms of sessions, their agenda and agreements."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinerja.dialogue.models import Series
from kinerja.dialogue.models.session import Kind
from kinerja.dialogue.operations import Meeting
from kinerja.foundation import clock
from kinerja.ui.format import time as written_time
from kinerja.ui.forms import DayField, Form, text

ONCE = "ONCE"
MINUTES = [(15, "15 menit"), (30, "30 menit"), (45, "45 menit"), (60, "1 jam"), (90, "1,5 jam")]
CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?")
SOONEST = 2000
LAST = 2100


def parse_time(written: str) -> dt.time:
    """Read a time of day as people write it: 10.00, 9:30, 14. Raises ValidationError."""
    found = CLOCK.fullmatch(written.strip())
    try:
        if found:
            return dt.time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise ValidationError("Tulis jam, misalnya 10.00 atau 14.30.", code="time")


class TimeField(forms.CharField):
    """A time of day."""

    def to_python(self, value: Any) -> Any:
        if isinstance(value, dt.time):
            return value
        written = super().to_python(value)
        return None if written == "" else parse_time(str(written))

    def prepare_value(self, value: Any) -> Any:
        return f"{value.hour:02d}.{value.minute:02d}" if isinstance(value, dt.time) else value

    def run_validators(self, value: Any) -> None:
        """Length was checked on the text; a time has no length."""


class MeetingForm(Form):
    """When and where."""

    day = DayField(
        label="Tanggal",
        help_text="Misalnya 4-12-2026.",
        error_messages={"required": "Tulis tanggalnya."},
    )
    time = TimeField(
        label="Jam mulai",
        max_length=5,
        help_text="Misalnya 10.00.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": "Tulis jamnya."},
    )
    minutes = forms.TypedChoiceField(label="Lama", choices=MINUTES, coerce=int, initial=30)
    place = text(
        "Tempat",
        required=False,
        max_length=200,
        help_text="Ruang, atau tautan rapat daring.",
    )

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if not SOONEST <= day.year <= LAST:
            raise ValidationError("Periksa tahunnya.")
        return day

    def meeting(self) -> Meeting:
        """Return what was filled in, in the city's time."""
        data = self.cleaned_data
        start = dt.datetime.combine(data["day"], data["time"], tzinfo=clock.zone())
        return Meeting(
            starts_at=start.astimezone(dt.UTC), minutes=data["minutes"], place=data["place"]
        )

    @classmethod
    def of(cls, starts_at: dt.datetime | None, minutes: int, place: str) -> dict[str, Any]:
        """Return the initial values of a session's own time."""
        given: dict[str, Any] = {"minutes": minutes, "place": place}
        if starts_at is not None:
            given |= {"day": clock.local_date(starts_at), "time": written_time(starts_at)}
        return given


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
    id = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    title = text("Butir agenda", required="Tulis butir agendanya.", max_length=300)

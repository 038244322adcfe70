"""When and where two people meet, as a form; higher rooms ask the same way."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinerja.dialogue.operations import Meeting
from kinerja.foundation import clock
from kinerja.ui.format import time as written_time
from kinerja.ui.forms import DayField, Form, text

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

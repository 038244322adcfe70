"""Forms of this room: opening a window, answering in one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from kinerja.anonymous.boxes import LONGEST_TEXT, Content
from kinerja.anonymous.models import Window
from kinerja.anonymous.operations.opening import DURATIONS
from kinerja.ui import format as formats
from kinerja.ui.forms import Form, text
from regulation.behavior import CoreValue

SCALE = ((4, "Selalu"), (3, "Sering"), (2, "Kadang-kadang"), (1, "Jarang"))
UNSEEN = ("", "Belum bisa menilai")
EMPTY = "Nilai paling sedikit satu perilaku, atau tulis masukan."


class SearchForm(Form):
    cari = text("Nama atau NIP", required=False, max_length=100)
    hal = forms.IntegerField(min_value=1, max_value=10_000, required=False)


class OpenForm(Form):
    """Whom to ask and for how long; the group itself is computed."""

    ring = forms.ChoiceField(
        label="Siapa yang ditanya",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih kelompoknya."},
    )
    days = forms.TypedChoiceField(
        label="Dibuka sampai",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih lamanya."},
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, sizes: dict[str, int], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rings: Any = self.fields["ring"]
        rings.choices = [
            (ring.value, f"{ring.label} ({sizes[ring.value]} orang)") for ring in Window.Ring
        ]
        days: Any = self.fields["days"]
        days.choices = [
            (number, f"{formats.weekday(today + dt.timedelta(days=number))} ({number} hari)")
            for number in DURATIONS
        ]


class AnswerForm(Form):
    """A score for each value that one can judge, and words. No key of the form, no draft."""

    def __init__(self, *args: Any, questions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        for code in questions:
            value = CoreValue(code)
            self.fields[code] = forms.TypedChoiceField(
                label=value.label,
                choices=[*SCALE, UNSEEN],
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                help_text="; ".join(value.lines) + ".",
                error_messages={"invalid_choice": "Pilih salah satu dari daftar."},
            )
        self.fields["text"] = text(
            "Masukan untuk perbaikan",
            required=False,
            rows=5,
            max_length=LONGEST_TEXT,
            help_text=(
                "Tulis perilaku yang terlihat, bukan dugaan. Hindari kejadian yang hanya Anda"
                " tahu dan gaya bahasa yang mudah dikenali."
            ),
        )

    @classmethod
    def of(cls, content: Content | None, questions: Sequence[str]) -> AnswerForm:
        """Return the form as the person has filled it before."""
        initial = {**content.scores, "text": content.text} if content else {}
        return cls(questions=questions, initial=initial)

    def scored(self) -> list[forms.BoundField]:
        """Return the fields of the values, in the order of the form."""
        return [self[code] for code in self.questions]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.scores() and not self.words():
            raise forms.ValidationError(EMPTY)
        return cleaned

    def scores(self) -> dict[str, int]:
        """Return the values that were judged."""
        given = ((code, self.cleaned_data.get(code)) for code in self.questions)
        return {code: score for code, score in given if score}

    def words(self) -> str:
        """Return the words, with line ends of one kind."""
        written: str = self.cleaned_data.get("text") or ""
        return written.replace("\r\n", "\n")

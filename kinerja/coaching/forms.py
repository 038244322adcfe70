"""The form of feedback."""

from __future__ import annotations

from typing import Any

from django import forms

from kinerja.coaching.models import Feedback
from kinerja.coaching.operations import About
from kinerja.ui.forms import Form, text
from regulation.behavior import CoreValue

RESULT, BEHAVIOR = "hasil", "perilaku"


class FeedbackForm(Form):
    """About one result or one value; template: situation, behavior, effect."""

    about = forms.ChoiceField(label="Tentang")
    kind = forms.ChoiceField(
        label="Jenis",
        choices=Feedback.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenis umpan baliknya."},
    )
    text = text(
        "Umpan balik",
        required="Tulis umpan baliknya.",
        rows=5,
        max_length=2_000,
        help_text="Sebut kejadiannya, apa yang dilakukan, dan dampaknya bagi warga atau tim.",
    )

    def __init__(self, *args: Any, results: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"] = forms.ChoiceField(
            label="Tentang",
            choices=[
                ("", "Pilih hasil kerja atau perilaku"),
                ("Hasil kerja", [(f"{RESULT}-{key}", words[:120]) for key, words in results]),
                ("Perilaku kerja", [(f"{BEHAVIOR}-{v.value}", v.label) for v in CoreValue]),
            ],
            error_messages={"required": "Pilih hasil kerja atau perilaku yang Anda maksud."},
        )

    def subject(self) -> About:
        """Return what was chosen."""
        kind, key = self.cleaned_data["about"].split("-", 1)
        return About(result_id=int(key)) if kind == RESULT else About(core_value=key)

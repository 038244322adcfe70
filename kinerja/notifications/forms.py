"""The form of one's own quiet hours and digest."""

from __future__ import annotations

from typing import Any

from django import forms

from kinerja.ui.forms import Form

HOURS = [(hour, f"{hour:02d}.00") for hour in range(24)]


def hour(label: str, help_text: str = "") -> forms.TypedChoiceField:
    """An hour of the city's day."""
    return forms.TypedChoiceField(label=label, choices=HOURS, coerce=int, help_text=help_text)


class PreferenceForm(Form):
    wants_digest = forms.BooleanField(
        label="Kirim ringkasan harian",
        required=False,
        help_text="Satu email pada hari kerja, hanya bila ada yang menunggu Anda.",
    )
    digest_hour = hour("Jam ringkasan")
    quiet_from = hour("Mulai")
    quiet_until = hour("Sampai")

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen, as the operation takes it."""
        return dict(self.cleaned_data)

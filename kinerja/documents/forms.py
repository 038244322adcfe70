"""The form of the public check."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from kinerja.documents import fingerprints
from kinerja.ui.forms import Form, text


class PrintedMarks(Form):
    """What stands at the foot of every sheet. The names are read in addresses, so Indonesian."""

    nomor = text(
        "Nomor dokumen",
        required="Tulis nomor dokumen.",
        max_length=40,
        help_text="Contoh: SKP-2026-000123.",
    )
    sidik = text(
        "Sidik",
        required="Tulis sidik dokumen.",
        max_length=60,
        help_text="20 huruf dan angka di kaki setiap halaman. Tanda hubung boleh dilewati.",
    )

    def clean_sidik(self) -> str:
        """Bring a typed fingerprint into the form in which it is stored."""
        grouped = fingerprints.grouped(self.cleaned_data["sidik"])
        if not grouped:
            raise ValidationError(
                "Sidik terdiri dari 20 tanda: huruf A sampai Z dan angka 2 sampai 7. "
                "Salin lagi dari kaki halaman."
            )
        return grouped

"""What the style page shows: one sample of everything, with people who do not exist."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import Refusal
from kinerja.ui.forms import DayField, Form, NumberField, text
from kinerja.ui.icons import LINED
from regulation.instruments import PERMENPANRB_6_2022
from regulation.ruling import Reason

ASPECTS = [("KUANTITAS", "Kuantitas"), ("KUALITAS", "Kualitas"), ("WAKTU", "Waktu")]
PARTS = [("HASIL", "Rating hasil kerja"), ("PERILAKU", "Rating perilaku kerja")]
RATINGS = [("DI_BAWAH", "Di bawah"), ("SESUAI", "Sesuai"), ("DI_ATAS", "Di atas")]


class SampleForm(Form):
    """A field of each kind."""

    result = text(
        "Rencana hasil kerja",
        required="Tulis rencana hasil kerja.",
        rows=2,
        max_length=200,
        help_text="Tulis hasil yang dirasakan, bukan kegiatan.",
    )
    target = NumberField(label="Target", initial="95")
    aspect = forms.ChoiceField(label="Aspek", choices=ASPECTS)
    until = DayField(label="Tanggal selesai", initial=dt.date(2026, 12, 4), required=False)
    password = forms.CharField(
        label="Kata sandi", widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    part = forms.ChoiceField(
        label="Bagian yang Anda keberatan", choices=PARTS, widget=forms.RadioSelect, initial="HASIL"
    )
    rating = forms.ChoiceField(
        label="Rating", choices=RATINGS, widget=forms.RadioSelect, required=False, initial="SESUAI"
    )
    values = forms.MultipleChoiceField(
        label="Perilaku yang menonjol",
        choices=[("LAYANAN", "Berorientasi Pelayanan"), ("KOLABORATIF", "Kolaboratif")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(
        label="Bukti", required=False, help_text="Foto, PDF, atau Excel, paling besar 5 MB."
    )
    read = forms.BooleanField(label="Saya sudah membaca semua bukti", initial=True)


PARTS_NOTES = {"HASIL": "Sesuai ekspektasi", "PERILAKU": "Sesuai ekspektasi"}
GROUND = Reason(
    PERMENPANRB_6_2022.annex("kuadran kinerja"),
    "Pertemuan dua rating menentukan predikat. Tidak ada rata-rata.",
)
UNCHECKED = Reason(
    PERMENPANRB_6_2022.unverified("Pasal 99"), "Penilai menyampaikan hasil kepada pegawai."
)


def samples() -> dict[str, Any]:
    """Return the context of the style page."""
    return {
        "form": SampleForm(),
        "faulty": _faulty(),
        "refusal": Refusal(
            "Rating belum bisa diisi. Capaian organisasi belum ditetapkan.", [GROUND, UNCHECKED]
        ),
        "ground": GROUND,
        "unchecked": UNCHECKED,
        "notes": PARTS_NOTES,
        "actor": Actor(user_id=1, employee_id=1, name="Ratna Anggraini", capacity="Pegawai"),
        "today": dt.date(2026, 11, 24),
        "days": [dt.date(2026, 11, 26), dt.date(2026, 11, 27)],
        "icon_names": sorted(LINED),
        "qr_svg": qr_svg(),
        "points": POINTS,
        "spread": SPREAD,
        "counts": COUNTS,
        "links": dict.fromkeys(COUNTS, "#kuadran"),
    }


def _faulty() -> SampleForm:
    """Return the form as it comes back with mistakes."""
    faulty = SampleForm({"salah-target": "sembilan puluh", "salah-read": "on"}, prefix="salah")
    faulty.is_valid()
    return faulty


def qr_svg() -> Any:
    """Return a QR code as inline SVG without a style of its own."""
    import segno  # noqa: PLC0415 - only this page and documents draw one
    from markupsafe import Markup  # noqa: PLC0415

    code = segno.make("https://kinerja.contoh.go.id/periksa", error="m", micro=False)
    drawing = code.svg_inline(border=2, omitsize=True, light="#fff", svgclass=None, lineclass=None)
    return Markup(drawing)  # noqa: S704 - drawn by segno from our own text


POINTS = [
    ("I 2025", 82.1, 241),
    ("II 2025", 83.0, 262),
    ("III 2025", None, None),
    ("IV 2025", 84.4, 238),
    ("I 2026", 84.9, 255),
    ("II 2026", 85.2, 271),
    ("III 2026", 86.4, 286),
]
SPREAD = [
    ("Sangat Baik", 12, "sb"),
    ("Baik", 58, "b"),
    ("Butuh Perbaikan", 9, "bp"),
    ("Kurang", 2, "k"),
    ("Sangat Kurang", 0, "sk"),
]
COUNTS = {
    ("DI_ATAS", "DI_BAWAH"): 0,
    ("DI_ATAS", "SESUAI"): 7,
    ("DI_ATAS", "DI_ATAS"): 12,
    ("SESUAI", "DI_BAWAH"): 2,
    ("SESUAI", "SESUAI"): 44,
    ("SESUAI", "DI_ATAS"): 7,
    ("DI_BAWAH", "DI_BAWAH"): 0,
    ("DI_BAWAH", "SESUAI"): 8,
    ("DI_BAWAH", "DI_ATAS"): 1,
}

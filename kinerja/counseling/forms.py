"""Forms of this room. None of them is mirrored on the device."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinerja.counseling.models import Case
from kinerja.counseling.operations.keys import SHORTEST
from kinerja.counseling.queries.people import Counselor
from kinerja.foundation import clock
from kinerja.ui.forms import DayField, Form, text

FARTHEST = 366
#: both of a case read why it began, so that is not sealed: little of it
BRIEF = 300
LONGEST = 200
TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")
HINT = (
    f"Paling sedikit {SHORTEST} huruf, misalnya empat kata yang hanya Anda tahu."
    " Bukan kata sandi akun Anda."
)


def passphrase(label: str, required: str, *, new: bool, help_text: str = "") -> forms.CharField:
    """A passphrase: spaces count, the browser's keeper of passwords may fill it."""
    attrs = {"autocomplete": "new-password" if new else "current-password"}
    return text(
        label,
        required=required,
        widget=forms.PasswordInput(attrs=attrs),
        strip=False,
        max_length=LONGEST,
        help_text=help_text,
    )


class ChoosingForm(Form):
    """A counselor, and a text about the occasion."""

    konselor = forms.ChoiceField(
        label="Konselor",
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih konselor."},
    )

    def __init__(self, *args: Any, counselors: list[Counselor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["konselor"].choices = [  # type: ignore[attr-defined]
            (str(one.id), one.full_name) for one in counselors
        ]
        self.fields["konselor"].error_messages["required"] = "Pilih konselor."


class AskForm(ChoosingForm):
    pemicu = text(
        "Apa yang ingin Anda bicarakan?",
        required=False,
        rows=3,
        max_length=BRIEF,
        help_text="Anda dan konselor membacanya. Teks ini tidak disegel seperti catatan konselor:"
        " pengurus server bisa membukanya. Simpan yang peka untuk pertemuan.",
    )


class ReferForm(ChoosingForm):
    pemicu = text(
        "Mengapa Anda merujuk?",
        required="Tulis mengapa Anda merujuk.",
        rows=3,
        max_length=BRIEF,
        help_text="Pegawai dan konselor membacanya. Tulis yang Anda lihat, bukan dugaan. Teks ini"
        " tidak disegel: jangan sebut kesehatan atau urusan keluarga.",
    )


class TimeField(forms.CharField):
    """A time as people write it: 10.00 or 10:00."""

    def to_python(self, value: Any) -> Any:
        written = str(super().to_python(value)).strip()
        if written == "":
            return None
        found = TIME.fullmatch(written)
        if found is None:
            raise ValidationError("Tulis jam seperti 10.00.", code="time")
        return dt.time(int(found[1]), int(found[2]))

    def run_validators(self, value: Any) -> None:
        """Length was checked on the text; a time has no length."""


class MeetingForm(Form):
    hari = DayField(label="Tanggal", help_text="Misalnya 4 Desember 2026.")
    jam = TimeField(
        label="Jam",
        max_length=5,
        help_text="Misalnya 10.00.",
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    tempat = text(
        "Tempat",
        required="Tulis tempat bertemu.",
        max_length=200,
        help_text="Pilih tempat yang tidak terdengar orang lain. Tampil di Beranda pegawai: tulis"
        " “Ruang 3”, bukan “Ruang konseling”.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, time = cleaned.get("hari"), cleaned.get("jam")
        if day and time:
            if abs((day - clock.today()).days) > FARTHEST:
                self.add_error("hari", "Tulis tanggal paling jauh satu tahun dari hari ini.")
                return cleaned
            cleaned["mulai"] = dt.datetime.combine(day, time, tzinfo=clock.zone())
        return cleaned


class NoteForm(Form):
    catatan = text(
        "Catatan",
        required="Tulis catatan.",
        rows=12,
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off", "spellcheck": "false"}),
        help_text="Disegel saat disimpan. Catatan tidak bisa diubah atau dihapus.",
    )


class CloseForm(Form):
    tindak_lanjut = forms.ChoiceField(
        label="Tindak lanjut",
        choices=[(one.value, one.label) for one in Case.FollowUp],
        widget=forms.RadioSelect,
    )
    beritahu = forms.BooleanField(
        label="Usulkan memberi tahu penilai jenis tindak lanjutnya",
        required=False,
        help_text="Penilai baru diberi tahu jika pegawai juga setuju, dan hanya jenisnya.",
    )


class PassphraseForm(Form):
    """Opening for this session."""

    kata_sandi = passphrase("Kalimat sandi", "Tulis kalimat sandi Anda.", new=False)


class NewPassphraseForm(Form):
    """A new passphrase, twice."""

    kata_sandi_baru = passphrase(
        "Kalimat sandi baru", "Tulis kalimat sandi baru.", new=True, help_text=HINT
    )
    kata_sandi_ulang = passphrase("Ulangi kalimat sandi baru", "Tulis sekali lagi.", new=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("kata_sandi_baru"), cleaned.get("kata_sandi_ulang")
        if first and second and first != second:
            self.add_error("kata_sandi_ulang", "Kedua kalimat sandi berbeda. Tulis ulang.")
        return cleaned


class ChangePassphraseForm(NewPassphraseForm):
    kata_sandi_lama = passphrase("Kalimat sandi lama", "Tulis kalimat sandi lama.", new=False)
    field_order = ("kata_sandi_lama", "kata_sandi_baru", "kata_sandi_ulang")


class UnderstoodForm(Form):
    paham = forms.BooleanField(
        label="Saya paham: jika kalimat sandi dan kunci pemulihan hilang, catatan hilang",
        error_messages={"required": "Centang setelah membaca."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["paham"].error_messages["required"] = "Centang setelah membaca."


class EmptyForm(Form):
    """A question that is answered by its button."""

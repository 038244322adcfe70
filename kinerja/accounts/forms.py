"""Forms of arrival and of one's own account."""

from __future__ import annotations

from typing import Any

from django import forms

from kinerja.accounts.passwords import HINT
from kinerja.ui.forms import Form, text

LONGEST_PASSWORD = 200
THEMES = [("", "Ikut perangkat"), ("light", "Terang"), ("dark", "Gelap")]


def password(label: str, required: str, *, new: bool, help_text: str = "") -> forms.CharField:
    """A password: spaces count, the browser's keeper of passwords may fill it."""
    attrs = {"autocomplete": "new-password" if new else "current-password"}
    return text(
        label,
        required=required,
        widget=forms.PasswordInput(attrs=attrs),
        strip=False,
        max_length=LONGEST_PASSWORD,
        help_text=help_text,
    )


def who(required: str, help_text: str = "18 angka, boleh memakai spasi.") -> forms.CharField:
    """A NIP, or the chosen name of somebody without one."""
    attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
    return text(
        "NIP",
        required=required,
        widget=forms.TextInput(attrs=attrs),
        max_length=60,
        help_text=help_text,
    )


class SignInForm(Form):
    nip = who("Tulis NIP Anda.")
    kata_sandi = password("Kata sandi", "Tulis kata sandi Anda.", new=False)
    bersama = forms.BooleanField(
        label="Komputer ini dipakai bersama",
        required=False,
        help_text="Sesi berakhir setelah 30 menit tanpa kegiatan.",
    )
    lanjut = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2_000)
    isian = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2_000_000)


class NewPasswordForm(Form):
    """A new password, twice."""

    kata_sandi_baru = password(
        "Kata sandi baru", "Tulis kata sandi baru.", new=True, help_text=HINT
    )
    kata_sandi_ulang = password("Ulangi kata sandi baru", "Tulis sekali lagi.", new=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, second = cleaned.get("kata_sandi_baru"), cleaned.get("kata_sandi_ulang")
        if first and second and first != second:
            self.add_error("kata_sandi_ulang", "Kedua kata sandi berbeda. Tulis ulang.")
        return cleaned


class CodeForm(NewPasswordForm):
    nip = who("Tulis NIP Anda.")
    kode = text(
        "Kode dari pengelola",
        required="Tulis kode dari lembar yang Anda terima.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        max_length=40,
        help_text="12 huruf dan angka, misalnya ABCD-EFGH-IJKL.",
    )
    field_order = ("nip", "kode", "kata_sandi_baru", "kata_sandi_ulang")


class ChangePasswordForm(NewPasswordForm):
    kata_sandi_lama = password("Kata sandi lama", "Tulis kata sandi lama.", new=False)
    field_order = ("kata_sandi_lama", "kata_sandi_baru", "kata_sandi_ulang")


class ThemeForm(Form):
    tampilan = forms.ChoiceField(
        label="Tampilan", choices=THEMES, required=False, widget=forms.RadioSelect
    )

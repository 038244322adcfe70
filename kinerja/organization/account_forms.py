"""Forms for accounts: whose code to print, which role to grant, who is the mayor."""

from __future__ import annotations

from typing import Any

from django import forms

from kinerja.foundation.actor import OF_A_UNIT, Role
from kinerja.organization.people_forms import Groups, offer, pick
from kinerja.ui.forms import DayField, Form, KeyField, text


class Search(Form):
    """A part of a name, a NIP, and the unit in which one looks."""

    cari = forms.CharField(label="Nama atau NIP", required=False, max_length=100)
    unit = KeyField(required=False)


class PrintCodes(Form):
    """For one account, or for all in a unit who have no password yet."""

    unit = KeyField(required=False)
    akun = KeyField(required=False)


class GrantForm(Form):
    peran = forms.ChoiceField(
        label="Peran",
        choices=[(role.value, role.label) for role in Role],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih perannya."},
    )
    unit = pick(
        "Unit",
        "",
        help_text="Hanya untuk pengelola kinerja perangkat daerah (pilih perangkat daerahnya) dan"
        " admin survei (unit mana pun, misalnya satu puskesmas). Unit di bawahnya ikut.",
    )
    mulai = DayField(label="Hari pertama", help_text="Misalnya 4-12-2026.")
    selesai = DayField(label="Hari terakhir", required=False)
    sk = text("Nomor SK", required="Tulis nomor SK penunjukan.", max_length=200)

    def __init__(self, *args: Any, units: Groups, offices: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = offices
        offer(self, "unit", units, "Pilih unit")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, unit = cleaned.get("peran"), cleaned.get("unit")
        if role not in OF_A_UNIT:
            cleaned["unit"] = None
        elif not unit and "unit" not in self.errors:
            self.add_error("unit", "Pilih unitnya.")
        elif role == Role.PENGELOLA_OPD and unit and unit not in self.offices:
            self.add_error("unit", "Pilih perangkat daerahnya, bukan unit di dalamnya.")
        return cleaned


class EndForm(Form):
    terakhir = DayField(label="Hari terakhir", help_text="Pada hari ini peran masih berlaku.")


class OfficialForm(Form):
    nama = text("Nama lengkap dengan gelar", required="Tulis nama lengkapnya.", max_length=200)
    jabatan = text("Jabatan", required="Tulis jabatannya.", max_length=200, initial="Wali Kota")
    akun = text(
        "Nama akun",
        required="Tulis nama akun untuk masuk.",
        max_length=60,
        help_text="3 sampai 60 huruf kecil, angka, titik, atau strip. Dipakai di halaman masuk.",
    )
    mulai = DayField(label="Hari pertama menjabat")
    email = forms.EmailField(
        label="Email", required=False, error_messages={"invalid": "Alamat email belum lengkap."}
    )
    ganti = forms.BooleanField(
        label="Gantikan pendahulu",
        required=False,
        help_text="Jabatan pendahulu berakhir sehari sebelumnya.",
    )

    def clean_akun(self) -> str:
        return str(self.cleaned_data["akun"]).strip().lower()

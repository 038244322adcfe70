"""The settings of the city as an administrator writes them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from kinerja.ui.forms import Form, text

LARGEST_LOGO = 500_000
#: beginning of the file -> its media type
KINDS = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
ZONES = [
    ("Asia/Jakarta", "Waktu Indonesia Barat (WIB)"),
    ("Asia/Makassar", "Waktu Indonesia Tengah (WITA)"),
    ("Asia/Jayapura", "Waktu Indonesia Timur (WIT)"),
]
HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\]")


def line(label: str, required: str = "", **options: Any) -> forms.CharField:
    """A short text."""
    return text(label, required=required or False, max_length=200, **options)


class CityForm(Form):
    name = line("Nama kota", "Tulis nama kota, misalnya Kota Kotalama.")
    government = line("Nama pemerintah daerah", "Tulis nama pemerintah daerah.")
    letterhead = text(
        "Baris kop surat",
        required=False,
        rows=3,
        max_length=400,
        help_text="Alamat dan telepon, satu hal per baris.",
    )
    signing_place = line("Tempat tanda tangan", "Tulis tempat pada baris tanda tangan.")
    logo = forms.FileField(
        label="Lambang",
        required=False,
        help_text="PNG atau JPEG, paling besar 500 kB.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    remove_logo = forms.BooleanField(label="Hapus lambang yang sekarang", required=False)
    time_zone = forms.ChoiceField(label="Zona waktu", choices=ZONES, widget=forms.RadioSelect)
    help_desk_name = line("Nama meja bantuan", "Tulis nama meja bantuan.")
    help_desk_phone = line("Telepon meja bantuan", help_text="Tampil di halaman masuk.")
    help_desk_hours = line(
        "Jam meja bantuan", help_text="Misalnya Senin–Jumat pukul 07.30–16.00 WIB."
    )
    evidence_limit_mb = forms.IntegerField(
        label="Batas ukuran file bukti",
        min_value=1,
        max_value=50,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Tulis angka 1 sampai 50."},
    )
    poster_line = text(
        "Kalimat berbahasa daerah",
        required=False,
        max_length=80,
        help_text="Ajakan singkat dalam bahasa yang dipakai warga, di bawah judul poster QR. Boleh "
        "kosong.",
    )
    smtp_host = line("Server SMTP", help_text="Kosongkan jika email belum dipakai.")
    smtp_port = forms.IntegerField(
        label="Port SMTP",
        min_value=1,
        max_value=65_535,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Tulis angka, misalnya 587."},
    )
    smtp_user = line("Nama pengguna SMTP")
    smtp_password = forms.CharField(
        label="Kata sandi SMTP",
        required=False,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Kosongkan jika tidak diganti.",
    )
    smtp_tls = forms.BooleanField(label="Pakai sambungan terenkripsi (TLS)", required=False)
    mail_from = forms.EmailField(
        label="Alamat pengirim",
        required=False,
        error_messages={"invalid": "Alamat email belum lengkap."},
    )
    lock_no = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean_logo(self) -> tuple[bytes, str] | None:
        """Return bytes and media type, by what the file is and not by what it is called."""
        upload = self.cleaned_data.get("logo")
        if not isinstance(upload, UploadedFile):
            return None
        if (upload.size or 0) > LARGEST_LOGO:
            raise forms.ValidationError("Lambang terlalu besar. Batasnya 500 kB.")
        content = upload.read()
        kind = next((kind for start, kind in KINDS.items() if content.startswith(start)), "")
        if not kind:
            raise forms.ValidationError("File ini bukan gambar PNG atau JPEG. Pilih file lain.")
        return content, kind

    def clean_smtp_host(self) -> str:
        host = str(self.cleaned_data["smtp_host"])
        if host and not HOST.fullmatch(host):
            raise forms.ValidationError("Tulis nama server saja, misalnya smtp.kotalama.go.id.")
        return host


class MailTestForm(Form):
    alamat = forms.EmailField(
        label="Kirim email percobaan ke",
        error_messages={"invalid": "Alamat email belum lengkap.", "required": "Tulis alamatnya."},
    )

"""Forms for people, posts, exceptions and units."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from kinerja.organization.models import JobGroup, Kind, PlacementKind
from kinerja.ui import forms as fields
from kinerja.ui.forms import Form, KeyField, text
from regulation.ranks import PPPK_GRADES, RANKS

LAST_PAGE = 100_000
FIRST_DAY, FINAL_DAY = dt.date(1900, 1, 1), dt.date(2200, 1, 1)
Groups = list[tuple[str, list[tuple[int, str]]]]


class DayField(fields.DayField):
    """A day within living memory and foreseeable time."""

    def to_python(self, value: Any) -> Any:
        day = super().to_python(value)
        if day is not None and not FIRST_DAY <= day <= FINAL_DAY:
            raise forms.ValidationError("Periksa tahunnya.", code="day")
        return day


def pick(label: str, required: str, **options: Any) -> forms.TypedChoiceField:
    """A choice of a row by its number; the choices come with the request."""
    field = forms.TypedChoiceField(
        label=label, coerce=int, empty_value=None, required=bool(required), **options
    )
    if required:
        field.error_messages["required"] = required
        field.own_messages = {"required": required}  # type: ignore[attr-defined]
    return field


def offer(form: Form, name: str, choices: Any, blank: str) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", blank), *choices]


class PeopleFilter(Form):
    """Whom one looks for; everything may stay empty."""

    cari = forms.CharField(label="Nama atau NIP", required=False, max_length=100)
    unit = pick("Perangkat daerah", "")
    jenis = forms.ChoiceField(
        label="Jenis pegawai", required=False, choices=[("", "Semua jenis"), *Kind.choices]
    )
    keadaan = forms.ChoiceField(
        label="Keadaan",
        required=False,
        choices=[("", "Masih bekerja"), ("berakhir", "Sudah berakhir")],
    )
    hal = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", units, "Semua perangkat daerah")


class PageNumber(Form):
    hal = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)


class DataForm(Form):
    nama = text("Nama tanpa gelar", required="Tulis namanya.", max_length=200)
    depan = text("Gelar depan", required=False, max_length=60)
    belakang = text("Gelar belakang", required=False, max_length=100)
    pangkat = forms.ChoiceField(label="Pangkat atau golongan", required=False)
    email = forms.EmailField(
        label="Email",
        required=False,
        max_length=200,
        error_messages={"invalid": "Alamat email belum lengkap."},
        help_text="Pemberitahuan juga dikirim ke alamat ini.",
    )

    def __init__(self, *args: Any, kind: str, rank: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ranks = [(grade, f"Golongan {grade}") for grade in PPPK_GRADES]
        if kind in {Kind.PNS, Kind.PEJABAT_NEGARA}:
            ranks = [(one.grade, str(one)) for one in RANKS]
        if rank and rank not in dict(ranks):
            ranks.insert(0, (rank, rank))
        field = self.fields["pangkat"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Belum tercatat"), *ranks]


class LastDayForm(Form):
    """The last day of what ends."""

    terakhir = DayField(label="Hari terakhir")

    def __init__(self, *args: Any, hint: str, label: str = "Hari terakhir", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["terakhir"].help_text, self.fields["terakhir"].label = hint, label


class PlacementForm(Form):
    jenis = forms.ChoiceField(
        label="Jenis jabatan",
        choices=PlacementKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenisnya."},
    )
    unit = pick("Unit kerja", "Pilih unitnya.")
    jabatan = text("Nama jabatan", required="Tulis nama jabatannya.", max_length=300)
    kelompok = forms.ChoiceField(
        label="Kelompok jabatan",
        choices=[("", "Pilih kelompoknya"), *JobGroup.choices],
        error_messages={"required": "Pilih kelompoknya."},
    )
    jenjang = text(
        "Eselon atau jenjang",
        required=False,
        max_length=60,
        help_text="Misalnya III.b atau Ahli Muda.",
    )
    kepala = forms.BooleanField(
        label="Memimpin unit ini",
        required=False,
        help_text="Termasuk tugas tambahan, misalnya kepala sekolah. Plt dan Plh selalu memimpin.",
    )
    mulai = DayField(label="Hari pertama (TMT)")
    selesai = DayField(
        label="Hari terakhir", required=False, help_text="Kosongkan jika belum diketahui."
    )
    sk = text("Nomor SK", required="Tulis nomor SK atau surat perintah.", max_length=200)

    def __init__(self, *args: Any, units: Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "unit", units, "Pilih unit")


class EvaluatorSearch(Form):
    """Whom to let assess: first found by name or NIP, then picked."""

    cari = forms.CharField(label="Nama atau NIP penilai", required=False, max_length=100)
    penilai = KeyField(required=False)


class LineForm(Form):
    mulai = DayField(label="Berlaku mulai")
    selesai = DayField(
        label="Hari terakhir", required=False, help_text="Kosongkan jika belum diketahui."
    )
    alasan = text(
        "Alasan",
        required="Tulis alasannya.",
        max_length=300,
        help_text="Pegawai dan penilainya membaca alasan ini.",
    )
    surat = text("Nomor surat", required=False, max_length=200)


class WrongEvaluatorForm(Form):
    kata = text(
        "Apa yang salah?",
        required="Tulis siapa yang seharusnya menilai Anda, atau apa yang salah.",
        rows=3,
        max_length=1000,
        help_text="Misalnya: sejak 1 Juli saya bekerja di Bidang Data, kepalanya Rina Hapsari.",
    )


class UnitForm(Form):
    nama = text("Nama unit", required="Tulis nama unitnya.", max_length=300)
    kepala = text(
        "Nama jabatan kepala",
        required=False,
        max_length=300,
        help_text="Impor mengenali kepala unit dari nama jabatan ini.",
    )
    pengawas = pick(
        "Kepala unit ini dinilai oleh kepala",
        "",
        help_text="Kosongkan jika dinilai oleh kepala unit di atasnya.",
    )
    mandiri = forms.BooleanField(
        label="Unit kerja mandiri",
        required=False,
        help_text="Kepalanya memakai SKP pimpinan unit kerja mandiri.",
    )
    mulai = DayField(
        label="Berlaku mulai", help_text="Nama dan susunan sebelum hari ini tetap tersimpan."
    )

    def __init__(self, *args: Any, units: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "pengawas", units, "Kepala unit di atasnya")


class MoveForm(Form):
    induk = pick("Unit induk yang baru", "Pilih unit induknya.")
    mulai = DayField(label="Berlaku mulai", help_text="Susunan sebelum hari ini tetap tersimpan.")

    def __init__(self, *args: Any, units: Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "induk", units, "Pilih unit")


class DissolveForm(Form):
    terakhir = DayField(label="Hari terakhir unit ini ada")
    penerus = pick(
        "Unit penerus",
        "Pilih unit penerusnya.",
        help_text="Kepalanya menilai pegawai yang belum dipindahkan.",
    )

    def __init__(self, *args: Any, units: Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "penerus", units, "Pilih unit")


class HeadForm(Form):
    kepala = pick("Siapa yang memimpin?", "Pilih orangnya.", widget=forms.RadioSelect)
    mulai = DayField(label="Memimpin mulai")
    ganti = forms.BooleanField(
        label="Gantikan kepala sekarang",
        required=False,
        help_text="Kepala sekarang tetap di jabatannya, tetapi tidak lagi memimpin unit.",
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kepala", people, "")

"""Our empty spreadsheets: headings, one example, and what each column wants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO

import xlsxwriter

from kinerja.organization.imports.results import PLAIN
from kinerja.organization.models import Import, UnitType

#: heading, example, what to write
Column = tuple[str, str, str]
SUBJECTS = {"pegawai": Import.Subject.EMPLOYEES, "unit": Import.Subject.UNITS}
#: heading, example, what to write; the star marks what must be filled
EMPLOYEES = (
    ("NIP BARU", "199001012015031001", "* 18 angka, kolom berformat Teks."),
    ("NAMA", "Siti Aminah", "* Tanpa gelar."),
    ("GELAR DEPAN", "", "Misalnya dr."),
    ("GELAR BELAKANG", "S.E.", "Misalnya S.E., M.M."),
    ("TANGGAL LAHIR", "01-01-1990", "Hari-bulan-tahun. Kosong: dibaca dari NIP."),
    ("JENIS KELAMIN", "P", "L atau P. Kosong: dibaca dari NIP."),
    ("GOL NAMA", "III/a", "III/a untuk PNS, IX untuk PPPK."),
    ("TMT GOLONGAN", "01-04-2023", "Hari-bulan-tahun."),
    ("JENIS JABATAN NAMA", "Pelaksana", "JPT, Administrator, Pengawas, Pelaksana, Fungsional."),
    ("JABATAN NAMA", "Penelaah Teknis Kebijakan", "* Nama jabatan lengkap."),
    ("TMT JABATAN", "01-03-2024", "Lebih baru dari yang tersimpan: dicatat sebagai mutasi."),
    ("UNOR ID", "DISDUKCAPIL", "* ID unit, sama dengan kolom Id pada daftar unit."),
    ("UNOR NAMA", "Dinas Kependudukan", "Dipakai jika UNOR ID kosong."),
    ("KEPALA UNIT", "Tidak", "Ya atau Tidak. Kosong: dicocokkan dengan NamaJabatan unit."),
    ("NIP ATASAN", "", "Hanya jika penilainya bukan kepala unit."),
    ("JENIS PEGAWAI", "PNS", "PNS, PPPK, PPPK paruh waktu."),
    ("EMAIL", "", "Untuk pemberitahuan."),
    ("STATUS JABATAN", "Definitif", "Definitif, Plt, Plh."),
)
UNITS = (
    ("Id", "DISDUKCAPIL", "* Id dari SIASN, atau buatan sendiri yang tidak berubah."),
    ("DiatasanId", "PEMKOT", "* Id unit di atasnya. Kosong hanya untuk satu unit puncak."),
    ("NamaUnor", "Dinas Kependudukan dan Pencatatan Sipil", "* Nama lengkap unit."),
    ("NamaJabatan", "Kepala Dinas Kependudukan dan Pencatatan Sipil", "Jabatan kepalanya."),
    ("JENIS", "DINAS", "Kosong: dibaca dari nama. " + ", ".join(UnitType.values) + "."),
    ("MANDIRI", "Ya", "Ya untuk unit kerja mandiri (model SKP pimpinan)."),
)
COLUMNS = {Import.Subject.EMPLOYEES: EMPLOYEES, Import.Subject.UNITS: UNITS}


def write_sheet(columns: Sequence[Column], out: IO[bytes]) -> None:
    """Write headings to fill, and beside them how; all cells are text, so no number is rounded."""
    with xlsxwriter.Workbook(out, PLAIN) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
        text = book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        data, guide = book.add_worksheet("Data"), book.add_worksheet("Cara mengisi")
        data.set_column(0, len(columns) - 1, 22, text)
        data.freeze_panes(1, 0)
        guide.set_column(0, 1, 28, wrapped)
        guide.set_column(2, 2, 70, wrapped)
        for place, (heading, _, _) in enumerate(columns):
            data.write_string(0, place, heading, head)
        for place, title in enumerate(("Kolom", "Contoh", "Isi (* harus diisi)")):
            guide.write_string(0, place, title, head)
        for row, column in enumerate(columns, 1):
            for place, words in enumerate(column):
                guide.write_string(row, place, words, wrapped)

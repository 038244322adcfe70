"""Spreadsheets of complaints as SP4N-LAPOR! and offices write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile

HEADINGS = (
    "Tracking ID",
    "Tanggal Laporan",
    "Klasifikasi Laporan",
    "Kategori",
    "Instansi Terdisposisi",
    "Status Laporan",
    "Tanggal Tindak Lanjut",
)
GOOD = {
    "Tracking ID": "1001",
    "Tanggal Laporan": "27-07-2026",
    "Klasifikasi Laporan": "Pengaduan",
    "Kategori": "Kependudukan",
    "Instansi Terdisposisi": "Dinas Kependudukan dan Pencatatan Sipil",
    "Status Laporan": "Selesai",
    "Tanggal Tindak Lanjut": "30-07-2026",
}


def line(headings: Sequence[str] = HEADINGS, **cells: str) -> list[str]:
    """Return a good row, but for these cells; an underscore stands for a space."""
    given = {**GOOD, **{name.replace("_", " "): text for name, text in cells.items()}}
    return [given.get(heading, "") for heading in headings]


def csv_file(
    *rows: Sequence[str], headings: Sequence[str] = HEADINGS, encoding: str = "utf-8"
) -> SimpleUploadedFile:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([headings, *rows])
    return SimpleUploadedFile("aduan.csv", out.getvalue().encode(encoding))

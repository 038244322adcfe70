"""Spreadsheets of complaints as SP4N-LAPOR! and offices write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinerja.complaints.models import ComplaintImport
from kinerja.organization.tests.sheets import csv_of, send

ADDRESS = "/aduan/impor/"

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
    return csv_of([headings, *rows], name="aduan.csv", encoding=encoding)


def upload(client: Client, file: SimpleUploadedFile, **more: str) -> Any:
    return send(client, ADDRESS, **more, file=file)


def checked(client: Client, file: SimpleUploadedFile) -> ComplaintImport:
    response = upload(client, file)
    assert response.status_code == 303, response.content.decode()
    return ComplaintImport.objects.latest("pk")


def store(client: Client, source: ComplaintImport, **more: str) -> Any:
    return send(client, f"{ADDRESS}{source.pk}/simpan/", **more)

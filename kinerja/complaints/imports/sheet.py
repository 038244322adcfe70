"""The spreadsheet of SP4N-LAPOR!: its columns, and what is wrong in a row."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import IO, Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile

from kinerja.complaints.models import Complaint
from kinerja.foundation.actor import Actor
from kinerja.foundation.screening import screened
from kinerja.organization.imports.cells import text_of, yes_of
from kinerja.organization.imports.headings import columns_of
from kinerja.organization.imports.judged import Judged
from kinerja.organization.imports.sheets import Found, read_upload
from kinerja.organization.imports.templates import write_sheet
from kinerja.organization.models import UnitPeriod
from kinerja.services.access import may_administer

LONGEST_NUMBER, LONGEST_TOPIC, LONGEST_UNIT = 60, 200, 200
FIRST_DAY = dt.date(2015, 1, 1)
HEADINGS = {
    "tracking_id": (
        "TRACKING ID",
        "ID TRACKING",
        "NO TRACKING",
        "NOMOR TRACKING",
        "NO LAPORAN",
        "NOMOR LAPORAN",
        "NO ADUAN",
        "NOMOR ADUAN",
        "ID LAPORAN",
        "KODE LAPORAN",
    ),
    "received_on": (
        "TANGGAL LAPORAN",
        "TGL LAPORAN",
        "TANGGAL LAPORAN MASUK",
        "TANGGAL MASUK",
        "TANGGAL ADUAN",
        "TANGGAL PENGADUAN",
        "TANGGAL DITERIMA",
        "WAKTU LAPORAN",
    ),
    "category": (
        "KLASIFIKASI",
        "KLASIFIKASI LAPORAN",
        "JENIS LAPORAN",
        "JENIS ADUAN",
        "KELAS",
        "KELAS ADUAN",
    ),
    "oversight": ("BERKADAR PENGAWASAN", "KADAR PENGAWASAN"),
    "topic": ("KATEGORI", "KATEGORI LAPORAN", "TOPIK", "TOPIK LAPORAN"),
    "unit": (
        "INSTANSI TERDISPOSISI",
        "INSTANSI TUJUAN",
        "INSTANSI",
        "PERANGKAT DAERAH",
        "OPD",
        "UNIT KERJA",
        "DISPOSISI",
        "ID UNIT",
        "UNOR ID",
    ),
    "service": ("LAYANAN", "NAMA LAYANAN", "JENIS LAYANAN"),
    "status": ("STATUS", "STATUS LAPORAN", "STATUS ADUAN"),
    "responded_on": (
        "TANGGAL TINDAK LANJUT",
        "TGL TINDAK LANJUT",
        "TANGGAL TANGGAPAN",
        "TANGGAL JAWABAN",
        "TANGGAL DIJAWAB",
        "TANGGAL SELESAI",
    ),
    "satisfied": ("PUAS", "PELAPOR PUAS", "KEPUASAN"),
}
COLUMNS = columns_of(
    HEADINGS,
    [
        (("tracking_id",), "TRACKING ID"),
        (("received_on",), "TANGGAL LAPORAN"),
        (("category",), "KLASIFIKASI"),
        (("unit",), "INSTANSI TERDISPOSISI"),
        (("status",), "STATUS"),
    ],
)
TEMPLATE = (
    ("TRACKING ID", "1234567", "* Nomor laporan di SP4N-LAPOR!."),
    ("TANGGAL LAPORAN", "03-08-2026", "* Hari-bulan-tahun laporan diterima."),
    (
        "KLASIFIKASI",
        "Pengaduan tidak berkadar pengawasan",
        "* Permintaan informasi, pengaduan berkadar atau tidak berkadar pengawasan, aspirasi.",
    ),
    ("KATEGORI", "Kependudukan", "Topik. Jangan tulis nama orang."),
    ("INSTANSI TERDISPOSISI", "Dinas Kependudukan dan Pencatatan Sipil", "* Nama atau ID unit."),
    ("LAYANAN", "", "Nama layanan seperti di aplikasi. Boleh kosong."),
    ("STATUS", "Selesai", "* Belum, proses, selesai, atau ditutup."),
    ("TANGGAL TINDAK LANJUT", "06-08-2026", "Hari jawaban diberikan. Wajib jika selesai."),
    ("PUAS", "Ya", "Ya atau Tidak. Boleh kosong."),
)
#: headings of columns about who complained: never read, and the page says so
REPORTER = re.compile(
    r"\b(nama|pelapor|nik|ktp|kk|telp|telepon|tlp|hp|handphone|ponsel|wa|whatsapp|e-?mail|surel"
    r"|alamat|username|user|akun|umur|usia|kelamin|lahir|isi|judul|deskripsi|uraian)\b",
    re.IGNORECASE,
)
OVERSIGHT = "Tulis Ya atau Tidak, bukan “{}”."


class Known(NamedTuple):
    """What judging a row needs to know."""

    #: keys of names and SIASN ids; None where two units bear the name
    units: Mapping[str, int | None]
    may: Callable[[int], bool]
    today: dt.date


def known_of(actor: Actor, today: dt.date) -> Known:
    """Return the running units, and which of them the person answers for."""
    rows = UnitPeriod.objects.on(today).values_list("unit_id", "name", "unit__siasn_id")
    units: dict[str, int | None] = {}
    for unit_id, name, siasn_id in rows:
        for written in (name, siasn_id or ""):
            key = unit_key(written)
            if key:
                units[key] = None if units.get(key, unit_id) != unit_id else unit_id
    return Known(units, lambda unit_id: may_administer(actor, unit_id), today)


def read_file(file: UploadedFile[bytes], known: Known) -> Found:
    """Read and judge a file of complaints. Raises FileRefused."""
    seen: dict[str, int] = {}
    return read_upload(file, COLUMNS, lambda row: judge(row, known, seen))


def write_template(out: IO[bytes]) -> None:
    write_sheet(TEMPLATE, out)


def about_reporters(ignored: list[str]) -> tuple[list[str], list[str]]:
    """Split the columns that were left out: those about who complained, and the others."""
    reporters = [name for name in ignored if REPORTER.search(name)]
    return reporters, [name for name in ignored if name not in reporters]


def unit_key(name: str) -> str:
    """Return what makes two spellings of a unit the same."""
    plain = re.sub(r"\b(pemerintah|pemkot)\b", " ", name.lower())
    return re.sub(r"[^a-z0-9]+", "", plain)


def find_unit(written: str, units: Mapping[str, int | None]) -> int | None:
    """Return the unit of a name as SP4N-LAPOR! writes it: with its city before or after it."""
    without_city = re.sub(r"[\s,]*\bkota\s+\w+\s*$", "", written, flags=re.IGNORECASE)
    parts = re.split(r"\s+[-–>|/]\s+|,|>", written)
    for name in (written, without_city, *reversed(parts)):
        found = units.get(unit_key(name))
        if found is not None:
            return found
    return None


def judge(row: Judged, known: Known, seen: dict[str, int]) -> None:
    """Fill the values of a complaint, or name what is wrong."""
    number = row.text("tracking_id", most=LONGEST_NUMBER, required="Isi nomor laporannya.")
    first = seen.setdefault(number, row.line)
    if number and first != row.line:
        row.fault("tracking_id", "DOUBLE", f"Nomor ini sudah ada di baris {first}. Hapus satu.")
    received = row.day(
        "received_on", first=FIRST_DAY, last=known.today, required="Isi tanggal laporannya."
    )
    status = _status(row)
    responded = _responded(row, received, status, known.today)
    category = _category(row)
    name, unit_id = _unit(row, known)
    if row.is_faulty:
        return
    row.values = {
        "tracking_id": number,
        "received_on": received and received.isoformat(),
        "responded_on": responded and responded.isoformat(),
        "category": category,
        "status": status,
        "topic": screened(row.text("topic", most=LONGEST_TOPIC)),
        "unit_id": unit_id,
        "unit": "" if unit_id else name,
        "service": row.text("service", most=LONGEST_UNIT),
        "is_satisfied": yes_of(text_of(row.cell("satisfied"))) if _says(row, "satisfied") else None,
    }


def _says(row: Judged, field: str) -> bool:
    return text_of(row.cell(field)) not in {"", "-"}


def _responded(
    row: Judged, received: dt.date | None, status: str, today: dt.date
) -> dt.date | None:
    day = row.day("responded_on", first=FIRST_DAY, last=today)
    if day is None:
        if status == Complaint.Status.SELESAI and not row.is_faulty:
            row.fault("status", "NO_ANSWER_DAY", "Aduan yang selesai perlu tanggal tindak lanjut.")
    elif received is not None and day < received <= today:
        row.fault("responded_on", "ANSWER_BEFORE", "Jawaban tidak mungkin sebelum laporannya.")
    return day


STATUSES = (
    ("SELESAI", ("selesai",)),
    ("DITUTUP", ("tutup", "arsip", "tidak ditindaklanjuti", "ditolak", "dibatalkan")),
    ("BELUM", ("belum", "baru", "menunggu", "tertunda", "belum terverifikasi")),
    ("PROSES", ("proses", "disposisi", "diteruskan", "verifikasi", "tindak lanjut")),
)


def _status(row: Judged) -> str:
    written = text_of(row.cell("status")).lower()
    for code, words in STATUSES:
        if any(word in written for word in words):
            return code
    shown = row.text("status", most=LONGEST_UNIT)[:40]
    row.fault(
        "status",
        "STATUS_UNKNOWN",
        f"Tulis belum, proses, selesai, atau ditutup, bukan “{shown}”.",
    )
    return ""


def _category(row: Judged) -> str:
    """A complaint is without oversight unless the file says otherwise."""
    written = text_of(row.cell("category")).lower()
    oversight = yes_of(text_of(row.cell("oversight")))
    if oversight is None:
        shown = row.text("oversight", most=LONGEST_UNIT)[:40]
        row.fault("oversight", "OVERSIGHT_UNKNOWN", OVERSIGHT.format(shown))
    if "informasi" in written:
        return Complaint.Category.INFORMASI
    if "aspirasi" in written:
        return Complaint.Category.ASPIRASI
    if re.search(r"(tidak|non|bukan)[\s_-]*berkadar", written):
        return Complaint.Category.TIDAK_BERKADAR
    if "berkadar" in written or (oversight and re.search(r"aduan", written)):
        return Complaint.Category.BERKADAR
    if re.search(r"aduan|keluhan", written):
        return Complaint.Category.TIDAK_BERKADAR
    shown = row.text("category", most=LONGEST_UNIT)[:40]
    row.fault(
        "category",
        "CATEGORY_UNKNOWN",
        f"Tulis permintaan informasi, pengaduan, atau aspirasi, bukan “{shown}”.",
    )
    return ""


def _unit(row: Judged, known: Known) -> tuple[str, int | None]:
    name = row.text("unit", most=LONGEST_UNIT, required="Isi instansi yang menangani.")
    found = find_unit(name, known.units) if name else None
    if found is not None and not known.may(found):
        row.fault("unit", "UNIT_NOT_YOURS", "Unit ini di luar wewenang Anda. Hapus barisnya.")
    return name, found


def unfound(good: list[dict[str, Any]]) -> dict[str, None]:
    """Return the names of units that somebody has to choose, in the order of the file."""
    return dict.fromkeys(row["unit"] for row in good if row["unit"])

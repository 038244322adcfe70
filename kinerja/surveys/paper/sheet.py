"""The spreadsheet of papers: its columns, what is wrong in a row, and our template."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import IO, Any, NamedTuple

from django.core.files.uploadedfile import UploadedFile

from kinerja.organization.imports.cells import text_of
from kinerja.organization.imports.headings import columns_of
from kinerja.organization.imports.judged import Judged
from kinerja.organization.imports.sheets import Found, read_upload
from kinerja.organization.imports.templates import write_sheet
from kinerja.services.models import Service
from kinerja.surveys.paper.papers import PROFILE, first_day, half_of, score_of
from kinerja.surveys.screening import LONGEST, screened
from regulation.satisfaction import QUESTIONS, Element

SCORED = tuple(element.value.lower() for element in Element)
PROFILED = {
    "sex": ("JENIS KELAMIN", "JK", "L P", "KELAMIN"),
    "age": ("USIA", "UMUR", "KELOMPOK UMUR", "KELOMPOK USIA"),
    "education": ("PENDIDIKAN", "PENDIDIKAN TERAKHIR"),
    "occupation": ("PEKERJAAN", "PEKERJAAN UTAMA"),
}
HEADINGS = {
    "day": ("TANGGAL", "TGL", "TANGGAL SURVEI", "TGL SURVEI"),
    "half": ("JAM", "JAM SURVEI", "WAKTU", "WAKTU SURVEI"),
    "counter": ("LOKET", "NAMA LOKET", "TEMPAT"),
    **{
        element.value.lower(): (element.value, f"UNSUR {element.value[1]}", element.label)
        for element in Element
    },
    **PROFILED,
    "text": ("SARAN", "SARAN MASUKAN", "MASUKAN", "SARAN DAN MASUKAN", "KOMENTAR"),
}
COLUMNS = columns_of(
    HEADINGS,
    [
        (("day",), "TANGGAL"),
        (("half",), "JAM"),
        *(((element,), element.upper()) for element in SCORED),
    ],
)
#: in the order of the paper: whoever types from it must not jump
TEMPLATE = (
    ("TANGGAL", "24-11-2026", "* Hari-bulan-tahun, triwulan ini atau triwulan sebelumnya."),
    ("JAM", "pagi", "* pagi (08.00–12.00) atau siang (13.00–17.00)."),
    ("LOKET", "Loket 1", "Nama loket seperti di aplikasi. Boleh kosong jika hanya satu loket."),
    *(
        (
            question.element.value,
            "3",
            f"Pertanyaan {number} di kertas ({question.element.label}): 1 sampai 4,"
            " kosong jika tidak dijawab.",
        )
        for number, question in enumerate(QUESTIONS, 1)
    ),
    ("JENIS KELAMIN", "P", "L atau P. Boleh kosong."),
    ("USIA", "34", "Umur dalam tahun, atau kelompoknya: 30-39. Boleh kosong."),
    ("PENDIDIKAN", "SMA", "SD, SMP, SMA, S1, S2, S3. Boleh kosong."),
    ("PEKERJAAN", "Swasta", "PNS, TNI, POLRI, Swasta, Wirausaha, Lainnya. Boleh kosong."),
    ("SARAN", "", "Saran atau masukan. Jangan tulis nama, NIK, atau nomor telepon."),
)


class Place(NamedTuple):
    """A counter of the service, as a file may name it."""

    id: int
    name: str
    closed_on: dt.date | None


class Known(NamedTuple):
    """What judging a row needs to know."""

    counters: Sequence[Place]
    first: dt.date
    today: dt.date


def known_of(service: Service, today: dt.date) -> Known:
    """Return the counters of a service and the days of which it takes papers."""
    rows = service.counters.order_by("pk").values_list("pk", "name", "closed_on")
    return Known([Place(*row) for row in rows], max(first_day(today), service.opened_on), today)


def read_file(file: UploadedFile[bytes], known: Known) -> Found:
    """Read and judge a file of papers. Raises FileRefused."""
    return read_upload(file, COLUMNS, lambda row: judge(row, known))


def write_template(out: IO[bytes]) -> None:
    write_sheet(TEMPLATE, out)


def judge(row: Judged, known: Known) -> None:
    """Fill `paper` (as JSON) and `words`, or name what is wrong."""
    day = row.day("day", first=known.first, last=known.today, required="Isi tanggal surveinya.")
    half = _read(row, "half", half_of, "Tulis pagi atau siang, bukan “{}”.")
    counter_id = _counter(row, known, day)
    scores = [_read(row, element, score_of, "Isi 1 sampai 4, bukan “{}”.") for element in SCORED]
    profile = [
        _read(row, one.field, one.read, f"Tulis {one.allowed}, bukan “{{}}”.") for one in PROFILE
    ]
    text = screened(row.text("text", most=LONGEST))
    if not row.is_faulty and all(score is None for score in scores):
        row.fault("u1", "NO_SCORE", "Lembar ini belum berisi nilai. Isi sedikitnya satu unsur.")
    if row.is_faulty or day is None:
        return
    month = day.replace(day=1).isoformat()
    row.values = {
        "paper": [counter_id, day.isoformat(), half, scores, *profile],
        "words": [month, text] if text else None,
    }


def _counter(row: Judged, known: Known, day: dt.date | None) -> int:
    written = text_of(row.cell("counter"))
    running = [one for one in known.counters if _runs(one, day)]
    if not written and len(running) == 1:
        return running[0].id
    same = [one for one in running if _key(one.name) == _key(written)]
    if len(same) == 1:
        return same[0].id
    names = ", ".join(one.name for one in running)[:200]
    row.fault("counter", "COUNTER_UNKNOWN", f"Tulis salah satu loket layanan ini: {names}.")
    return 0


def _runs(one: Place, day: dt.date | None) -> bool:
    return one.closed_on is None or day is None or day <= one.closed_on


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", name.lower())


def _read(row: Judged, field: str, read: Callable[[str], Any], message: str) -> Any:
    """Return what a cell says, faulted with what was written where it says no such thing."""
    written = text_of(row.cell(field))
    try:
        return read(written)
    except ValueError:
        shown = row.text(field, most=LONGEST)[:40]
        row.fault(field, f"{field.upper()}_UNREADABLE", message.format(shown))
        return None

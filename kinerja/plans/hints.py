"""Advice on wording. It never blocks anything."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from kinerja.plans.queries import Content, ResultView, SuperiorRow

#: how a sentence begins that names an activity, not what it brings
ACTIVITY = frozenset(
    (
        "melaksanakan", "melakukan", "menyusun", "membuat", "mengikuti", "menghadiri", "menyiapkan",
        "mempersiapkan", "mengumpulkan", "menginput", "mengelola", "memproses", "menyelenggarakan",
        "mengadakan", "memfasilitasi", "mengoordinasikan", "mengkoordinasikan", "membantu",
        "memberikan", "mengerjakan", "menjalankan", "memonitor", "memantau", "mengirim",
        "menyampaikan", "membuatkan", "menyebarkan", "mensosialisasikan", "menyosialisasikan",
    )
)  # fmt: skip
EXAMPLES = {
    "melaksanakan": "Pelaku usaha datang dengan berkas lengkap pada kunjungan pertama.",
    "mengikuti": "Petugas loket mampu melayani sendiri setelah pelatihan.",
    "menyusun": "Laporan keuangan terbit tepat waktu dan tanpa koreksi.",
    "mengelola": "Arsip ditemukan kembali paling lama 5 menit.",
    "menginput": "Data warga mutakhir dan benar dalam 1 hari.",
}
EXAMPLE = "Izin usaha mikro terbit paling lama 3 hari."
WHOLE = Decimal(100)


class Hint(NamedTuple):
    """One piece of advice, and the result it speaks of."""

    code: str
    text: str
    result_id: int | None = None


def activity_example(text: str) -> str:
    """Return an example of a result where the wording is still an activity, else ""."""
    words = text.split()
    first = words[0].strip(".,:;").lower() if words else ""
    return EXAMPLES.get(first, EXAMPLE) if first in ACTIVITY else ""


def hints_for(content: Content, superior: list[SuperiorRow]) -> list[Hint]:
    """Return all advice about a plan."""
    hints = [hint for result in content.results for hint in _of_result(result)]
    if superior:
        hints += [_ready(result) for result in content.main if _waits(result)]
    served = {result.row.parent_result_id for result in content.results}
    hints += [
        Hint("NOT_SERVED", f"“{shorten(row.text)}” belum Anda dukung. Ini tidak wajib.")
        for row in superior
        if row.kind == "UTAMA" and row.result_id not in served
    ]
    return hints


def shorten(text: str, length: int = 60) -> str:
    """Return a text that fits a line."""
    words = " ".join(text.split())
    return words if len(words) <= length else f"{words[:length].rstrip()}…"


def _of_result(result: ResultView) -> list[Hint]:
    hints = []
    if activity_example(result.row.text):
        hints.append(Hint("ACTIVITY", f"RHK {result.no} masih kegiatan", result.id))
    aspects = {line.aspect for line in result.indicators if line.aspect}
    if aspects == {"KUANTITAS"} and len(result.indicators) > 1:
        text = f"RHK {result.no} hanya diukur jumlahnya. Ukur juga mutu atau waktunya"
        hints.append(Hint("ONLY_QUANTITY", text, result.id))
    if any(_above_whole(line.target, line.unit) for line in result.indicators):
        hints.append(
            Hint("ABOVE_100", f"RHK {result.no} punya target di atas 100 persen", result.id)
        )
    return hints


def _waits(result: ResultView) -> bool:
    row = result.row
    return row.parent_result_id is None and "menunggu" in row.no_parent_reason.lower()


def _ready(result: ResultView) -> Hint:
    text = f"RHK {result.no} menunggu rencana penilai, dan rencana itu sudah ada. Hubungkan"
    return Hint("PARENT_READY", text, result.id)


def _above_whole(target: Decimal | None, unit: str) -> bool:
    return target is not None and target > WHOLE and unit.strip().lower() in {"%", "persen"}

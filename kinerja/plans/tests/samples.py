"""A frozen plan for tests of paper: Sari Wulandari's, as an official SKP has it."""

from __future__ import annotations

from kinerja.documents.shapes import Letterhead
from kinerja.plans.frozen import (
    AnnexLine,
    BehaviorLine,
    IndicatorLine,
    Parties,
    Party,
    PlanFrozen,
    ResultLine,
)

CITY = Letterhead(
    government="Pemerintah Kota Kotalama",
    lines=["Jalan Alun-alun Utara Nomor 1, Kotalama 57111", "Telepon (0271) 555 010"],
)
OFFICE = "Dinas Kependudukan dan Pencatatan Sipil"
SARI = Party(
    name="Sari Wulandari, S.Kom.",
    nip="199203142019032007",
    rank="Penata Muda (III/a)",
    title="Pranata Komputer Ahli Pertama",
    unit=OFFICE,
)
SURYA = Party(
    name="Drs. Raden Mas Suryadiningrat Kusumaatmaja, M.Si.",
    nip="197504121998031004",
    rank="Pembina (IV/a)",
    title="Kepala Bidang Pemanfaatan Data dan Inovasi Pelayanan",
    unit=OFFICE,
)
MAYOR = Party(
    name="Ir. H. Bambang Prawiro", nip=None, rank=None, title="Wali Kota Kotalama", unit="Kota"
)


def result(number: int, *, kind: str = "UTAMA", jpt: bool = False, words: str = "") -> ResultLine:
    """Return one result with three indicators; `words` go into every text of it."""
    lines = (
        ("KUANTITAS", "Jumlah kelurahan terhubung", "15 kelurahan"),
        ("KUALITAS", "Nilai SKM unsur waktu penyelesaian", "≥ 3,30"),
        ("WAKTU", "Batas penyelesaian sambungan", "30 September 2026"),
    )
    return ResultLine(
        result_id=number,
        kind=kind,
        text=words or f"Tersedianya antrean daring KTP-el yang andal, tahap {number}",
        assigned_by="ketua tim Layanan Digital" if number == 1 else None,
        parent=None if jpt else words or "Meningkatnya kualitas layanan adminduk",
        no_parent_reason=None,
        perspective="Penerima Layanan" if jpt else None,
        indicators=[
            IndicatorLine(
                indicator_id=10 * number + index,
                aspect=None if jpt else aspect,
                text=words or text,
                target=words or target,
                unit="",
            )
            for index, (aspect, text, target) in enumerate(lines)
        ],
    )


def plan(*, jpt: bool = False, rows: int = 3, words: str = "") -> PlanFrozen:
    """Return a plan with `rows` main results and one more; `words` replace every free text."""
    return PlanFrozen(
        plan_id=7,
        version=1,
        institution="Pemerintah Kota Kotalama",
        year=2026,
        starts="2026-01-01",
        ends="2026-12-31",
        model="JPT" if jpt else "JA_JF",
        approach="KUANTITATIF",
        parties=Parties(employee=SARI, evaluator=SURYA, superior=MAYOR),
        agreed_on="2026-01-12",
        results=[
            *(result(number + 1, jpt=jpt, words=words) for number in range(rows)),
            result(rows + 1, kind="TAMBAHAN", jpt=jpt, words=words),
        ],
        behaviors=[
            BehaviorLine(core_value="AKUNTABEL", expectation=words or "Mencatat setiap perubahan.")
        ],
        annex=[
            AnnexLine(part="DUKUNGAN_SUMBER_DAYA", text=words or "Satu server cadangan"),
            AnnexLine(part="SKEMA_PERTANGGUNGJAWABAN", text="Laporan bulanan, tanggal 5"),
            AnnexLine(part="KONSEKUENSI", text="Usulan pelatihan lanjutan"),
        ],
    )

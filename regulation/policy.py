"""What the city may set: every editable parameter with its default and its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from regulation import parameters as p
from regulation.citation import Citation
from regulation.instruments import (
    LOCAL_POLICY,
    PERBKN_3_2023,
    PERMENDAGRI_104_2018,
    PERMENPANRB_1_2023,
    PERMENPANRB_6_2022,
    PERMENPANRB_14_2017,
    PP_12_2019,
    PP_30_2019,
    SE_MENPANRB_3_2023,
    UU_14_2008,
    UU_25_2009,
    UU_27_2022,
)
from regulation.labels import Labeled
from regulation.parameters import DayOfYear, InvalidValue, Kind, Parameter, Table
from regulation.policy_values import (
    DistributionMode,
    Frequency,
    MultiplePlansRule,
    Policy,
    WeightMode,
)

__all__ = [
    "PARAMETER",
    "PARAMETERS",
    "DistributionMode",
    "Frequency",
    "InvalidValue",
    "MultiplePlansRule",
    "Parameter",
    "Policy",
    "WeightMode",
    "policy_from",
    "texts_of",
]


_DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(Policy)}
_LOCAL = Citation(LOCAL_POLICY)
_PERFORMANCE = PERMENPANRB_6_2022.unverified()
_PATTERNS = SE_MENPANRB_3_2023.unverified()


def _integer(
    name: str, label: str, source: Citation, help_text: str, *, most: int, least: int = 1
) -> Parameter[int]:
    return Parameter(
        name=name,
        label=label,
        kind=Kind.INTEGER,
        default=_DEFAULTS[name],
        source=source,
        help=help_text,
        read=p.whole(least=least, most=most),
        write=str,
    )


def _optional(
    name: str, label: str, source: Citation, help_text: str, *, most: int
) -> Parameter[int | None]:
    return Parameter(
        name=name,
        label=label,
        kind=Kind.OPTIONAL_INTEGER,
        default=_DEFAULTS[name],
        source=source,
        help=help_text,
        read=p.optional_whole(least=0, most=most),
        write=p.show_optional,
    )


def _day(name: str, label: str, source: Citation, help_text: str) -> Parameter[DayOfYear]:
    return Parameter(
        name=name,
        label=label,
        kind=Kind.DAY_OF_YEAR,
        default=_DEFAULTS[name],
        source=source,
        help=help_text,
        read=p.read_day_of_year,
        write=str,
    )


def _choice(name: str, label: str, source: Citation, help_text: str) -> Parameter[Labeled]:
    default: Labeled = _DEFAULTS[name]
    enum = type(default)
    return Parameter(
        name=name,
        label=label,
        kind=Kind.CHOICE,
        default=default,
        source=source,
        help=help_text,
        read=p.member_of(enum),
        write=str,
        choices=enum.choices(),
    )


def _flag(name: str, label: str, source: Citation, help_text: str) -> Parameter[bool]:
    return Parameter(
        name=name,
        label=label,
        kind=Kind.FLAG,
        default=_DEFAULTS[name],
        source=source,
        help=help_text,
        read=p.read_flag,
        write=p.show_flag,
    )


def _share(name: str, label: str, source: Citation, help_text: str) -> Parameter[Decimal]:
    return Parameter(
        name=name,
        label=label,
        kind=Kind.SHARE,
        default=_DEFAULTS[name],
        source=source,
        help=help_text,
        read=p.read_share,
        write=p.show_share,
    )


def _list(name: str, label: str, source: Citation, help_text: str) -> Parameter[tuple[str, ...]]:
    return Parameter(
        name=name,
        label=label,
        kind=Kind.LIST,
        default=_DEFAULTS[name],
        source=source,
        help=help_text,
        read=p.read_list,
        write=p.show_list,
    )


def _rows(name: str, label: str, source: Citation, help_text: str) -> Parameter[Table]:
    return Parameter(
        name=name,
        label=label,
        kind=Kind.TABLE,
        default=_DEFAULTS[name],
        source=source,
        help=help_text,
        read=p.read_table,
        write=p.show_table,
    )


PARAMETERS: tuple[Parameter[Any], ...] = (
    _day(
        "skp_deadline",
        "Batas penetapan SKP",
        _PERFORMANCE,
        "Hari terakhir SKP tahun berjalan disepakati. Lewat hari ini SKP ditandai terlambat.",
    ),
    _day(
        "planning_fallback_date",
        "Hari pengelola mulai membantu menyusun SKP",
        _PERFORMANCE,
        "Sejak hari ini pengelola kinerja menyusun SKP bagi pegawai yang belum punya.",
    ),
    _choice(
        "evaluation_frequency",
        "Evaluasi periodik",
        _PERFORMANCE,
        "Seberapa sering kinerja dievaluasi dalam setahun. Berlaku saat tahun dibuka.",
    ),
    _integer(
        "period_cutoff_day",
        "Batas pengisian realisasi",
        _LOCAL,
        "Tanggal pada bulan sesudah periode berakhir.",
        most=28,
    ),
    _day(
        "annual_eval_deadline",
        "Batas evaluasi tahunan",
        _PERFORMANCE,
        "Hari pada tahun berikutnya saat dokumen evaluasi tahunan sudah diserahkan.",
    ),
    _flag(
        "annual_replaces_last_period",
        "Evaluasi tahunan menggantikan periode terakhir",
        _PERFORMANCE,
        "Jika ya, periode terakhir dan tahun dinilai sekaligus (TRIWULAN IV-AKHIR).",
    ),
    _flag(
        "require_organization_rating",
        "Capaian organisasi wajib ada sebelum menilai",
        PERMENPANRB_6_2022.article("24"),
        "Jika ya, pegawai baru dapat dinilai setelah capaian organisasinya ditetapkan.",
    ),
    _optional(
        "deemed_received_days",
        "Hari sampai hasil dianggap diterima",
        _LOCAL,
        "Dihitung sejak hasil diserahkan. Kosong: hasil tidak pernah dianggap diterima.",
        most=365,
    ),
    _integer(
        "objection_days",
        "Waktu mengajukan keberatan",
        PP_30_2019.article("59"),
        "Jumlah hari sejak hasil diterima. Hari pertama adalah hari sesudah diterima.",
        most=365,
    ),
    _choice(
        "objection_day_type",
        "Cara menghitung hari keberatan",
        _LOCAL,
        "Hari kalender menghitung semua hari; hari kerja melewati akhir pekan dan hari libur.",
    ),
    _integer(
        "evaluator_reply_days",
        "Waktu penilai memberi penjelasan",
        _LOCAL,
        "Sasaran layanan: jumlah hari bagi penilai untuk menjelaskan atas keberatan.",
        most=365,
    ),
    _integer(
        "superior_decision_days",
        "Waktu atasan penilai memutuskan",
        _LOCAL,
        "Sasaran layanan: jumlah hari bagi atasan penilai untuk memutuskan keberatan.",
        most=365,
    ),
    _rows(
        "distribution_limits",
        "Batas pola distribusi predikat",
        _PATTERNS,
        "Capaian organisasi, predikat, lalu MAX atau MIN (bagian dari satu) atau COUNT (orang).",
    ),
    _choice(
        "distribution_mode",
        "Jika pola distribusi tidak terpenuhi",
        _LOCAL,
        "Predikat tidak pernah diubah otomatis.",
    ),
    _integer(
        "distribution_min_n",
        "Jumlah pegawai terkecil untuk memeriksa pola",
        _LOCAL,
        "Di bawah jumlah ini pola hanya ditampilkan.",
        most=1000,
    ),
    _choice(
        "multi_skp_rule",
        "Beberapa SKP dalam setahun",
        _LOCAL,
        "SKP yang predikatnya diusulkan untuk tahun itu. Penilai yang memutuskan.",
    ),
    _share(
        "min_effective_share",
        "Bagian masa kerja efektif paling sedikit",
        _LOCAL,
        "Jika kurang dari ini, misalnya karena cuti, periode dapat ditandai tidak dinilai.",
    ),
    _list(
        "perspectives",
        "Perspektif SKP pimpinan",
        PERMENPANRB_6_2022.annex("formulir SKP"),
        "Satu perspektif tiap baris, menurut urutan pada formulir.",
    ),
    _integer(
        "coaching_duration_months",
        "Lama bimbingan kinerja",
        _LOCAL,
        "Jumlah bulan yang diusulkan untuk rencana bimbingan.",
        most=24,
    ),
    _rows(
        "ak_percent",
        "Persen angka kredit menurut predikat",
        PERMENPANRB_1_2023.article("37", 1),
        "Persen dari koefisien setahun.",
    ),
    _rows(
        "ak_coef",
        "Koefisien angka kredit setahun",
        Citation(PERBKN_3_2023),
        "PM Pemula, TR Terampil, MH Mahir, PY Penyelia; PT Pertama, MU Muda, MA Madya, UT Utama.",
    ),
    _rows(
        "akk",
        "Angka kredit kumulatif",
        Citation(PERBKN_3_2023),
        "Jumlah yang dibutuhkan untuk kenaikan pangkat dan kenaikan jenjang.",
    ),
    _rows(
        "tpp_factor",
        "Faktor TPP menurut predikat",
        PP_12_2019.article("58"),
        "Menurut peraturan wali kota. Kosong: TPP tidak dihitung dari predikat.",
    ),
    _choice(
        "skm_weight_mode",
        "Bobot unsur survei kepuasan",
        PERMENPANRB_14_2017.unverified(),
        "Tepat 1/9 memberi nilai tertinggi 100; 0,11 memberi 99.",
    ),
    _integer(
        "skm_min_frequency",
        "Survei kepuasan dalam setahun",
        PERMENPANRB_14_2017.article("1", 1),
        "Paling sedikit berapa kali tiap layanan disurvei dalam setahun.",
        most=12,
    ),
    _rows(
        "complaint_sla",
        "Waktu menyelesaikan aduan",
        UU_25_2009.unverified(),
        "Jumlah hari kerja menurut jenis aduan.",
    ),
    _rows(
        "innovation_rubric",
        "Nilai tertinggi indikator kematangan inovasi",
        PERMENDAGRI_104_2018.unverified(),
        "Satu indikator tiap baris.",
    ),
    _integer(
        "pass_mark",
        "Nilai lulus kuis pelatihan",
        _LOCAL,
        "Dari 100.",
        least=0,
        most=100,
    ),
    _integer(
        "privacy_min_cell",
        "Kelompok terkecil yang ditampilkan",
        UU_14_2008.unverified(),
        "Angka dari kelompok yang lebih kecil disembunyikan, supaya orangnya tidak dikenali.",
        most=100,
    ),
    _optional(
        "retention_years",
        "Lama penyimpanan dokumen",
        _LOCAL,
        "Jumlah tahun menurut jadwal retensi arsip. Kosong: dokumen tidak dihapus.",
        most=100,
    ),
    _integer(
        "pdp_sla_hours",
        "Waktu menjawab permintaan data pribadi",
        UU_27_2022.article("30"),
        "Jumlah jam sejak permintaan diterima.",
        most=72,
    ),
    _list(
        "audit_read_fields",
        "Isian yang pembacaannya dicatat",
        UU_27_2022.article("31"),
        "Satu nama isian tiap baris, di samping yang selalu dicatat.",
    ),
)
PARAMETER: Mapping[str, Parameter[Any]] = MappingProxyType({q.name: q for q in PARAMETERS})


def policy_from(texts: Mapping[str, str]) -> Policy:
    """Build the policy from stored texts; what is missing takes its default.

    Raises InvalidValue for a text that a parameter does not take, KeyError for an unknown name.
    """
    return Policy(**{name: PARAMETER[name].parse(text) for name, text in texts.items()})


def texts_of(policy: Policy) -> dict[str, str]:
    """Return every value as its stored text."""
    return {q.name: q.show(getattr(policy, q.name)) for q in PARAMETERS}

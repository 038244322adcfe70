"""What an SKP consists of, and what a lawful one must contain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regulation.behavior import CoreValue
from regulation.citation import Citation
from regulation.instruments import PERMENPANRB_6_2022
from regulation.labels import Labeled
from regulation.ruling import Reason, Ruling

PLAN_FORM = PERMENPANRB_6_2022.annex("formulir SKP")
EXPECTATIONS = PERMENPANRB_6_2022.annex("penetapan dan klarifikasi ekspektasi")
# Derived from the form's columns; the sentence of the law has not been read.
DERIVED = PERMENPANRB_6_2022.unverified("Lampiran (formulir SKP)")

LONGEST_NAME = 80


class PlanModel(Labeled):
    JPT = "JPT", "JPT dan Pimpinan Unit Kerja Mandiri"
    JA_JF = "JA_JF", "Jabatan Administrasi dan Jabatan Fungsional"


class Approach(Labeled):
    KUANTITATIF = "KUANTITATIF", "Kuantitatif"
    KUALITATIF = "KUALITATIF", "Kualitatif"


class ResultKind(Labeled):
    UTAMA = "UTAMA", "Utama"
    TAMBAHAN = "TAMBAHAN", "Tambahan"


class Aspect(Labeled):
    KUANTITAS = "KUANTITAS", "Kuantitas"
    KUALITAS = "KUALITAS", "Kualitas"
    WAKTU = "WAKTU", "Waktu"
    BIAYA = "BIAYA", "Biaya"


class Perspective(Labeled):
    """The form's own four; the city's list is the policy parameter `perspectives`."""

    PENERIMA_LAYANAN = "PENERIMA_LAYANAN", "Penerima Layanan"
    PROSES_BISNIS = "PROSES_BISNIS", "Proses Bisnis"
    PENGUATAN_INTERNAL = "PENGUATAN_INTERNAL", "Penguatan Internal"
    ANGGARAN = "ANGGARAN", "Anggaran"


class Direction(Labeled):
    HIGHER = "HIGHER", "Makin tinggi makin baik"
    LOWER = "LOWER", "Makin rendah makin baik"


class Accumulation(Labeled):
    TOTAL = "TOTAL", "Dijumlahkan antarperiode"
    LATEST = "LATEST", "Nilai terakhir yang berlaku"


class Cascade(Labeled):
    LANGSUNG = "LANGSUNG", "Langsung"
    TIDAK_LANGSUNG = "TIDAK_LANGSUNG", "Tidak langsung"
    NON_CASCADING = "NON_CASCADING", "Tidak diturunkan dari pimpinan"


class AnnexPart(Labeled):
    DUKUNGAN_SUMBER_DAYA = "DUKUNGAN_SUMBER_DAYA", "Dukungan Sumber Daya"
    SKEMA_PERTANGGUNGJAWABAN = "SKEMA_PERTANGGUNGJAWABAN", "Skema Pertanggungjawaban"
    KONSEKUENSI = "KONSEKUENSI", "Konsekuensi"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorContent:
    """One indikator kinerja individu with its target: a number, a day or words."""

    id: str
    text: str
    aspect: Aspect | None = None
    target: Decimal | None = None
    target_date: date | None = None
    target_text: str = ""
    unit: str = ""

    @property
    def has_target(self) -> bool:
        is_set = self.target is not None or self.target_date is not None
        return is_set or bool(self.target_text.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultContent:
    """One rencana hasil kerja with its indicators. `perspective` is an entry of the city's list."""

    id: str
    kind: ResultKind
    text: str
    indicators: tuple[IndicatorContent, ...] = ()
    perspective: str = ""
    parent_id: str = ""
    no_parent_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanContent:
    """One version of an SKP: results, the core values it names, the filled parts of the annex."""

    model: PlanModel
    approach: Approach
    results: tuple[ResultContent, ...] = ()
    core_values: frozenset[CoreValue] = frozenset()
    annex: tuple[tuple[AnnexPart, str], ...] = ()


def lawful_plan(content: PlanContent) -> Ruling[bool]:
    """Say whether an SKP holds all that it must, and name each thing that is missing.

    Law: PermenPANRB 6/2022, Lampiran (penetapan dan klarifikasi ekspektasi);
    PermenPANRB 6/2022, Lampiran (formulir SKP).
    A reason's `where` is the id of the result or indicator, the core value or the annex part.
    """
    missing = (*_of_results(content), *_of_behavior(content), *_of_annex(content))
    return Ruling(not missing, missing)


def _of_results(content: PlanContent) -> Iterator[Reason]:
    if not any(result.kind is ResultKind.UTAMA for result in content.results):
        yield _reason(PLAN_FORM, "NO_MAIN_RESULT", "", "Isi paling sedikit satu hasil kerja utama.")
    for result in content.results:
        yield from _of_result(content, result)
        for indicator in result.indicators:
            yield from _of_indicator(content, indicator)


def _of_result(content: PlanContent, result: ResultContent) -> Iterator[Reason]:
    name = _name(result.text, "Hasil kerja ini")
    if not result.text.strip():
        yield _reason(PLAN_FORM, "TEXT_EMPTY", result.id, "Tulis rencana hasil kerja ini.")
    if not result.indicators:
        text = f"{name} belum punya indikator. Tambahkan paling sedikit satu."
        yield _reason(EXPECTATIONS, "RESULT_WITHOUT_INDICATOR", result.id, text)
    if content.model is PlanModel.JPT:
        if not result.perspective.strip():
            text = f"{name} belum punya perspektif. Pilih satu."
            yield _reason(PLAN_FORM, "PERSPECTIVE_MISSING", result.id, text)
    elif result.kind is ResultKind.UTAMA and not (
        result.parent_id or result.no_parent_reason.strip()
    ):
        text = (
            f"{name} belum menunjuk hasil kerja pimpinan yang didukung. "
            "Pilih satu, atau tulis mengapa tidak ada."
        )
        yield _reason(DERIVED, "MAIN_RESULT_WITHOUT_PARENT", result.id, text)


def _of_indicator(content: PlanContent, indicator: IndicatorContent) -> Iterator[Reason]:
    name = _name(indicator.text, "Indikator ini")
    if not indicator.text.strip():
        yield _reason(PLAN_FORM, "TEXT_EMPTY", indicator.id, "Tulis indikator ini.")
    # In the qualitative approach indicator and target are one narrative.
    if content.approach is Approach.KUALITATIF:
        return
    if not indicator.has_target:
        text = f"{name} belum punya target. Isi angka, tanggal, atau uraian."
        yield _reason(EXPECTATIONS, "INDICATOR_WITHOUT_TARGET", indicator.id, text)
    if content.model is PlanModel.JA_JF and indicator.aspect is None:
        text = f"{name} belum punya aspek. Pilih kuantitas, kualitas, waktu, atau biaya."
        yield _reason(PLAN_FORM, "ASPECT_MISSING", indicator.id, text)


def _of_behavior(content: PlanContent) -> Iterator[Reason]:
    for value in CoreValue:
        if value not in content.core_values:
            text = f"Perilaku kerja {value.label} belum ada."
            yield _reason(EXPECTATIONS, "CORE_VALUE_MISSING", value.value, text)


def _of_annex(content: PlanContent) -> Iterator[Reason]:
    filled = {part for part, text in content.annex if text.strip()}
    for part in AnnexPart:
        if part not in filled:
            text = f"Lampiran {part.label} masih kosong. Isi paling sedikit satu baris."
            yield _reason(EXPECTATIONS, "ANNEX_PART_EMPTY", part.value, text)


def _reason(source: Citation, code: str, where: str, text: str) -> Reason:
    return Reason(source, text, code=code, where=where)


def _name(text: str, unnamed: str) -> str:
    """Name a row in a sentence: its own words, shortened."""
    words = " ".join(text.split())
    if not words:
        return unnamed
    return f"“{words}”" if len(words) <= LONGEST_NAME else f"“{words[:LONGEST_NAME].rstrip()}…”"

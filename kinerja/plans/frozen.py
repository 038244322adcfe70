"""The frozen shape of an agreed plan: what documents and evaluations keep of it, as plain JSON.

Every value is text, a number, a list or null, so that the same words come out in ten years.
Days are ISO dates; figures stand as they are printed ("15 kelurahan", "95,5%"); codes are
those of the law (UTAMA, KUANTITAS, BERORIENTASI_PELAYANAN).
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Party(TypedDict):
    """A person as he or she was on the day of signing."""

    name: str  # with titles: "dr. Sri Wahyuni, M.Kes."
    nip: str | None  # 18 digits without spaces; the mayor has none
    rank: str | None  # "Penata Muda Tingkat I (III/b)"; a PPPK: "IX"
    title: str  # "Plt. Kepala Bidang Pelayanan Kesehatan"
    unit: str  # "Dinas Kesehatan"


class Parties(TypedDict):
    """Who is rated, who rates, and the evaluator's superior (none above the mayor)."""

    employee: Party
    evaluator: Party
    superior: Party | None


class IndicatorLine(TypedDict):
    """One indicator of a planned result."""

    indicator_id: int
    aspect: str | None  # KUANTITAS | KUALITAS | WAKTU | BIAYA; a JPT form has no aspect
    text: str
    target: str  # with its unit, as printed
    unit: str  # "" where the target is a text or a day
    #: from where the realization comes by itself: "IKM KTP elektronik"; "": it is typed
    source: NotRequired[str]  # plans printed before there were sources have none


class ResultLine(TypedDict):
    """One planned result with its indicators, in the order of the form."""

    result_id: int
    kind: str  # UTAMA | TAMBAHAN
    text: str
    assigned_by: str | None  # "penugasan dari ...": a post or a name
    parent: str | None  # the superior's result that it serves (JA/JF)
    no_parent_reason: str | None
    perspective: str | None  # as printed: "Penerima Layanan" (JPT)
    indicators: list[IndicatorLine]


class BehaviorLine(TypedDict):
    """One core value with what the superior expects of this person."""

    core_value: str  # BERORIENTASI_PELAYANAN, AKUNTABEL, ... in the order of the law
    expectation: str  # ekspektasi khusus pimpinan; "" if none


class AnnexLine(TypedDict):
    """One line of the annex."""

    part: str  # DUKUNGAN_SUMBER_DAYA | SKEMA_PERTANGGUNGJAWABAN | KONSEKUENSI
    text: str


class PlanFrozen(TypedDict):
    """One version of a plan, whole."""

    plan_id: int
    version: int
    institution: str  # "Pemerintah Kota Kotalama"
    year: int
    starts: str  # ISO date, first day of the plan
    ends: str  # ISO date, last day (inclusive)
    model: str  # JPT | JA_JF
    approach: str  # KUANTITATIF | KUALITATIF
    parties: Parties
    agreed_on: str | None  # ISO date; null in a preview
    results: list[ResultLine]
    behaviors: list[BehaviorLine]
    annex: list[AnnexLine]

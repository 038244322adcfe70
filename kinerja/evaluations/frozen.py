"""The frozen inputs of a decided evaluation: all that the explanation and the forms may read.

`evaluation_version.inputs` holds one `Inputs`. It is plain JSON (see kinerja.plans.frozen):
ISO dates, figures as printed, codes of the law. Nothing here is looked up again later.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from kinerja.plans.frozen import Parties


class PeriodInput(TypedDict):
    """What stretch of time was judged."""

    label: str  # "TRIWULAN I", "JULI", "TAHUNAN" or "TRIWULAN IV-AKHIR"
    starts: str
    ends: str  # inclusive


class PlanInput(TypedDict):
    """The plan version that was judged."""

    plan_id: int
    version: int
    model: str  # JPT | JA_JF
    approach: str  # KUANTITATIF | KUALITATIF


class FeedbackInput(TypedDict):
    """One piece of feedback that stood beside a result or a behavior at the decision."""

    author: str
    # PEJABAT_PENILAI | ATASAN_PENILAI | KETUA_TIM | REKAN | BAWAHAN | PENERIMA_LAYANAN | DIRI
    role: str
    date: str
    text: str


class SourceInput(TypedDict):
    """Where a figure came from by itself, and how sure it was."""

    label: str  # "IKM KTP elektronik, Triwulan III 2026"
    n: int
    low: str | None
    high: str | None
    basis: str  # ALL | UNFLAGGED | RULED; "" for complaints
    note: str  # what the interval says about the target; "" if nothing


class IndicatorInput(TypedDict):
    """An indicator: what was planned, what was reached."""

    indicator_id: int
    aspect: str | None  # KUANTITAS | KUALITAS | WAKTU | BIAYA; null on a JPT form
    text: str
    target: str  # with its unit, as printed
    unit: str
    realization: str | None  # with its unit, as printed; null: nothing was reported
    progress: str | None  # "112,5%"; null where no figure is counted. Display only, never a rating
    note: str  # the employee's words; "" if none
    evidence_ids: list[int]  # their bytes are kept as long as this names them
    #: null: somebody typed the figure; decisions made before it existed have none
    source: NotRequired[SourceInput | None]


class ResultInput(TypedDict):
    """A planned result with all that was seen of it."""

    result_id: int
    kind: str  # UTAMA | TAMBAHAN
    text: str
    assigned_by: str | None
    parent: str | None
    no_parent_reason: str | None
    perspective: str | None
    indicators: list[IndicatorInput]
    self_note: str  # from the self-evaluation; "" if none
    feedback: list[FeedbackInput]


class BehaviorInput(TypedDict):
    """A core value: what was expected, what was said."""

    core_value: str
    expectation: str
    self_note: str
    feedback: list[FeedbackInput]


class SelfEvaluationInput(TypedDict):
    """The employee's own summary."""

    sent_at: str  # ISO moment
    summary: str


class OrganizationRatingInput(TypedDict):
    """The organization's rating that stood when the evaluator decided."""

    unit: str
    value: str  # ISTIMEWA | BAIK | BUTUH_PERBAIKAN | KURANG | SANGAT_KURANG
    source: str
    set_by: str


class RatingInput(TypedDict):
    """One of the two legal ratings."""

    value: str  # DI_ATAS | SESUAI | DI_BAWAH
    reason: str  # "" is lawful only with SESUAI


class Inputs(TypedDict):
    """Everything that a decided evaluation rests on."""

    institution: str  # "Pemerintah Kota Kotalama"
    year: int
    kind: str  # PERIODIC | ANNUAL
    period: PeriodInput
    parties: Parties
    plan: PlanInput
    results: list[ResultInput]
    behaviors: list[BehaviorInput]
    #: about the person; decisions made before it existed have none
    general_feedback: NotRequired[list[FeedbackInput]]
    self_evaluation: SelfEvaluationInput | None  # null: decided without one, and said so
    organization_rating: OrganizationRatingInput | None
    result_rating: RatingInput
    behavior_rating: RatingInput
    grade: str  # SANGAT_BAIK | BAIK | BUTUH_PERBAIKAN | KURANG | SANGAT_KURANG
    rule_set: str
    citation: str  # "PermenPANRB 6/2022, Lampiran (kuadran kinerja)"
    notes: str  # catatan/rekomendasi; "" if none
    decided_on: str  # ISO date in the city's zone

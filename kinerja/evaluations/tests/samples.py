"""Frozen inputs for tests of paper: the first quarter of Sari Wulandari."""

from __future__ import annotations

from kinerja.evaluations.frozen import (
    BehaviorInput,
    FeedbackInput,
    IndicatorInput,
    Inputs,
    OrganizationRatingInput,
    PeriodInput,
    PlanInput,
    RatingInput,
    ResultInput,
)
from kinerja.plans.frozen import ResultLine
from kinerja.plans.tests import samples

RATED = OrganizationRatingInput(
    unit=samples.OFFICE,
    value="BAIK",
    source="Penetapan Sekretaris Daerah Nomor 800/12/2026",
    set_by="Sekretaris Daerah",
)


def feedback(words: str = "") -> list[FeedbackInput]:
    return [
        FeedbackInput(
            author=samples.SURYA["name"],
            role="PEJABAT_PENILAI",
            date="2026-03-20",
            text=words or "Sambungan selesai sebelum waktunya — lanjutkan.",
        )
    ]


def judged(line: ResultLine, words: str) -> ResultInput:
    """Return a planned result with what was reached: the first indicator has evidence."""
    reached = ["12 kelurahan", "3,41", None]
    return ResultInput(
        result_id=line["result_id"],
        kind=line["kind"],
        text=line["text"],
        assigned_by=line["assigned_by"],
        parent=line["parent"],
        no_parent_reason=line["no_parent_reason"],
        perspective=line["perspective"],
        indicators=[
            IndicatorInput(
                indicator_id=indicator["indicator_id"],
                aspect=indicator["aspect"],
                text=indicator["text"],
                target=indicator["target"],
                unit=indicator["unit"],
                realization=words or reached[index],
                progress=None,
                note=words or ("Tiga kelurahan menunggu listrik." if index == 0 else ""),
                evidence_ids=[1, 2] if index == 0 else [],
            )
            for index, indicator in enumerate(line["indicators"])
        ],
        self_note="",
        feedback=feedback(words) if line["result_id"] == 1 or words else [],
    )


def inputs(*, jpt: bool = False, rows: int = 3, words: str = "", rated: bool = True) -> Inputs:
    """Return the inputs of a decision; `words` replace every free text."""
    plan = samples.plan(jpt=jpt, rows=rows, words=words)
    return Inputs(
        institution=plan["institution"],
        year=2026,
        kind="PERIODIC",
        period=PeriodInput(label="Triwulan I", starts="2026-01-01", ends="2026-03-31"),
        parties=plan["parties"],
        plan=PlanInput(plan_id=7, version=1, model=plan["model"], approach=plan["approach"]),
        results=[judged(line, words) for line in plan["results"]],
        behaviors=[
            BehaviorInput(
                core_value="KOMPETEN",
                expectation=words or "Berbagi pengetahuan dengan operator.",
                self_note="",
                feedback=feedback(words),
            )
        ],
        self_evaluation=None,
        organization_rating=RATED if rated else None,
        result_rating=RatingInput(value="DI_ATAS", reason=words or "Semua target tercapai awal."),
        behavior_rating=RatingInput(value="SESUAI", reason=""),
        grade="BAIK",
        rule_set="permenpanrb-6-2022",
        citation="PermenPANRB 6/2022, Lampiran (kuadran kinerja)",
        notes=words or "Ikutkan pelatihan keamanan jaringan.",
        decided_on="2026-04-06",
    )

"""The two evaluation forms on paper, from the frozen inputs of a decision alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TypedDict

from kinerja.documents import operations as documents
from kinerja.documents.models import IssuedDocument
from kinerja.documents.queries import letterhead, signing_place
from kinerja.documents.shapes import Letterhead, Person, Signer, Template, iso_day, person, signer
from kinerja.evaluations.frozen import (
    FeedbackInput,
    IndicatorInput,
    Inputs,
    OrganizationRatingInput,
    RatingInput,
    ResultInput,
)
from kinerja.evaluations.models import EvaluationVersion
from kinerja.foundation.actor import Actor
from kinerja.plans.documents import aspect_label, assigned, served, subtitles
from regulation.behavior import CoreValue
from regulation.grade import Grade, Rating
from regulation.plan import Approach, PlanModel, ResultKind

_TYPST = Path(__file__).parent / "typst"
EVALUATION = Template(
    title="Evaluasi Kinerja Pegawai",
    prefix="EKP",
    path=_TYPST / "evaluation.typ",
    version="evaluation/1",
)
EVALUATION_DOCUMENT = Template(
    title="Dokumen Evaluasi Kinerja Pegawai",
    prefix="DEK",
    path=_TYPST / "evaluation_document.typ",
    version="evaluation_document/1",
)

ORGANIZATION_LABELS = {
    "ISTIMEWA": "Istimewa",
    "BAIK": "Baik",
    "BUTUH_PERBAIKAN": "Butuh Perbaikan",
    "KURANG": "Kurang",
    "SANGAT_KURANG": "Sangat Kurang",
}
# The shape of each curve from Sangat Kurang to Sangat Baik, in parts of its own height. The
# regulation draws curves without figures; only the place of the peak has a meaning.
# PermenPANRB 6/2022, Lampiran (pola distribusi predikat kinerja).
PATTERNS = {
    "ISTIMEWA": (4, 8, 20, 55, 95),
    "BAIK": (5, 14, 42, 95, 38),
    "BUTUH_PERBAIKAN": (16, 44, 95, 44, 14),
    "KURANG": (38, 95, 42, 14, 5),
    "SANGAT_KURANG": (95, 55, 20, 8, 2),
}
PEAKS = {**ORGANIZATION_LABELS, "ISTIMEWA": "Sangat Baik"}
ROLES = {
    "PEJABAT_PENILAI": "pejabat penilai kinerja",
    "ATASAN_PENILAI": "atasan pejabat penilai kinerja",
    "KETUA_TIM": "ketua tim",
    "REKAN": "rekan kerja",
    "BAWAHAN": "bawahan",
    "PENERIMA_LAYANAN": "penerima layanan",
}


class FeedbackPrint(TypedDict):
    """One piece of feedback, and whose it is."""

    text: str
    by: str


class IndicatorPrint(TypedDict):
    """One line of the form."""

    aspect: str | None
    text: str
    target: str
    realization: str | None
    note: str
    evidence: str


class ResultPrint(TypedDict):
    """One numbered result with its lines and its feedback."""

    no: int
    parent: str | None
    text: str
    perspective: str | None
    indicators: list[IndicatorPrint]
    feedback: list[FeedbackPrint]


class BehaviorPrint(TypedDict):
    """One core value with its official lines and its feedback."""

    no: int
    label: str
    guidance: list[str]
    expectation: str
    feedback: list[FeedbackPrint]


class PatternPrint(TypedDict):
    """The curve of a distribution pattern."""

    heights: list[int]
    alt: str


class OrganizationPrint(TypedDict):
    """The organization's rating and the curve that goes with it."""

    label: str
    source: str
    pattern: PatternPrint


class RatingPrint(TypedDict):
    """A rating in words, and why."""

    label: str
    reason: str


class EvaluationPrint(TypedDict):
    """Everything that stands on an EVALUASI KINERJA PEGAWAI."""

    subject: str
    city: Letterhead
    titles: list[str]
    institution: str
    period: str
    model: str
    standing: str
    employee: Person
    evaluator: Person
    organization: OrganizationPrint | None
    main: list[ResultPrint]
    additional: list[ResultPrint]
    result_rating: RatingPrint
    behaviors: list[BehaviorPrint]
    behavior_rating: RatingPrint
    grade: str
    citation: str
    signers: list[Signer]


class DocumentPrint(TypedDict):
    """Everything that stands on a DOKUMEN EVALUASI KINERJA PEGAWAI."""

    subject: str
    city: Letterhead
    titles: list[str]
    standing: str
    employee: Person
    evaluator: Person
    superior: Person | None
    organization: str
    grade: str
    notes: str
    signers: list[Signer]


def issue_evaluation(*, version: EvaluationVersion, by: Actor, at: dt.datetime) -> IssuedDocument:
    """Return the official evaluation form of a decision. The caller has asked who may have it.

    Raises Outdated for a replaced decision that was never printed.
    """
    content = evaluation_print(
        version.inputs, version=version.no, city=letterhead(), place=signing_place()
    )
    return _issue(
        kind="EVALUATION", template=EVALUATION, content=content, version=version, by=by, at=at
    )


def issue_document(*, version: EvaluationVersion, by: Actor, at: dt.datetime) -> IssuedDocument:
    """Return the official evaluation document of a decision. The caller has asked who may have it.

    Raises Outdated for a replaced decision that was never printed.
    """
    content = document_print(
        version.inputs, version=version.no, city=letterhead(), place=signing_place()
    )
    return _issue(
        kind="EVALUATION_DOCUMENT",
        template=EVALUATION_DOCUMENT,
        content=content,
        version=version,
        by=by,
        at=at,
    )


def evaluation_filename(document: IssuedDocument) -> str:
    """EKP-2026-000123-v1.pdf: no name, it may lie on a shared computer"""
    return f"{document.number}-v{document.version}.pdf"


def _issue(
    *,
    kind: str,
    template: Template,
    content: EvaluationPrint | DocumentPrint,
    version: EvaluationVersion,
    by: Actor,
    at: dt.datetime,
) -> IssuedDocument:
    evaluation = version.evaluation
    return documents.issue(
        kind=kind,
        subject_kind="evaluations.evaluation",
        subject_id=evaluation.pk,
        edition=version.no,
        content=content,
        template=template,
        by=by,
        at=at,
        about=evaluation.employee_id,
        unit=evaluation.unit_id,
    )


def evaluation_print(
    inputs: Inputs,
    *,
    version: int,
    city: Letterhead,
    place: str,
) -> EvaluationPrint:
    """Write the evaluation of a period as the form has it.

    Law: PermenPANRB 6/2022, Lampiran (formulir evaluasi kinerja).
    """
    plan, parties = inputs["plan"], inputs["parties"]
    model = PlanModel(plan["model"])
    return EvaluationPrint(
        subject=f"Evaluasi Kinerja Pegawai {_period_title(inputs)}, {parties['employee']['name']}",
        city=city,
        titles=[
            "EVALUASI KINERJA PEGAWAI",
            *subtitles(model, Approach(plan["approach"])),
            f"PERIODE: {_period_title(inputs)}",
        ],
        institution=inputs["institution"],
        period=_period(inputs),
        model=model.value,
        standing=_standing(inputs, version),
        employee=person(parties["employee"]),
        evaluator=person(parties["evaluator"]),
        organization=_organization(inputs["organization_rating"]),
        main=_numbered(inputs["results"], ResultKind.UTAMA),
        additional=_numbered(inputs["results"], ResultKind.TAMBAHAN),
        result_rating=_rating(inputs["result_rating"]),
        behaviors=_behaviors(inputs),
        behavior_rating=_rating(inputs["behavior_rating"]),
        grade=Grade(inputs["grade"]).label,
        citation=inputs["citation"],
        signers=_signers(inputs, place),
    )


def document_print(
    inputs: Inputs,
    *,
    version: int,
    city: Letterhead,
    place: str,
) -> DocumentPrint:
    """Write the evaluation document, parts 1 to 5.

    Law: PermenPANRB 6/2022, Lampiran (dokumen evaluasi kinerja pegawai).
    """
    parties, rating = inputs["parties"], inputs["organization_rating"]
    superior = parties["superior"]
    title = _period_title(inputs)
    return DocumentPrint(
        subject=f"Dokumen Evaluasi Kinerja Pegawai {title}, {parties['employee']['name']}",
        city=city,
        titles=[
            "DOKUMEN EVALUASI KINERJA PEGAWAI",
            f"PERIODE: {title}",
            f"PERIODE PENILAIAN: {_period(inputs)}",
        ],
        standing=_standing(inputs, version),
        employee=person(parties["employee"]),
        evaluator=person(parties["evaluator"]),
        superior=person(superior) if superior else None,
        organization=ORGANIZATION_LABELS[rating["value"]] if rating else "Belum ditetapkan",
        grade=Grade(inputs["grade"]).label,
        notes=inputs["notes"],
        signers=_signers(inputs, place),
    )


def _period_title(inputs: Inputs) -> str:
    label = inputs["period"]["label"].upper()
    return f"TAHUN {inputs['year']}" if label == "TAHUNAN" else f"{label} TAHUN {inputs['year']}"


def _period(inputs: Inputs) -> str:
    period = inputs["period"]
    return f"{iso_day(period['starts'])} SD {iso_day(period['ends'])}".upper()


def _standing(inputs: Inputs, version: int) -> str:
    judged = f"berdasarkan SKP versi {inputs['plan']['version']}"
    return f"Evaluasi versi {version}, ditetapkan {iso_day(inputs['decided_on'])}, {judged}"


def _organization(rating: OrganizationRatingInput | None) -> OrganizationPrint | None:
    if rating is None:
        return None
    label = ORGANIZATION_LABELS[rating["value"]]
    told = (rating["unit"], rating["source"], rating["set_by"] and f"oleh {rating['set_by']}")
    return OrganizationPrint(
        label=label,
        source=", ".join(part for part in told if part),
        pattern=PatternPrint(
            heights=list(PATTERNS[rating["value"]]),
            alt=f"Kurva pola distribusi predikat untuk capaian organisasi {label}: "
            f"paling banyak pegawai pada predikat {PEAKS[rating['value']]}.",
        ),
    )


def _numbered(results: list[ResultInput], kind: ResultKind) -> list[ResultPrint]:
    chosen = [result for result in results if result["kind"] == kind]
    return [
        ResultPrint(
            no=no,
            parent=served(result["parent"], result["no_parent_reason"]),
            text=assigned(result["text"], result["assigned_by"]),
            perspective=result["perspective"],
            indicators=[_indicator(line) for line in result["indicators"]],
            feedback=_feedback(result["feedback"]),
        )
        for no, result in enumerate(chosen, start=1)
    ]


def _indicator(line: IndicatorInput) -> IndicatorPrint:
    count = len(line["evidence_ids"])
    return IndicatorPrint(
        aspect=aspect_label(line["aspect"]),
        text=line["text"],
        target=line["target"],
        realization=line["realization"],
        note=line["note"],
        evidence=f"{count} bukti dukung" if count else "",
    )


def _feedback(entries: list[FeedbackInput]) -> list[FeedbackPrint]:
    return [
        FeedbackPrint(
            text=entry["text"],
            by=f"{entry['author']}, {ROLES[entry['role']]}, {iso_day(entry['date'])}",
        )
        for entry in entries
    ]


def _behaviors(inputs: Inputs) -> list[BehaviorPrint]:
    told = {line["core_value"]: line for line in inputs["behaviors"]}
    return [
        BehaviorPrint(
            no=no,
            label=value.label,
            guidance=list(value.lines),
            expectation=told[value]["expectation"] if value in told else "",
            feedback=_feedback(told[value]["feedback"]) if value in told else [],
        )
        for no, value in enumerate(CoreValue, start=1)
    ]


def _rating(rating: RatingInput) -> RatingPrint:
    return RatingPrint(label=Rating(rating["value"]).label, reason=rating["reason"])


def _signers(inputs: Inputs, place: str) -> list[Signer]:
    parties = inputs["parties"]
    return [
        signer(
            parties["employee"],
            capacity="Pegawai yang Dinilai",
            line="Diterima tanggal",
            date=None,
        ),
        signer(
            parties["evaluator"],
            capacity="Pejabat Penilai Kinerja",
            line=f"{place},",
            date=inputs["decided_on"],
        ),
    ]

"""From the frozen inputs of a decision to the words of the forms."""

from __future__ import annotations

from kinerja.documents.shapes import Letterhead, Signer, iso_day, person, signer
from kinerja.evaluations.documents.shapes import (
    BehaviorPrint,
    DocumentPrint,
    EvaluationPrint,
    FeedbackPrint,
    IndicatorPrint,
    OrganizationPrint,
    PatternPrint,
    RatingPrint,
    ResultPrint,
)
from kinerja.evaluations.frozen import (
    FeedbackInput,
    IndicatorInput,
    Inputs,
    OrganizationRatingInput,
    RatingInput,
    ResultInput,
)
from kinerja.plans.documents import aspect_label, assigned, served, subtitles
from regulation.behavior import CoreValue
from regulation.grade import Grade, Rating
from regulation.plan import Approach, PlanModel, ResultKind

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
    "DIRI": "diri sendiri",
}


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
        general=_feedback(inputs.get("general_feedback", [])),
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
    source = rating["source"].rstrip(".")
    told = (rating["unit"], source, rating["set_by"] and f"oleh {rating['set_by']}")
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
        source=_source(line),
    )


def _source(line: IndicatorInput) -> str:
    told = line.get("source")
    if not told:
        return ""
    return f"Sumber: {told['label']}. {told['note']}".strip()


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

"""SASARAN KINERJA PEGAWAI on paper: from a frozen plan to the words of the form."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TypedDict

from kinerja.documents import operations as documents
from kinerja.documents.models import IssuedDocument
from kinerja.documents.queries import letterhead, signing_place
from kinerja.documents.shapes import Letterhead, Person, Signer, Template, iso_day, person, signer
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import WrongState
from kinerja.plans.freezing import frozen_plan
from kinerja.plans.frozen import IndicatorLine, Parties, PlanFrozen, ResultLine
from kinerja.plans.models import PlanVersion
from regulation.behavior import CoreValue
from regulation.plan import AnnexPart, Approach, Aspect, PlanModel, ResultKind

SKP = Template(
    title="Sasaran Kinerja Pegawai (SKP)",
    prefix="SKP",
    path=Path(__file__).parent / "typst" / "skp.typ",
    version="skp/1",
)
FOR_WHOM = {
    PlanModel.JPT: "BAGI PEJABAT PIMPINAN TINGGI DAN PIMPINAN UNIT KERJA MANDIRI",
    PlanModel.JA_JF: "BAGI PEJABAT ADMINISTRASI DAN PEJABAT FUNGSIONAL",
}


class IndicatorPrint(TypedDict):
    """One line of the form."""

    aspect: str | None
    text: str
    target: str
    source: str


#: what a draft shows where a result has no indicator yet
NO_INDICATOR = IndicatorPrint(aspect=None, text="", target="", source="")


class ResultPrint(TypedDict):
    """One numbered result with its lines."""

    no: int
    parent: str | None
    text: str
    perspective: str | None
    indicators: list[IndicatorPrint]


class BehaviorPrint(TypedDict):
    """One core value with its official lines."""

    no: int
    label: str
    guidance: list[str]
    expectation: str


class AnnexPrint(TypedDict):
    """One part of the annex."""

    title: str
    lines: list[str]


class PlanPrint(TypedDict):
    """Everything that stands on an SKP."""

    subject: str
    city: Letterhead
    titles: list[str]
    institution: str
    period: str
    model: str
    standing: str
    employee: Person
    evaluator: Person
    main: list[ResultPrint]
    additional: list[ResultPrint]
    behaviors: list[BehaviorPrint]
    annex: list[AnnexPrint]
    signers: list[Signer]


class NotAgreed(WrongState):
    """Only what both have agreed becomes an official sheet."""

    code = "plan_not_agreed"
    message = "SKP ini belum disepakati, jadi hanya pratinjaunya yang bisa dibuka."


def issue_plan(*, version: PlanVersion, by: Actor, at: dt.datetime) -> IssuedDocument:
    """Return the official SKP of an agreed version. The caller has asked who may have it.

    Raises NotAgreed; Outdated for a replaced version that was never printed.
    """
    if version.agreed_at is None:
        raise NotAgreed
    plan = version.plan
    return documents.issue(
        kind="SKP",
        subject_kind="plans.plan",
        subject_id=plan.pk,
        edition=version.no,
        content=plan_print(frozen_plan(version), city=letterhead(), place=signing_place()),
        template=SKP,
        by=by,
        at=at,
        about=plan.employee_id,
        unit=plan.unit_id,
    )


def preview_plan(*, version: PlanVersion, parties: Parties, at: dt.datetime) -> bytes:
    """Return a version as it would be printed, before anybody signs."""
    frozen = frozen_plan(version, parties=parties)
    content = plan_print(frozen, city=letterhead(), place=signing_place())
    return documents.preview(content=content, template=SKP, at=at)


def plan_print(plan: PlanFrozen, *, city: Letterhead, place: str) -> PlanPrint:
    """Write a plan as the form has it.

    Law: PermenPANRB 6/2022, Lampiran (formulir SKP).
    """
    parties = plan["parties"]
    model, approach = PlanModel(plan["model"]), Approach(plan["approach"])
    return PlanPrint(
        subject=f"Sasaran Kinerja Pegawai {plan['year']}, {parties['employee']['name']}",
        city=city,
        titles=["SASARAN KINERJA PEGAWAI", *subtitles(model, approach)],
        institution=plan["institution"],
        period=f"{iso_day(plan['starts'])} SD {iso_day(plan['ends'])}".upper(),
        model=model.value,
        standing=_standing(plan),
        employee=person(parties["employee"]),
        evaluator=person(parties["evaluator"]),
        main=_numbered(plan["results"], ResultKind.UTAMA),
        additional=_numbered(plan["results"], ResultKind.TAMBAHAN),
        behaviors=_behaviors(plan),
        annex=[_annex_part(plan, part) for part in AnnexPart],
        signers=_signers(plan, place),
    )


def subtitles(model: PlanModel, approach: Approach) -> list[str]:
    """Return the lines below the name of a form."""
    return [f"PENDEKATAN HASIL KERJA {approach.label.upper()}", FOR_WHOM[model]]


def assigned(text: str, by: str | None) -> str:
    """Name who gave an assignment, as the form's column asks: (penugasan dari ...)."""
    return f"{text} (penugasan dari {by})" if by else text


def served(parent: str | None, reason: str | None) -> str | None:
    """Return the superior's result that a result serves, or why there is none."""
    if parent:
        return parent
    return f"Tidak diturunkan dari hasil kerja pimpinan: {reason}" if reason else None


def aspect_label(code: str | None) -> str | None:
    """Return the aspect as the form prints it."""
    return Aspect(code).label if code else None


def _standing(plan: PlanFrozen) -> str:
    if not plan["agreed_on"]:
        return f"SKP versi {plan['version']}, belum disepakati"
    return f"SKP versi {plan['version']}, disepakati {iso_day(plan['agreed_on'])}"


def _numbered(results: list[ResultLine], kind: ResultKind) -> list[ResultPrint]:
    chosen = [result for result in results if result["kind"] == kind]
    return [
        ResultPrint(
            no=no,
            parent=served(result["parent"], result["no_parent_reason"]),
            text=assigned(result["text"], result["assigned_by"]),
            perspective=result["perspective"],
            indicators=[_indicator(line) for line in result["indicators"]] or [NO_INDICATOR],
        )
        for no, result in enumerate(chosen, start=1)
    ]


def _indicator(line: IndicatorLine) -> IndicatorPrint:
    aspect = aspect_label(line["aspect"])
    source = line.get("source", "")
    return IndicatorPrint(
        aspect=aspect,
        text=line["text"],
        target=line["target"],
        source=source and f"Sumber: {source}",
    )


def _behaviors(plan: PlanFrozen) -> list[BehaviorPrint]:
    expectations = {line["core_value"]: line["expectation"] for line in plan["behaviors"]}
    return [
        BehaviorPrint(
            no=no,
            label=value.label,
            guidance=list(value.lines),
            expectation=expectations.get(value, ""),
        )
        for no, value in enumerate(CoreValue, start=1)
    ]


def _annex_part(plan: PlanFrozen, part: AnnexPart) -> AnnexPrint:
    lines = [line["text"] for line in plan["annex"] if line["part"] == part]
    return AnnexPrint(title=part.label.upper(), lines=lines)


def _signers(plan: PlanFrozen, place: str) -> list[Signer]:
    parties, agreed = plan["parties"], plan["agreed_on"]
    return [
        signer(parties["employee"], capacity="Pegawai yang Dinilai", line=f"{place},", date=agreed),
        signer(
            parties["evaluator"], capacity="Pejabat Penilai Kinerja", line=f"{place},", date=agreed
        ),
    ]

"""The two official sheets of a decision."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kinerja.documents import operations as documents
from kinerja.documents.models import IssuedDocument
from kinerja.documents.queries import letterhead, signing_place
from kinerja.documents.shapes import Template
from kinerja.evaluations.documents.printing import document_print, evaluation_print
from kinerja.evaluations.documents.shapes import DocumentPrint, EvaluationPrint
from kinerja.evaluations.models import EvaluationVersion
from kinerja.foundation.actor import Actor

_TYPST = Path(__file__).parents[1] / "typst"
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

"""The two official sheets as PDF: issued after delivery, a preview for the evaluator before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.audit.operations import record_access
from kinerja.documents.http import pdf_bytes_response, pdf_response
from kinerja.documents.models import IssuedDocument
from kinerja.documents.operations import preview
from kinerja.documents.queries import letterhead, signing_place
from kinerja.documents.shapes import Template
from kinerja.evaluations import access, documents
from kinerja.evaluations.queries.standing import shown_version
from kinerja.evaluations.views import common
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest


@require_safe
def form_pdf(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Answer with the evaluation form."""
    return _sheet(
        request,
        evaluation_id,
        documents.issue_evaluation,
        documents.evaluation_print,
        documents.EVALUATION,
    )


@require_safe
def document_pdf(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Answer with the evaluation document."""
    return _sheet(
        request,
        evaluation_id,
        documents.issue_document,
        documents.document_print,
        documents.EVALUATION_DOCUMENT,
    )


def _sheet(
    request: ActorRequest,
    evaluation_id: int,
    issue: Callable[..., IssuedDocument],
    printed: Callable[..., Any],
    template: Template,
) -> HttpResponse:
    evaluation = common.found(request, evaluation_id)
    sees_current = access.may_see_grade(request.actor, evaluation)
    version = shown_version(evaluation, sees_current=sees_current)
    if version is None:
        raise Http404
    record_access(by=request.actor, about=evaluation.employee_id, subject=evaluation, purpose="PDF")
    at = clock.now()
    if evaluation.state in access.TOLD or not sees_current:
        document = issue(version=version, by=request.actor, at=at)
        return pdf_response(document, documents.evaluation_filename(document))
    content = printed(version.inputs, version=version.no, city=letterhead(), place=signing_place())
    return pdf_bytes_response(
        preview(content=content, template=template, at=at), "pratinjau-evaluasi.pdf"
    )

"""Files of papers: upload, look, decide. A view finds, calls one operation, and answers."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.imports.reading import FileRefused
from kinerja.organization.imports.results import write_corrections
from kinerja.organization.imports.sheets import Found
from kinerja.services.models import Service
from kinerja.surveys.models import PaperImport
from kinerja.surveys.paper import operations, queries, sheet
from kinerja.surveys.paper.access import NOT_YOURS, may_enter, may_enter_somewhere
from kinerja.surveys.paper.forms import FileForm
from kinerja.ui.format import url
from kinerja.ui.rendering import page

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST_ID = 2**63 - 1
#: faulty rows on the page; the file to download holds more
SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def paper_import(request: ActorRequest) -> HttpResponse:
    """List the services whose papers one enters, and take a file of papers."""
    _must_enter_somewhere(request)
    services = queries.services_to_enter(request.actor)
    if request.method != "POST":
        return _show_list(request, FileForm(services), services)
    form = FileForm(services, request.POST, request.FILES)
    if not form.is_valid():
        return _show_list(request, form, services, status=422)
    service = Service.objects.get(pk=form.cleaned_data["service"])
    try:
        found = sheet.read_file(form.cleaned_data["file"], sheet.known_of(service, clock.today()))
    except FileRefused as refused:
        form.add_error("file", refused.message)
        return _show_list(request, form, services, status=422)
    return _keep(request, form, services, service, found)


def _keep(
    request: ActorRequest,
    form: FileForm,
    services: list[tuple[int, str]],
    service: Service,
    found: Found,
) -> HttpResponse:
    try:
        with once(request) as done:
            source = operations.keep_import(
                service=service,
                found=found,
                again=form.cleaned_data["again"],
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("surveys:paper_file", source.pk)
    except Refusal as refusal:
        return _show_list(request, form, services, refusal=refusal, status=409)
    return HttpResponseRedirect(done.location, status=303)


@require_safe
def paper_template(request: ActorRequest) -> HttpResponse:
    """Give an empty spreadsheet with our headings and how to fill them."""
    _must_enter_somewhere(request)
    content = io.BytesIO()
    sheet.write_template(content)
    return _spreadsheet(content, "templat-jawaban-kertas.xlsx")


@require_safe
def paper_file(request: ActorRequest, paper_id: int) -> HttpResponse:
    """Show what a file holds before anything is stored."""
    return _show(request, _source(request, paper_id))


@require_POST
def paper_file_apply(request: ActorRequest, paper_id: int) -> HttpResponse:
    """Store the good rows of a file."""
    source = _source(request, paper_id)
    try:
        with once(request) as done:
            count = operations.apply_import(
                source=source,
                skip_faulty="skip_faulty" in request.POST,
                again="again" in request.POST,
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("surveys:paper_file", source.pk)
    except Refusal as refusal:
        return _show(request, source, refusal, status=409)
    messages.success(request, f"{count} lembar tersimpan. Ikut dihitung besok pagi.")
    return HttpResponseRedirect(done.location, status=303)


@require_POST
def paper_file_leave(request: ActorRequest, paper_id: int) -> HttpResponse:
    """Throw a file away."""
    source = _source(request, paper_id)
    try:
        with once(request) as done:
            operations.leave_import(source=source, by=request.actor, at=clock.now())
            done.location = url("surveys:paper_import")
    except Refusal as refusal:
        return _show(request, source, refusal, status=409)
    messages.success(request, "File dibuang. Tidak ada yang tersimpan.")
    return HttpResponseRedirect(done.location, status=303)


@require_safe
def paper_file_faulty(request: ActorRequest, paper_id: int) -> HttpResponse:
    """Give the faulty rows back, with what is wrong in one more column."""
    source = _source(request, paper_id)
    if not source.faulty_rows:
        raise Http404
    content = io.BytesIO()
    rows = [(cells, problems) for _, cells, problems in source.faulty_rows]
    write_corrections(source.headings, rows, content)
    return _spreadsheet(content, f"perlu-diperbaiki-{source.pk}.xlsx")


def _spreadsheet(content: io.BytesIO, name: str) -> HttpResponse:
    response = HttpResponse(content.getvalue(), content_type=SPREADSHEET)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _must_enter_somewhere(request: ActorRequest) -> None:
    """Raises NotPermitted."""
    if not may_enter_somewhere(request.actor):
        raise NotPermitted(NOT_YOURS)


def _source(request: ActorRequest, paper_id: int) -> PaperImport:
    """Return a file about a service whose papers one enters. Raises Http404, NotPermitted."""
    known = paper_id <= LARGEST_ID
    found = queries.import_visible_to(request.actor, paper_id) if known else None
    if found is None:
        raise Http404
    if not may_enter(request.actor, found.service.unit_id):
        raise NotPermitted(NOT_YOURS)
    return found


def _show_list(
    request: ActorRequest,
    form: FileForm,
    services: list[tuple[int, str]],
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "services": services,
        "refusal": refusal,
        "imports": queries.latest_imports([pk for pk, _ in services]),
    }
    return page(request, "surveys/paper_import.html", context, status=status)


def _show(
    request: ActorRequest,
    source: PaperImport,
    refusal: Refusal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "source": source,
        "faulty": source.faulty_rows[:SHOWN],
        "refusal": refusal,
        "is_same": isinstance(refusal, operations.SameFile),
    }
    return page(request, "surveys/paper_file.html", context, status=status)

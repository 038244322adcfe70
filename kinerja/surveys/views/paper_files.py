"""Files of papers: upload, look, decide. A view finds, calls one operation, and answers."""

from __future__ import annotations

from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.audit.acting import run
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.imports.screens import faulty_sheet, looked_at, receive, spreadsheet
from kinerja.organization.imports.sheets import Found
from kinerja.services.models import Service
from kinerja.surveys.models import PaperImport
from kinerja.surveys.paper import operations, queries, sheet
from kinerja.surveys.paper.access import NOT_YOURS, may_enter, may_enter_somewhere
from kinerja.surveys.paper.forms import FileForm
from kinerja.ui.format import number, url
from kinerja.ui.rendering import page


@require_http_methods(["GET", "HEAD", "POST"])
def paper_import(request: ActorRequest) -> HttpResponse:
    """List the services whose papers one enters, and take a file of papers."""
    _must_enter_somewhere(request)
    services = queries.services_to_enter(request.actor)
    if request.method != "POST":
        return _show_list(request, FileForm(services), services)
    form = FileForm(services, request.POST, request.FILES)

    def service() -> Service:
        return Service.objects.get(pk=form.cleaned_data["service"])

    def read(given: UploadedFile[bytes]) -> Found:
        return sheet.read_file(given, sheet.known_of(service(), clock.today()))

    def keep(found: Found) -> PaperImport:
        return operations.keep_import(
            service=service(),
            found=found,
            again=form.cleaned_data["again"],
            by=request.actor,
            at=clock.now(),
        )

    show = partial(_show_list, request, form, services)
    return receive(request, form, read, keep, show, place="surveys:paper_file")


@require_safe
def paper_template(request: ActorRequest) -> HttpResponse:
    """Give an empty spreadsheet with our headings and how to fill them."""
    _must_enter_somewhere(request)
    return spreadsheet("templat-jawaban-kertas.xlsx", sheet.write_template)


@require_safe
def paper_file(request: ActorRequest, paper_id: int) -> HttpResponse:
    """Show what a file holds before anything is stored."""
    return _show(request, _source(request, paper_id))


@require_POST
def paper_file_apply(request: ActorRequest, paper_id: int) -> HttpResponse:
    """Store the good rows of a file."""
    source = _source(request, paper_id)

    def act() -> int:
        return operations.apply_import(
            source=source,
            skip_faulty="skip_faulty" in request.POST,
            again="again" in request.POST,
            by=request.actor,
            at=clock.now(),
        )

    return run(
        request,
        act,
        lambda refusal: _show(request, source, refusal, status=409),
        place=url("surveys:paper_file", source.pk),
        said=lambda count: f"{number(count)} lembar tersimpan. Ikut dihitung besok pagi.",
    )


@require_POST
def paper_file_leave(request: ActorRequest, paper_id: int) -> HttpResponse:
    """Throw a file away."""
    source = _source(request, paper_id)

    return run(
        request,
        lambda: operations.leave_import(source=source, by=request.actor, at=clock.now()),
        lambda refusal: _show(request, source, refusal, status=409),
        place=url("surveys:paper_import"),
        said="File dibuang. Tidak ada yang tersimpan.",
    )


@require_safe
def paper_file_faulty(request: ActorRequest, paper_id: int) -> HttpResponse:
    """Give the faulty rows back, with what is wrong in one more column."""
    return faulty_sheet(_source(request, paper_id))


def _must_enter_somewhere(request: ActorRequest) -> None:
    """Raises NotPermitted."""
    if not may_enter_somewhere(request.actor):
        raise NotPermitted(NOT_YOURS)


def _source(request: ActorRequest, paper_id: int) -> PaperImport:
    """Return a file about a service whose papers one enters. Raises Http404, NotPermitted."""
    found = queries.import_visible_to(request.actor, paper_id)
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
    return page(request, "surveys/paper_file.html", looked_at(source, refusal), status=status)

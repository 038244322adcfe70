"""Screens of the import. A view finds, calls one operation, and answers."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.audit.acting import run
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.import_forms import RowsForm, UploadForm
from kinerja.organization.imports import operations, queries, results, templates
from kinerja.organization.imports.screens import spreadsheet
from kinerja.organization.models import Import
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: ActorRequest) -> HttpResponse:
    """List the imports, and take a new file."""
    if not operations.may_import(request.actor):
        raise NotPermitted
    if request.method != "POST":
        today = clock.today()
        return _show_list(request, UploadForm(initial={"effective_on": today}))
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_list(request, form, status=422)
    given = form.cleaned_data

    def act() -> Import:
        return operations.receive_file(
            subject=Import.Subject(given["subject"]),
            file=given["file"],
            effective_on=given["effective_on"],
            end_gone_on=given["end_gone_on"],
            by=request.actor,
            at=clock.now(),
        )

    return run(
        request,
        act,
        lambda refusal: _show_list(request, form, refusal, status=409),
        place=lambda source: url("organization:import_detail", source.pk),
    )


def _show_list(
    request: ActorRequest,
    form: UploadForm,
    refusal: Refusal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "imports": queries.latest_imports()}
    return page(request, "organization/import_list.html", context, status=status)


@require_safe
def import_detail(request: ActorRequest, import_id: int) -> HttpResponse:
    """Show what a file would change, or how far reading it is."""
    return _show(request, _visible_import(request, import_id))


@require_POST
def import_apply(request: ActorRequest, import_id: int) -> HttpResponse:
    """Let the worker carry a checked import out."""
    source = _visible_import(request, import_id)

    def act() -> None:
        operations.request_application(
            source=source,
            skip_faulty="skip_faulty" in request.POST,
            by=request.actor,
            at=clock.now(),
        )

    return run(
        request,
        act,
        lambda refusal: _show(request, source, refusal, status=409),
        place=url("organization:import_detail", source.pk),
    )


@require_safe
def import_faulty(request: ActorRequest, import_id: int) -> HttpResponse:
    """Give the faulty rows back as a spreadsheet, with what is wrong in one more column."""
    source = _visible_import(request, import_id)
    if not source.faulty:
        raise Http404
    name = f"perlu-diperbaiki-{source.pk}.xlsx"
    return spreadsheet(name, lambda out: results.write_faulty(source, out))


@require_safe
def import_template(request: ActorRequest, subject: str) -> HttpResponse:
    """Give an empty spreadsheet with our headings and how to fill them."""
    if not operations.may_import(request.actor):
        raise NotPermitted
    if subject not in templates.SUBJECTS:
        raise Http404
    columns = templates.COLUMNS[templates.SUBJECTS[subject]]
    return spreadsheet(f"templat-{subject}.xlsx", partial(templates.write_sheet, columns))


def _visible_import(request: ActorRequest, import_id: int) -> Import:
    """Answer 404 for an import the person may not know exists."""
    found = queries.import_visible_to(request.actor, import_id)
    if found is None:
        raise Http404
    return found


def _show(
    request: ActorRequest, source: Import, refusal: Refusal | None = None, *, status: int = 200
) -> HttpResponse:
    """Render the page, or for htmx the part that moves on while the worker works."""
    context: dict[str, Any] = {
        "source": source,
        "refusal": refusal,
        "is_working": source.state in queries.WORKING,
        "share": queries.share_done(source),
        **_rows(request, source),
    }
    block = "standing" if request.htmx else None
    response = page(request, "organization/import_detail.html", context, block=block, status=status)
    if request.htmx and not context["is_working"]:
        response["HX-Refresh"] = "true"  # the rows stand outside the part that was asked for
    return response


def _rows(request: HttpRequest, source: Import) -> dict[str, Any]:
    """The rows of one tab; without a choice the first tab that holds any."""
    form = RowsForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    totals = {
        "salah": source.faulty,
        "peringatan": source.warned,
        "hilang": source.gone,
        "berubah": source.changed,
        "baru": source.new,
    }
    first = next((kind for kind, total in totals.items() if total), "salah")
    kind = given.get("jenis") or first
    pages = max(1, -(-totals[kind] // queries.ROWS_A_PAGE))
    number = min(given.get("hal") or 1, pages)
    return {
        "kind": kind,
        "rows": queries.rows_of(source, kind, number=number),
        "number": number,
        "pages": pages,
        "total": totals[kind],
        "totals": totals,
        "per_page": queries.ROWS_A_PAGE,
    }

"""Spreadsheets of SP4N-LAPOR!: upload, look, decide."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.audit.operations import once
from kinerja.complaints.access import NOT_YOURS, may_import_somewhere
from kinerja.complaints.forms import LARGEST_ID, FileForm, UnitsForm
from kinerja.complaints.imports import operations, sheet
from kinerja.complaints.models import ComplaintImport
from kinerja.complaints.queries import lists
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.imports.reading import FileRefused
from kinerja.organization.imports.results import write_corrections
from kinerja.organization.queries.units import unit_choices
from kinerja.ui.format import number, url
from kinerja.ui.rendering import page

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: faulty rows on the page; the file to download holds more
SHOWN = 50
#: names that can be chosen for on one page; the rows of further ones are left out
MOST_NAMES = 40


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: ActorRequest) -> HttpResponse:
    """List one's files, and take a new one."""
    _must_import(request)
    if request.method != "POST":
        return _show_list(request, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show_list(request, form, status=422)
    try:
        known = sheet.known_of(request.actor, clock.today())
        found = sheet.read_file(form.cleaned_data["file"], known)
    except FileRefused as refused:
        form.add_error("file", refused.message)
        return _show_list(request, form, status=422)
    try:
        with once(request) as done:
            source = operations.keep_import(
                found=found,
                again=form.cleaned_data["again"],
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("complaints:file", source.pk)
    except Refusal as refusal:
        return _show_list(request, form, refusal=refusal, status=409)
    return HttpResponseRedirect(done.location, status=303)


@require_safe
def template(request: ActorRequest) -> HttpResponse:
    """Give an empty spreadsheet with our headings and how to fill them."""
    _must_import(request)
    content = io.BytesIO()
    sheet.write_template(content)
    return _spreadsheet(content, "templat-aduan.xlsx")


@require_safe
def file(request: ActorRequest, file_id: int) -> HttpResponse:
    """Show what a file holds before anything is stored."""
    source = _source(request, file_id)
    return _show(request, source, _units_form(request, source))


@require_POST
def file_apply(request: ActorRequest, file_id: int) -> HttpResponse:
    """Store the good rows of a file."""
    source = _source(request, file_id)
    form = _units_form(request, source, request.POST)
    if not form.is_valid():
        return _show(request, source, form, status=422)
    try:
        with once(request) as done:
            applied = operations.apply_import(
                source=source,
                units=form.chosen(),
                skip_faulty="skip_faulty" in request.POST,
                again="again" in request.POST,
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("complaints:file", source.pk)
    except Refusal as refusal:
        return _show(request, source, form, refusal=refusal, status=409)
    messages.success(request, _told(applied))
    return HttpResponseRedirect(done.location, status=303)


def _told(applied: operations.Applied) -> str:
    said = f"{number(applied.new)} aduan baru, {number(applied.changed)} diperbarui."
    left = f" {number(applied.left_out)} baris dilewati." if applied.left_out else ""
    return said + left


@require_POST
def file_leave(request: ActorRequest, file_id: int) -> HttpResponse:
    """Throw a file away."""
    source = _source(request, file_id)
    try:
        with once(request) as done:
            operations.leave_import(source=source, by=request.actor, at=clock.now())
            done.location = url("complaints:imports")
    except Refusal as refusal:
        form = _units_form(request, source)
        return _show(request, source, form, refusal=refusal, status=409)
    messages.success(request, "File dibuang. Tidak ada yang tersimpan.")
    return HttpResponseRedirect(done.location, status=303)


@require_safe
def file_faulty(request: ActorRequest, file_id: int) -> HttpResponse:
    """Give the faulty rows back, with what is wrong in one more column."""
    source = _source(request, file_id)
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


def _must_import(request: ActorRequest) -> None:
    """Raises NotPermitted."""
    if not may_import_somewhere(request.actor):
        raise NotPermitted(NOT_YOURS)


def _source(request: ActorRequest, file_id: int) -> ComplaintImport:
    """Return a file that this person uploaded. Raises NotPermitted, Http404."""
    _must_import(request)
    found = lists.import_visible_to(request.actor, file_id) if file_id <= LARGEST_ID else None
    if found is None:
        raise Http404
    return found


def _units_form(request: ActorRequest, source: ComplaintImport, given: Any = None) -> UnitsForm:
    names = list(source.units)[:MOST_NAMES]
    if not names:
        return UnitsForm([], [], given)
    actor = request.actor
    everywhere = Role.PENGELOLA_KOTA in actor.roles
    groups = unit_choices(actor, clock.today(), everywhere=everywhere, units=actor.units_surveyed)
    return UnitsForm(names, groups, given)


def _show_list(
    request: ActorRequest,
    form: FileForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "imports": lists.latest_imports(request.actor)}
    return page(request, "complaints/imports.html", context, status=status)


def _show(
    request: ActorRequest,
    source: ComplaintImport,
    form: UnitsForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    reporters, others = sheet.about_reporters(source.ignored)
    context = {
        "source": source,
        "form": form,
        "faulty": source.faulty_rows[:SHOWN],
        "reporters": reporters,
        "others": others,
        "more_names": max(0, len(source.units) - MOST_NAMES),
        "refusal": refusal,
        "is_same": isinstance(refusal, operations.SameFile),
    }
    return page(request, "complaints/file.html", context, status=status)

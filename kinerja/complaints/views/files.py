"""Spreadsheets of SP4N-LAPOR!: upload, look, decide."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.audit.acting import run
from kinerja.complaints.access import NOT_YOURS, may_import_somewhere
from kinerja.complaints.forms import UnitsForm
from kinerja.complaints.imports import operations, sheet
from kinerja.complaints.models import ComplaintImport
from kinerja.complaints.queries import lists
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.imports.screens import (
    SheetForm,
    faulty_sheet,
    looked_at,
    receive,
    spreadsheet,
)
from kinerja.organization.imports.sheets import Found
from kinerja.organization.queries.units import unit_choices
from kinerja.ui.format import number, url
from kinerja.ui.rendering import page

#: names that can be chosen for on one page; the rows of further ones are left out
MOST_NAMES = 40


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: ActorRequest) -> HttpResponse:
    """List one's files, and take a new one."""
    _must_import(request)
    if request.method != "POST":
        return _show_list(request, SheetForm())
    form = SheetForm(request.POST, request.FILES)

    def read(given: UploadedFile[bytes]) -> Found:
        return sheet.read_file(given, sheet.known_of(request.actor, clock.today()))

    def keep(found: Found) -> ComplaintImport:
        return operations.keep_import(
            found=found, again=form.cleaned_data["again"], by=request.actor, at=clock.now()
        )

    show = partial(_show_list, request, form)
    return receive(request, form, read, keep, show, place="complaints:file")


@require_safe
def template(request: ActorRequest) -> HttpResponse:
    """Give an empty spreadsheet with our headings and how to fill them."""
    _must_import(request)
    return spreadsheet("templat-aduan.xlsx", sheet.write_template)


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

    def act() -> operations.Applied:
        return operations.apply_import(
            source=source,
            units=form.chosen(),
            skip_faulty="skip_faulty" in request.POST,
            again="again" in request.POST,
            by=request.actor,
            at=clock.now(),
        )

    return run(
        request,
        act,
        lambda refusal: _show(request, source, form, refusal, status=409),
        place=url("complaints:file", source.pk),
        said=_told,
    )


def _told(applied: operations.Applied) -> str:
    said = f"{number(applied.new)} aduan baru, {number(applied.changed)} diperbarui."
    left = f" {number(applied.left_out)} baris dilewati." if applied.left_out else ""
    return said + left


@require_POST
def file_leave(request: ActorRequest, file_id: int) -> HttpResponse:
    """Throw a file away."""
    source = _source(request, file_id)

    def show(refusal: Refusal) -> HttpResponse:
        return _show(request, source, _units_form(request, source), refusal, status=409)

    return run(
        request,
        lambda: operations.leave_import(source=source, by=request.actor, at=clock.now()),
        show,
        place=url("complaints:imports"),
        said="File dibuang. Tidak ada yang tersimpan.",
    )


@require_safe
def file_faulty(request: ActorRequest, file_id: int) -> HttpResponse:
    """Give the faulty rows back, with what is wrong in one more column."""
    return faulty_sheet(_source(request, file_id))


def _must_import(request: ActorRequest) -> None:
    """Raises NotPermitted."""
    if not may_import_somewhere(request.actor):
        raise NotPermitted(NOT_YOURS)


def _source(request: ActorRequest, file_id: int) -> ComplaintImport:
    """Return a file that this person uploaded. Raises NotPermitted, Http404."""
    _must_import(request)
    found = lists.import_visible_to(request.actor, file_id)
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
    form: SheetForm,
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
    refusal: Refusal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    reporters, others = sheet.about_reporters(source.ignored)
    context = {
        **looked_at(source, refusal),
        "form": form,
        "reporters": reporters,
        "others": others,
        "more_names": max(0, len(source.units) - MOST_NAMES),
    }
    return page(request, "complaints/file.html", context, status=status)

"""What pages about spreadsheets of other rooms share: take a file, look at it, give rows back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO, Any, Protocol

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse

from kinerja.audit.acting import run
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import Refusal
from kinerja.organization.imports.reading import FileRefused
from kinerja.organization.imports.results import write_corrections
from kinerja.organization.imports.sheets import LARGEST_FILE, Found
from kinerja.organization.imports.waiting import SameFile, SheetImport
from kinerja.ui.format import url
from kinerja.ui.forms import Form, SheetField

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: faulty rows on the page; the file to download holds more
SHOWN = 50


class SheetForm(Form):
    """A spreadsheet that somebody sends; the rooms add what it is about."""

    file = SheetField(
        most=LARGEST_FILE,
        too_large="File ini lebih dari 10 MB. Bagi tabelnya menjadi beberapa file.",
    )
    again = forms.BooleanField(label="Tetap impor file yang sama", required=False)


class Show(Protocol):
    """Draws the page again, with what stands in the way."""

    def __call__(self, *, refusal: Refusal | None = None, status: int) -> HttpResponse: ...


def receive(
    request: ActorRequest,
    form: SheetForm,
    read: Callable[[UploadedFile[bytes]], Found],
    keep: Callable[[Found], SheetImport],
    show: Show,
    *,
    place: str,
) -> HttpResponse:
    """Read the file of a form and let it wait; `place` is the name of its address."""
    if not form.is_valid():
        return show(status=422)
    try:
        found = read(form.cleaned_data["file"])
    except FileRefused as refused:
        form.add_error("file", refused.message)
        return show(status=422)
    return run(
        request,
        lambda: keep(found),
        lambda refusal: show(refusal=refusal, status=409),
        place=lambda source: url(place, source.pk),
    )


def looked_at(source: SheetImport, refusal: Refusal | None) -> dict[str, Any]:
    """Return what `organization/sheet.html` shows of a file."""
    return {
        "source": source,
        "faulty": source.faulty_rows[:SHOWN],
        "refusal": refusal,
        "is_same": isinstance(refusal, SameFile),
    }


def faulty_sheet(source: SheetImport) -> HttpResponse:
    """Give the faulty rows back, with what is wrong in one more column. Raises Http404."""
    if not source.faulty_rows:
        raise Http404
    rows = [(cells, problems) for _, cells, problems in source.faulty_rows]
    return spreadsheet(
        f"perlu-diperbaiki-{source.pk}.xlsx",
        lambda out: write_corrections(source.headings, rows, out),
    )


def spreadsheet(name: str, write: Callable[[IO[bytes]], None]) -> HttpResponse:
    """Give what is written as a file to download."""
    content = io.BytesIO()
    write(content)
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

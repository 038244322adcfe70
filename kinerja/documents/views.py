"""The public check: is this sheet genuine. It names nobody and tells no rating."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from kinerja.documents.forms import PrintedMarks
from kinerja.documents.models import IssuedDocument
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@login_not_required
@require_safe
def verification_typed(request: HttpRequest) -> HttpResponse:
    """Take people who typed the address off the paper, without its last stroke."""
    return HttpResponseRedirect(url("documents:verification_form"))


@login_not_required
@require_safe
def verification_form(request: HttpRequest) -> HttpResponse:
    """Ask for the printed number and fingerprint, and lead to what they name."""
    if not request.GET:
        return _form(request, PrintedMarks())
    form = PrintedMarks(request.GET)
    if not form.is_valid():
        return _form(request, form, status=422)
    named = IssuedDocument.objects.printed(
        number=form.cleaned_data["nomor"], fingerprint=form.cleaned_data["sidik"]
    )
    public_id = named.newest_first().values_list("public_id", flat=True).first()
    if public_id is None:
        return _form(request, form, unknown=True, status=404)
    return HttpResponseRedirect(url("documents:verification", public_id))


@login_not_required
@require_safe
def verification(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say whether a sheet is genuine, and whether a newer version exists."""
    documents = IssuedDocument.objects.without_bytes().with_standing()
    document = documents.filter(public_id=public_id.upper()).first()
    if document is None:
        return _form(request, PrintedMarks(), unknown=True, status=404)
    return page(request, "documents/verification.html", {"document": document})


def _form(
    request: HttpRequest, form: PrintedMarks, *, unknown: bool = False, status: int = 200
) -> HttpResponse:
    context = {"form": form, "unknown": unknown}
    return page(request, "documents/verification_form.html", context, status=status)

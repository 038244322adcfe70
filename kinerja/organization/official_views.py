"""Adding the mayor, who has no NIP."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.account_forms import OfficialForm
from kinerja.organization.code_views import sheet
from kinerja.organization.operations.codes import print_codes
from kinerja.organization.operations.officials import add_official, may_add_official
from kinerja.organization.queries.accounts import account_of
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_http_methods(["GET", "HEAD", "POST"])
def official_add(request: ActorRequest) -> HttpResponse:
    """Ask who it is; then print the code with which that person begins."""
    if not may_add_official(request.actor):
        raise NotPermitted("Pejabat negara ditambahkan oleh administrator atau pengelola kota.")
    if request.method != "POST":
        return _page(request, OfficialForm(initial={"mulai": clock.today()}))
    form = OfficialForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    given, by, at = form.cleaned_data, request.actor, clock.now()
    try:
        with once(request) as done:
            official = add_official(
                username=given["akun"],
                name=given["nama"],
                title=given["jabatan"],
                since=given["mulai"],
                email=given["email"],
                replace=given["ganti"],
                by=by,
                at=at,
            )
            account = account_of(official.user_id, clock.today())
            slips = print_codes(by=by, accounts=[account] if account else [], at=at)
            done.location = url("organization:codes")
    except Refusal as refusal:
        return _page(request, form, refusal=refusal, status=409)
    return sheet(request, slips, url("organization:codes"))


def _page(
    request: ActorRequest,
    form: OfficialForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "refusal": refusal}
    return page(request, "organization/official_add.html", context, status=status)

"""Printing one-time codes for the people of a unit."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.accounts.codes import grouped
from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.account_forms import PrintCodes, Search
from kinerja.organization.imports.operations import may_import
from kinerja.organization.operations.codes import Slip, may_issue, may_issue_for, print_codes
from kinerja.organization.operations.officials import may_add_official
from kinerja.organization.queries import accounts
from kinerja.organization.queries.accounts import AccountRow
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_safe
def codes(request: ActorRequest) -> HttpResponse:
    """Show units and people, with how many have no password yet."""
    form = Search(request.GET)
    if not form.is_valid():
        return _page(request, form, unit_id=None, written="", status=422)
    unit_id, written = form.cleaned_data["unit"], form.cleaned_data["cari"]
    return _page(request, form, unit_id=unit_id, written=written)


@require_http_methods(["GET", "HEAD", "POST"])
def print_sheet(request: ActorRequest) -> HttpResponse:
    """Make the codes and show them this once; opened again, it leads back to the list."""
    _require_issuer(request)
    if request.method != "POST":
        messages.info(request, "Lembar kode hanya tampil satu kali. Jika hilang, cetak kode baru.")
        return HttpResponseRedirect(url("organization:codes"))
    form = PrintCodes(request.POST)
    if not form.is_valid():
        raise Http404
    unit_id, account_id = form.cleaned_data["unit"], form.cleaned_data["akun"]
    chosen = _chosen(request, unit_id, account_id)
    back = url("organization:codes") + (f"?unit={unit_id}" if unit_id else "")
    try:
        with once(request) as done:
            slips = print_codes(by=request.actor, accounts=chosen, at=clock.now())
            done.location = back
    except NotPermitted:
        raise
    except Refusal as refusal:
        search = Search({"unit": unit_id})
        search.is_valid()
        return _page(request, search, unit_id=unit_id, written="", refusal=refusal, status=409)
    return sheet(request, slips, back)


def sheet(request: ActorRequest, slips: list[Slip], back: str) -> HttpResponse:
    """Show codes as slips to cut; they are stored nowhere in the clear."""
    context = {
        "slips": [(slip.account, grouped(slip.code.code), slip.code.expires_at) for slip in slips],
        "address": settings.PUBLIC_URL + url("accounts:activate"),
        "back": back,
    }
    return page(request, "organization/code_sheet.html", context)


def _require_issuer(request: ActorRequest) -> None:
    if not may_issue(request.actor):
        raise NotPermitted("Kode dicetak oleh pengelola kinerja atau administrator.")


def _chosen(request: ActorRequest, unit_id: int | None, account_id: int | None) -> list[AccountRow]:
    """Return the accounts asked for; what the person may not see is not there."""
    today = clock.today()
    if account_id is not None:
        account = accounts.account_of(account_id, today)
        if account is None or not _is_seen(request, account):
            raise Http404
        return [account]
    if unit_id is None or not accounts.may_open(request.actor, unit_id):
        raise Http404
    waiting = accounts.people_in(unit_id, today, waiting=True)
    return [one for one in waiting if may_issue_for(request.actor, one)]


def _is_seen(request: ActorRequest, account: AccountRow) -> bool:
    unit = account.unit_id
    everybody = unit is None and may_issue_for(request.actor, account)
    return everybody or (unit is not None and accounts.may_open(request.actor, unit))


def _page(
    request: ActorRequest,
    form: Search,
    *,
    unit_id: int | None,
    written: str,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    _require_issuer(request)
    actor, today = request.actor, clock.today()
    unit = None
    if unit_id is not None:
        unit = accounts.unit_named(unit_id, today)
        if unit is None or not accounts.may_open(actor, unit_id):
            raise Http404
    people: list[AccountRow] = []
    if written:
        people = [one for one in accounts.people_named(written, today) if _is_seen(request, one)]
    elif unit_id is not None:
        people = accounts.people_in(unit_id, today)
    context = {
        "form": form,
        "unit": unit,
        "units": accounts.units_below(unit_id, today)
        if unit_id
        else accounts.top_units(actor, today),
        "people": [(one, may_issue_for(actor, one)) for one in people],
        "written": written,
        "limit": accounts.LONGEST_SHEET,
        "may_add_official": may_add_official(actor),
        "may_import": may_import(actor),
        "refusal": refusal,
    }
    return page(request, "organization/codes.html", context, status=status)

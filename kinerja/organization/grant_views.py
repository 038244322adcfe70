"""Roles: who has which, since when, by which decree; granting and ending them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.accounts.models import User
from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.account_forms import EndForm, GrantForm, Search
from kinerja.organization.models import RoleGrant, Unit
from kinerja.organization.operations.grants import end_role, grant_role, may_grant
from kinerja.organization.queries import grants as queries
from kinerja.organization.queries.accounts import account_of, people_named
from kinerja.organization.queries.units import unit_choices
from kinerja.organization.step_views import sent
from kinerja.ui.format import url
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _require_administrator(request: ActorRequest) -> None:
    if not may_grant(request.actor):
        raise NotPermitted("Peran diberikan dan diakhiri oleh administrator.")


@require_safe
def grants(request: ActorRequest) -> HttpResponse:
    """List the roles that hold now or later, and find people to grant one to."""
    _require_administrator(request)
    form, today = Search(request.GET), clock.today()
    written = form.cleaned_data["cari"] if form.is_valid() else ""
    ended = request.GET.get("lihat") == "berakhir"
    context = {
        "form": form,
        "written": written,
        "people": people_named(written, today) if written else [],
        "grants": queries.grants(today, ended=ended),
        "ended": ended,
        "today": today,
    }
    return page(
        request, "organization/grants.html", context, status=200 if form.is_valid() else 422
    )


@get_or_post
def grant_add(request: ActorRequest, user_id: int) -> HttpResponse:
    """Grant a role to one account."""
    _require_administrator(request)
    today = clock.today()
    account = account_of(user_id, today)
    if account is None:
        raise Http404
    form = GrantForm(
        sent(request),
        units=unit_choices(request.actor, today, everywhere=True),
        offices={unit_id for unit_id, _ in queries.offices(today)},
        initial={"mulai": today},
    )
    if request.method != "POST":
        return _page(request, "grant_add", form, {"account": account})
    if not form.is_valid():
        return _page(request, "grant_add", form, {"account": account}, status=422)
    given = form.cleaned_data
    try:
        with once(request) as done:
            grant_role(
                user=User.objects.get(pk=user_id),
                role=Role(given["peran"]),
                unit=Unit.objects.get(pk=given["unit"]) if given["unit"] else None,
                since=given["mulai"],
                until=given["selesai"],
                decree_no=given["sk"],
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("organization:grants")
    except Refusal as refusal:
        more = {"account": account, "refusal": refusal}
        return _page(request, "grant_add", form, more, status=_status(refusal))
    messages.success(request, f"{account.name} mendapat peran {Role(given['peran']).label}.")
    return HttpResponseRedirect(done.location, status=303)


@get_or_post
def grant_end(request: ActorRequest, grant_id: int) -> HttpResponse:
    """End one role on a day."""
    _require_administrator(request)
    today = clock.today()
    grant = get_object_or_404(RoleGrant, pk=grant_id)
    account = account_of(grant.user_id, today)
    more = {"grant": grant, "name": account.name if account else str(grant.user)}
    if request.method != "POST":
        return _page(request, "grant_end", EndForm(initial={"terakhir": today}), more)
    form = EndForm(request.POST)
    if not form.is_valid():
        return _page(request, "grant_end", form, more, status=422)
    try:
        with once(request) as done:
            last_day = form.cleaned_data["terakhir"]
            end_role(grant=grant, last_day=last_day, by=request.actor, at=clock.now())
            done.location = url("organization:grants")
    except Refusal as refusal:
        more["refusal"] = refusal
        return _page(request, "grant_end", form, more, status=_status(refusal))
    messages.success(request, f"Peran {grant.get_role_display()} untuk {more['name']} diakhiri.")
    return HttpResponseRedirect(done.location, status=303)


def _status(refusal: Refusal) -> int:
    return 403 if isinstance(refusal, NotPermitted) else 409


def _page(
    request: ActorRequest,
    name: str,
    form: Form,
    more: dict[str, object],
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "refusal": None, **more}
    return page(request, f"organization/{name}.html", context, status=status)

"""An expired form or session gives back what was typed: nobody writes a text twice."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kinerja.accounts import kept
from kinerja.accounts.forms import SignInForm
from kinerja.accounts.models import Session
from kinerja.ui.format import url
from kinerja.ui.rendering import page


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token or session has expired, if one of our own pages sent it.

    Django names a reason where the token is at fault; the answer is the same.
    Signed in: the fields with a new token. Not signed in: a sign-in form that carries them along.
    """
    if not kept.is_from_us(request):
        return page(request, "foreign_form.html", {}, status=403)
    fields = kept.typed_fields(request)
    if getattr(request, "actor", None) is not None or _is_public(request):
        if kept.is_never_kept(request):
            return page(request, "expired_sealed.html", {}, status=403)
        context = {"action": request.get_full_path(), "fields": fields}
        return page(request, "expired_form.html", context, status=403)
    if not any(name != "kunci" for name, _ in fields):
        return HttpResponseRedirect(f"{url('accounts:sign_in')}?berakhir=1", status=303)
    token = kept.wrap(kept.Kept(request.get_full_path(), fields, _owner(request)))
    form = SignInForm(initial={"isian": token})
    return page(request, "expired_session.html", {"form": form}, status=401)


def _is_public(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and not getattr(cast("Any", match.func), "login_required", True)


def _owner(request: HttpRequest) -> int | None:
    """Return whose session it was, as long as its row is there."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if not key.isascii() or not key.isalnum():
        return None
    return Session.objects.filter(session_key=key).values_list("user_id", flat=True).first()

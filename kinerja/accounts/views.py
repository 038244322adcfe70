"""Arriving and leaving, and one's own password."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.accounts import kept, operations
from kinerja.accounts.forms import ChangePasswordForm, CodeForm, SignInForm, ThemeForm
from kinerja.accounts.models import User
from kinerja.accounts.names import network_of, username_of
from kinerja.accounts.throttle import TooManyAttempts
from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import Refusal
from kinerja.ui.format import url
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
THEME_COOKIE = "kinerja_tema"
A_YEAR = 365 * 24 * 3600


@login_not_required
@sensitive_post_parameters()
@get_or_post
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in with NIP and password."""
    if request.method != "POST":
        if getattr(request, "actor", None) is not None:
            return HttpResponseRedirect(own_path(request.GET.get("lanjut", "")))
        form = SignInForm(initial={"lanjut": own_path(request.GET.get("lanjut", ""))})
        return _arrival(request, "sign_in", form)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _arrival(request, "sign_in", form, status=422)
    given = form.cleaned_data
    try:
        user = operations.check_password(
            username=username_of(given["nip"]),
            password=given["kata_sandi"],
            network=network_of(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        return _refused_arrival(request, "sign_in", form, refusal)
    open_session(request, user, shared_device=given["bersama"])
    return _after_sign_in(request, user, given["isian"], own_path(given["lanjut"]))


def _after_sign_in(request: HttpRequest, user: User, token: str, onward: str) -> HttpResponse:
    """Go on, or give back what was typed when the last session expired, to its owner alone."""
    form = kept.unwrap(token) if token else None
    if form is None or form.user_id not in {None, user.pk}:
        return _with_theme(HttpResponseRedirect(onward, status=303), user.theme)
    context = {"action": own_path(form.path), "fields": form.fields}
    return page(request, "accounts/send_again.html", context)


def open_session(request: HttpRequest, user: User, *, shared_device: bool) -> None:
    """Begin a new session; whatever session the browser had before is gone."""
    at = clock.now()
    request.session.flush()
    login(request, user)
    request.session["started_at"] = at.isoformat()
    request.session["agent"] = request.headers.get("User-Agent", "")[:200].replace("\x00", "")
    request.session["shared_device"] = shared_device
    request_id = request.META.get("kinerja.request_id", "")
    by = Actor(user_id=user.pk, name=user.username, request_id=request_id)
    operations.record_sign_in(by=by, user=user, shared_device=shared_device, at=at)


@get_or_post
def sign_out(request: ActorRequest) -> HttpResponse:
    """Ask first, so that no link of another site signs anybody out."""
    if request.method != "POST":
        return page(request, "accounts/sign_out.html", {})
    operations.record_sign_out(by=request.actor, at=clock.now())
    logout(request)
    messages.success(request, "Anda sudah keluar.")
    return HttpResponseRedirect(url("accounts:sign_in"), status=303)


@login_not_required
@sensitive_post_parameters()
@get_or_post
def activate(request: HttpRequest) -> HttpResponse:
    """Let the holder of a printed code choose a password, the first or a new one."""
    if request.method != "POST":
        return _arrival(request, "activate", CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _arrival(request, "activate", form, status=422)
    given = form.cleaned_data
    try:
        user = operations.use_code(
            username=username_of(given["nip"]),
            code=given["kode"],
            password=given["kata_sandi_baru"],
            network=network_of(request),
            at=clock.now(),
        )
    except operations.WeakPassword as refusal:
        form.add_error("kata_sandi_baru", refusal.message)
        return _arrival(request, "activate", form, status=422)
    except Refusal as refusal:
        return _refused_arrival(request, "activate", form, refusal)
    open_session(request, user, shared_device=False)
    messages.success(request, "Kata sandi tersimpan. Anda sudah masuk.")
    return HttpResponseRedirect("/", status=303)


@login_not_required
@require_safe
def forgot(request: HttpRequest) -> HttpResponse:
    """Say whom to ask for a code."""
    return page(request, "accounts/forgot.html", {})


@sensitive_post_parameters()
@get_or_post
def change_password(request: ActorRequest) -> HttpResponse:
    """Change one's own password; other devices are signed out."""
    if request.method != "POST":
        return _own(request, "change_password", ChangePasswordForm())
    form = ChangePasswordForm(request.POST)
    if not form.is_valid():
        return _own(request, "change_password", form, status=422)
    given, by, at = form.cleaned_data, request.actor, clock.now()
    shared_device = bool(getattr(request, "shared_device", False))
    try:
        operations.check_own_password(
            by=by, password=given["kata_sandi_lama"], network=network_of(request), at=at
        )
        with once(request) as done:
            user = operations.change_password(by=by, password=given["kata_sandi_baru"], at=at)
            done.location = url("accounts:change_password")
    except operations.WeakPassword as refusal:
        form.add_error("kata_sandi_baru", refusal.message)
        return _own(request, "change_password", form, status=422)
    except operations.WrongPassword as refusal:
        form.add_error("kata_sandi_lama", refusal.message)
        return _own(request, "change_password", form, status=422)
    except TooManyAttempts as refusal:
        return _own(request, "change_password", form, status=429, refusal=refusal)
    open_session(request, user, shared_device=shared_device)
    messages.success(request, "Kata sandi diganti. Perangkat lain sudah dikeluarkan.")
    return HttpResponseRedirect(url("accounts:change_password"), status=303)


@get_or_post
def privacy(request: ActorRequest) -> HttpResponse:
    """Say who sees what, and on which basis; read once at the first sign-in."""
    onward = own_path(request.POST.get("lanjut", "") or request.GET.get("lanjut", ""))
    if request.method == "POST":
        operations.acknowledge_notice(by=request.actor, at=clock.now())
        return HttpResponseRedirect(onward, status=303)
    return page(request, "accounts/privacy.html", {"onward": onward})


@require_POST
def sign_out_everywhere(request: ActorRequest) -> HttpResponse:
    """End every session of this person, this one too."""
    with once(request) as done:
        operations.end_sessions(by=request.actor, at=clock.now())
        done.location = url("accounts:sign_in")
    logout(request)
    messages.success(request, "Anda sudah keluar dari semua perangkat.")
    return HttpResponseRedirect(url("accounts:sign_in"), status=303)


@require_POST
def theme(request: ActorRequest) -> HttpResponse:
    """Choose light, dark, or what the device says."""
    form = ThemeForm(request.POST)
    chosen = form.cleaned_data["tampilan"] if form.is_valid() else ""
    operations.choose_theme(by=request.actor, theme=chosen)
    return _with_theme(
        HttpResponseRedirect(own_path(request.POST.get("lanjut", "")), status=303), chosen
    )


def own_path(written: str) -> str:
    """Return a path of our own, else the beginning; never the sign-in page itself."""
    own = url_has_allowed_host_and_scheme(written, allowed_hosts=None)
    if not own or not written.startswith("/") or not written.isprintable():
        return "/"
    return "/" if written.split("?", maxsplit=1)[0] == url("accounts:sign_in") else written


def _with_theme(response: HttpResponse, chosen: str) -> HttpResponse:
    """Let the pages before the next sign-in look the same."""
    if chosen:
        response.set_cookie(
            THEME_COOKIE,
            chosen,
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(THEME_COOKIE)
    return response


def _arrival(
    request: HttpRequest,
    name: str,
    form: Form,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "refusal": refusal,
        "ended": "berakhir" in request.GET,
    }
    return page(request, f"accounts/{name}.html", context, status=status)


def _refused_arrival(request: HttpRequest, name: str, form: Form, refusal: Refusal) -> HttpResponse:
    """Answer 429 where somebody must wait, 422 where a name and a secret do not fit."""
    waits = isinstance(refusal, TooManyAttempts)
    response = _arrival(request, name, form, refusal=refusal, status=429 if waits else 422)
    if isinstance(refusal, TooManyAttempts):
        response["Retry-After"] = str(refusal.seconds)
    return response


def _own(
    request: ActorRequest,
    name: str,
    form: Form,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    return page(request, f"accounts/{name}.html", {"form": form, "refusal": refusal}, status=status)

"""The counselor's key: making, opening, locking, changing, losing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from kinerja.accounts.names import network_of
from kinerja.accounts.operations import WrongPassword
from kinerja.accounts.throttle import TooManyAttempts
from kinerja.audit.acting import run
from kinerja.audit.operations import once
from kinerja.counseling import access, operations, printing
from kinerja.counseling.forms import (
    ChangePassphraseForm,
    NewPassphraseForm,
    PassphraseForm,
    UnderstoodForm,
)
from kinerja.counseling.models import CounselorKey
from kinerja.counseling.operations.keys import LASTS, Opened
from kinerja.counseling.queries.keys import recovery_in_force
from kinerja.counseling.refusals import WeakPassphrase
from kinerja.counseling.views.common import (
    COOKIE,
    PATH,
    get_or_post,
    half_of,
    in_room,
    session_key,
    step,
)
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.format import url
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page

#: digits of a number that a bigint may hold for sure
LONGEST_KEY = 18


def _must_counsel(request: ActorRequest) -> None:
    if not access.may_counsel(request.actor):
        raise NotPermitted(access.NOT_A_COUNSELOR)


@require_safe
@in_room
def key(request: ActorRequest) -> HttpResponse:
    """Show how one's key stands."""
    _must_counsel(request)
    own = operations.own_key(request.actor)
    context = {
        "key": own,
        "fingerprint": printing.fingerprint(bytes(own.public)) if own else "",
        "recovery": recovery_in_force.one(),
        "is_open": half_of(request) is not None,
    }
    return page(request, "counseling/key.html", context)


@get_or_post
@in_room
def key_make(request: ActorRequest) -> HttpResponse:
    """Choose a passphrase and make a pair."""
    _must_counsel(request)
    context = {
        "title": "Buat kunci catatan",
        "status": "Kalimat sandi membuka catatan Anda. Sistem tidak menyimpannya.",
        "trail": _trail("Buat kunci"),
        "button": "Buat kunci",
        "back": url("counseling:key"),
        "notice": "kunci",
    }
    return _new_passphrase(request, context, operations.make_key, "Kunci catatan dibuat.")


@get_or_post
@in_room
def key_lost(request: ActorRequest) -> HttpResponse:
    """Make a new pair in the place of one whose passphrase is lost."""
    _must_counsel(request)
    context = {
        "title": "Ganti kunci karena kalimat sandi hilang",
        "status": "Catatan lama tidak bisa Anda buka lagi."
        " Hanya kunci pemulihan kota yang membukanya.",
        "trail": _trail("Kalimat sandi hilang"),
        "button": "Buat kunci baru",
        "danger": True,
        "back": url("counseling:key"),
    }
    if operations.own_key(request.actor) is None:
        return HttpResponseRedirect(url("counseling:key_make"), status=303)
    said = "Kunci baru dibuat. Catatan baru disegel dengan kunci ini."
    return _new_passphrase(request, context, operations.replace_key, said)


def _new_passphrase(
    request: ActorRequest,
    context: dict[str, Any],
    operation: Callable[..., CounselorKey],
    said: str,
) -> HttpResponse:
    form = NewPassphraseForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return step(request, form, context, status=422 if form.is_bound else 200)
    chosen = form.cleaned_data["kata_sandi_baru"]
    return run(
        request,
        lambda: operation(passphrase=chosen, by=request.actor, at=clock.now()),
        lambda refusal: _refused(request, form, context, refusal),
        place=url("counseling:key"),
        said=said,
    )


def _refused(
    request: ActorRequest, form: Form, context: dict[str, Any], refusal: Refusal
) -> HttpResponse:
    """Put what is wrong beside its field: 422; 429 where somebody must wait."""
    if isinstance(refusal, WeakPassphrase):
        form.add_error("kata_sandi_baru", refusal.message)
        return step(request, form, context, status=422)
    if isinstance(refusal, WrongPassword):
        name = "kata_sandi_lama" if "kata_sandi_lama" in form.fields else "kata_sandi"
        form.add_error(name, refusal.message)
        return step(request, form, context, status=422)
    status = 429 if isinstance(refusal, TooManyAttempts) else 409
    return step(request, form, context, refusal=refusal, status=status)


@get_or_post
@in_room
def unlock(request: ActorRequest) -> HttpResponse:
    """Open the key for this session and half an hour."""
    _must_counsel(request)
    if operations.own_key(request.actor) is None:
        return HttpResponseRedirect(url("counseling:key_make"), status=303)
    form = PassphraseForm(request.POST if request.method == "POST" else None)
    onward = _onward(request.GET.get("lanjut", ""))
    context = {
        "title": "Buka kunci catatan",
        "status": "Catatan terbuka 30 menit di perangkat ini, lalu terkunci lagi.",
        "trail": _trail("Buka kunci"),
        "button": "Buka",
        "back": onward,
    }
    if request.method != "POST" or not form.is_valid():
        return step(request, form, context, status=422 if form.is_bound else 200)
    try:
        opened = operations.open_key(
            passphrase=form.cleaned_data["kata_sandi"],
            session_key=session_key(request),
            network=network_of(request),
            by=request.actor,
            at=clock.now(),
        )
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _refused(request, form, context, refusal)
    return _with_cookie(HttpResponseRedirect(onward, status=303), opened)


def _with_cookie(response: HttpResponse, opened: Opened) -> HttpResponse:
    """Give the browser the half that the server does not keep; other pages never get it."""
    response.set_cookie(
        COOKIE,
        opened.cookie,
        max_age=int(LASTS.total_seconds()),
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


@require_POST
@in_room
def lock(request: ActorRequest) -> HttpResponse:
    """Shut it."""
    _must_counsel(request)
    operations.lock_key(session_key=session_key(request), by=request.actor, at=clock.now())
    messages.success(request, "Catatan terkunci.")
    response = HttpResponseRedirect(_onward(request.POST.get("lanjut", "")), status=303)
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")
    return response


@get_or_post
@in_room
def key_change(request: ActorRequest) -> HttpResponse:
    """Choose another passphrase."""
    _must_counsel(request)
    if operations.own_key(request.actor) is None:
        return HttpResponseRedirect(url("counseling:key_make"), status=303)
    form = ChangePassphraseForm(request.POST if request.method == "POST" else None)
    context = {
        "title": "Ganti kalimat sandi",
        "status": "Kuncinya tetap, jadi catatan lama tetap terbuka.",
        "trail": _trail("Ganti kalimat sandi"),
        "button": "Ganti kalimat sandi",
        "back": url("counseling:key"),
    }
    if request.method != "POST" or not form.is_valid():
        return step(request, form, context, status=422 if form.is_bound else 200)
    given = form.cleaned_data
    try:
        operations.change_passphrase(
            old=given["kata_sandi_lama"],
            new=given["kata_sandi_baru"],
            network=network_of(request),
            by=request.actor,
            at=clock.now(),
        )
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _refused(request, form, context, refusal)
    messages.success(request, "Kalimat sandi diganti.")
    response = HttpResponseRedirect(url("counseling:key"), status=303)
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")
    return response


@get_or_post
@in_room
def understand(request: ActorRequest) -> HttpResponse:
    """Read, before the first note, what is lost with both keys."""
    _must_counsel(request)
    if operations.own_key(request.actor) is None:
        return HttpResponseRedirect(url("counseling:key_make"), status=303)
    form = UnderstoodForm(request.POST if request.method == "POST" else None)
    onward = _case_of(request)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "refusal": None, "recovery": recovery_in_force.one()}
        status = 422 if form.is_bound else 200
        return page(request, "counseling/understand.html", context, status=status)
    with once(request) as done:
        operations.understand_loss(by=request.actor, at=clock.now())
        done.location = onward
    return HttpResponseRedirect(onward, status=303)


def _case_of(request: ActorRequest) -> str:
    """Return where the note waits that led here."""
    written = request.GET.get("kasus", "")
    if written.isascii() and written.isdigit() and len(written) <= LONGEST_KEY:
        return url("counseling:note_add", int(written))
    return url("counseling:key")


def _onward(written: str) -> str:
    """Return a path of this room."""
    own = url_has_allowed_host_and_scheme(written, allowed_hosts=None)
    return written if own and written.startswith(PATH) and written.isprintable() else PATH


def _trail(here: str) -> list[tuple[str, str]]:
    return [("Konseling", PATH), ("Kunci catatan", url("counseling:key")), (here, "")]

"""The one page of settings, the logo, and the mail that tests the mail server."""

from __future__ import annotations

import smtplib
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.mail import EmailMessage, get_connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.audit.operations import once
from kinerja.city import operations
from kinerja.city.forms import CityForm, MailTestForm
from kinerja.city.models import City
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal, Stale
from kinerja.ui.format import url
from kinerja.ui.rendering import page

NOT_YOURS = "Pengaturan kota diubah oleh administrator."


@sensitive_post_parameters("smtp_password")
@require_http_methods(["GET", "HEAD", "POST"])
def city_settings(request: ActorRequest) -> HttpResponse:
    """Show and change the settings of the city."""
    if not operations.may_change_settings(request.actor):
        raise NotPermitted(NOT_YOURS)
    city = operations.current()
    if request.method != "POST":
        return _page(request, CityForm(initial=_values(city)), city)
    form = CityForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, city, status=422)
    try:
        with once(request) as done:
            _store(request, form.cleaned_data)
            done.location = url("city:settings")
    except Stale as refusal:
        return _conflict(request, form, refusal)
    messages.success(request, "Pengaturan tersimpan.")
    return HttpResponseRedirect(done.location, status=303)


def _store(request: ActorRequest, given: dict[str, Any]) -> None:
    logo = given["logo"]
    if logo is None and given["remove_logo"]:
        logo = (b"", "")
    operations.change_settings(
        values=given,
        lock_no=given["lock_no"],
        logo=logo,
        smtp_password=given["smtp_password"],
        by=request.actor,
        at=clock.now(),
    )


def _conflict(request: ActorRequest, form: CityForm, refusal: Refusal) -> HttpResponse:
    """Show what somebody else has stored beside what was typed; sending again takes the latter."""
    city = operations.current()
    labels = {name: str(form.fields[name].label) for name in operations.FIELDS}
    own = form.cleaned_data
    differing = [
        (labels[name], str(getattr(city, name)), str(own[name]))
        for name in operations.FIELDS
        if getattr(city, name) != own[name]
    ]
    again = CityForm(initial={**own, "logo": None, "smtp_password": "", "lock_no": city.lock_no})
    return _page(request, again, city, refusal=refusal, differing=differing, status=409)


def _values(city: City) -> dict[str, Any]:
    return {name: getattr(city, name) for name in (*operations.FIELDS, "lock_no")}


def _page(
    request: ActorRequest,
    form: CityForm,
    city: City,
    *,
    refusal: Refusal | None = None,
    differing: list[tuple[str, str, str]] | None = None,
    test: MailTestForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "test": test or MailTestForm(),
        "has_logo": bool(city.logo_type),
        "has_password": bool(city.smtp_password),
        "has_server": bool(city.smtp_host),
        "refusal": refusal,
        "differing": differing or [],
    }
    return page(request, "city/settings.html", context, status=status)


@require_POST
def mail_test(request: ActorRequest) -> HttpResponse:
    """Send one mail now by the stored mail server and say what it answered."""
    if not operations.may_change_settings(request.actor):
        raise NotPermitted(NOT_YOURS)
    city, form = operations.current(), MailTestForm(request.POST)
    if not form.is_valid():
        return _page(request, CityForm(initial=_values(city)), city, test=form, status=422)
    address = form.cleaned_data["alamat"]
    mail = EmailMessage(
        "Email percobaan Kinerja",
        "Email ini dikirim dari halaman pengaturan. Pengaturan email sudah benar.",
        city.mail_from or settings.DEFAULT_FROM_EMAIL,
        [address],
        connection=get_connection(),
    )
    try:
        mail.send()
    except (OSError, smtplib.SMTPException) as error:
        messages.error(request, f"Email belum terkirim. Jawaban server: {_words(error)}")
    else:
        where = f"Email percobaan terkirim ke {address}." if city.smtp_host else (
            "Server SMTP belum diisi, jadi email percobaan ditulis ke log server."
        )  # fmt: skip
        messages.success(request, where)
    return HttpResponseRedirect(url("city:settings"), status=303)


def _words(error: Exception) -> str:
    return " ".join(str(error).split())[:300] or type(error).__name__


@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """Send the city's logo as the picture it was checked to be."""
    city = City.objects.filter(pk=1).only("logo", "logo_type").first()
    if city is None or not city.logo_type or city.logo is None:
        raise Http404
    response = HttpResponse(bytes(city.logo), content_type=city.logo_type)
    response["Cache-Control"] = "private, max-age=3600"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

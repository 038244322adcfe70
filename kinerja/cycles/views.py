"""Screens of the performance year. A view finds, calls one operation, and answers."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinerja.audit.operations import once
from kinerja.cycles import access, operations, queries
from kinerja.cycles.forms import DatesForm, HolidayForm, PolicyForm, YearForm
from kinerja.cycles.models import Holiday, PerformanceYear, Period, PolicyValue
from kinerja.cycles.pages import show_year
from kinerja.cycles.policy_words import setting
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.format import url
from kinerja.ui.rendering import page
from regulation.policy import PARAMETER, PARAMETERS


def _must_look(request: ActorRequest) -> None:
    if not access.may_look(request.actor):
        raise NotPermitted


def _must_administer(request: ActorRequest) -> None:
    """Say so before anybody mends a form that is not theirs to send."""
    if not access.may_administer(request.actor):
        raise NotPermitted("Hanya pengelola kinerja kota yang mengatur tahun kinerja.")


@require_GET
def year_list(request: ActorRequest) -> HttpResponse:
    _must_look(request)
    years = list(PerformanceYear.objects.order_by("-year"))
    following = years[0].year + 1 if years else clock.today().year
    return page(
        request,
        "cycles/year_list.html",
        {
            "years": years,
            "may_administer": access.may_administer(request.actor),
            "form": YearForm(initial={"year": following}),
            "refusal": None,
        },
    )


@require_POST
def year_prepare(request: ActorRequest) -> HttpResponse:
    _must_administer(request)
    form = YearForm(request.POST)
    refusal: Refusal | None = None
    if form.is_valid():
        try:
            with once(request) as done:
                made = operations.prepare_year(
                    year=form.cleaned_data["year"], by=request.actor, at=clock.now()
                )
                done.location = url("cycles:year", made.pk)
            return redirect("cycles:year", made.pk)
        except NotPermitted:
            raise
        except Refusal as answer:
            refusal = answer
    context = {
        "years": list(PerformanceYear.objects.order_by("-year")),
        "may_administer": access.may_administer(request.actor),
        "form": form,
        "refusal": refusal,
    }
    return page(request, "cycles/year_list.html", context, status=409 if refusal else 422)


@require_GET
def year_detail(request: ActorRequest, year_id: int) -> HttpResponse:
    _must_look(request)
    return show_year(request, get_object_or_404(PerformanceYear, pk=year_id))


@require_POST
def year_dates(request: ActorRequest, year_id: int) -> HttpResponse:
    _must_administer(request)
    year = get_object_or_404(PerformanceYear, pk=year_id)
    form = DatesForm(request.POST, year=year, periods=list(queries.periods_of(year)))
    if not form.is_valid():
        return show_year(request, year, form=form, status=422)
    try:
        with once(request) as done:
            operations.set_dates(year=year, **form.given(), by=request.actor, at=clock.now())
            done.location = url("cycles:year", year.pk)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return show_year(request, year, form=form, refusal=refusal, status=409)
    messages.success(request, "Tanggal tersimpan.")
    return redirect("cycles:year", year.pk)


@require_POST
def period_close(request: ActorRequest, period_id: int) -> HttpResponse:
    return _turn_period(request, period_id, operations.close_period, "Periode ditutup.")


@require_POST
def period_reopen(request: ActorRequest, period_id: int) -> HttpResponse:
    return _turn_period(request, period_id, operations.reopen_period, "Periode dibuka lagi.")


def _turn_period(
    request: ActorRequest, period_id: int, turn: Callable[..., Period], said: str
) -> HttpResponse:
    period = get_object_or_404(Period.objects.select_related("year"), pk=period_id)
    try:
        with once(request) as done:
            turn(period=period, by=request.actor, at=clock.now())
            done.location = url("cycles:year", period.year_id)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return show_year(request, period.year, refusal=refusal, status=409)
    messages.success(request, said)
    return redirect("cycles:year", period.year_id)


@require_http_methods(["GET", "POST"])
def holiday_list(request: ActorRequest) -> HttpResponse:
    _must_look(request)
    if request.method == "POST":
        _must_administer(request)
    form = HolidayForm(request.POST or None)
    refusal: Refusal | None = None
    if request.method == "POST" and form.is_valid():
        try:
            with once(request) as done:
                operations.add_holiday(**form.cleaned_data, by=request.actor, at=clock.now())
                done.location = url("cycles:holiday_list")
            return redirect("cycles:holiday_list")
        except NotPermitted:
            raise
        except Refusal as answer:
            refusal = answer
    status = 200 if request.method == "GET" else 409 if refusal else 422
    context = {
        "holidays": list(Holiday.objects.order_by("-day")),
        "form": form,
        "refusal": refusal,
        "may_administer": access.may_administer(request.actor),
    }
    return page(request, "cycles/holiday_list.html", context, status=status)


@require_POST
def holiday_remove(request: ActorRequest, holiday_id: int) -> HttpResponse:
    holiday = get_object_or_404(Holiday, pk=holiday_id)
    with once(request) as done:
        operations.remove_holiday(holiday=holiday, by=request.actor, at=clock.now())
        done.location = url("cycles:holiday_list")
    return redirect("cycles:holiday_list")


@require_GET
def policy_list(request: ActorRequest) -> HttpResponse:
    _must_look(request)
    policy = queries.policy_on(clock.today())
    since = {
        value.parameter: value
        for value in PolicyValue.objects.filter(valid_from__lte=clock.today()).order_by(
            "valid_from", "pk"
        )
    }
    values = ((p, getattr(policy, p.name)) for p in PARAMETERS)
    rows = [(p, setting(v) or [p.show(v)], since.get(p.name)) for p, v in values]
    return page(
        request,
        "cycles/policy_list.html",
        {"rows": rows, "may_administer": access.may_administer(request.actor)},
    )


@require_http_methods(["GET", "POST"])
def policy_edit(request: ActorRequest, name: str) -> HttpResponse:
    if name not in PARAMETER:
        raise Http404
    _must_administer(request)
    parameter = PARAMETER[name]
    today = clock.today()
    now = parameter.show(getattr(queries.policy_on(today), name))
    form = PolicyForm(
        request.POST or None, parameter=parameter, initial={"value": now, "valid_from": today}
    )
    if request.method == "POST" and form.is_valid():
        with once(request) as done:
            operations.set_policy(
                parameter=name, **form.cleaned_data, by=request.actor, at=clock.now()
            )
            done.location = url("cycles:policy_list")
        messages.success(request, f"{parameter.label} berlaku mulai tanggal yang Anda pilih.")
        return redirect("cycles:policy_list")
    history = PolicyValue.objects.filter(parameter=name).order_by("-valid_from", "-pk")
    context = {"parameter": parameter, "now": now, "form": form, "history": list(history)}
    return page(
        request, "cycles/policy_edit.html", context, status=200 if request.method == "GET" else 422
    )

"""Progres: one's periods, and the sheet of one period."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from kinerja.audit.operations import once, record_access
from kinerja.cycles.models import Period
from kinerja.evidence import access, operations, queries
from kinerja.evidence.forms import RealizationForm
from kinerja.evidence.models import Realization
from kinerja.evidence.queries import IndicatorView, RealizationRow
from kinerja.evidence.views.finding import Sheet, agreed_in, sheet_of
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal, Stale
from kinerja.plans.access import may_comment
from kinerja.plans.models import Plan
from kinerja.plans.values import typed
from kinerja.ui.format import time, url
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page

NOT_OWN = "Realisasi diisi oleh pegawai sendiri."


class Choice(Form):
    indikator = forms.IntegerField(min_value=1, required=False)


@require_GET
def progress(request: ActorRequest) -> HttpResponse:
    """The newest agreed plan with its periods; older plans stand below."""
    plans = list(
        Plan.objects.filter(employee_id=request.actor.employee_key, state__in=["AGREED", "CLOSED"])
        .select_related("year")
        .order_by("-held")
    )
    today = clock.today()
    rows = [
        (plan, _nearest_first(queries.periods_of(plan.pk, plan.year_id), today))
        for plan in plans[:2]
    ]
    return page(request, "evidence/progress.html", {"rows": rows, "today": today})


def _nearest_first(periods: list[Any], today: dt.date) -> list[Any]:
    """The period that runs stands on top, those before it below, those to come last."""
    begun = [period for period in periods if period.starts <= today]
    return [*reversed(begun), *(period for period in periods if period.starts > today)]


@require_GET
def own_sheet(request: ActorRequest, period_id: int) -> HttpResponse:
    """Lead to one's own sheet of a period, whichever of one's plans covers it."""
    plans = Plan.objects.filter(
        employee_id=request.actor.employee_key, year__periods=period_id, state="AGREED"
    )
    newest = plans.filter(held__overlap=F("year__periods__held")).order_by("-held").first()
    if newest is None:
        raise Http404
    return redirect("evidence:sheet", newest.pk, period_id)


@require_GET
def sheet(request: ActorRequest, plan_id: int, period_id: int) -> HttpResponse:
    found = sheet_of(request, plan_id, period_id)
    record_access(
        by=request.actor,
        about=found.plan.employee_id,
        subject=found.plan,
        purpose="realisasi dan bukti",
    )
    return show_sheet(request, found, opened=_opened(request, found))


def _opened(request: ActorRequest, found: Sheet) -> IndicatorView | None:
    """The one card that is open: the chosen one, else the first that is empty."""
    if not access.may_report(request.actor, found.plan) or found.period.is_closed:
        return None
    chosen = None
    if request.GET:
        choice = Choice(request.GET)
        chosen = choice.cleaned_data["indikator"] if choice.is_valid() else None
    return found.indicator(chosen) or found.next_empty()


def show_sheet(
    request: ActorRequest,
    found: Sheet,
    *,
    opened: IndicatorView | None,
    form: RealizationForm | None = None,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the sheet with one card open."""
    context = {
        "sheet": found,
        "plan": found.plan,
        "period": found.period,
        "opened": opened,
        "form": form or (form_of(opened) if opened else None),
        "may_report": access.may_report(request.actor, found.plan),
        "may_comment": may_comment(request.actor, found.plan) and found.plan.state != "CLOSED",
        "refusal": refusal,
        "is_stale": isinstance(refusal, Stale),
        "today": clock.today(),
    }
    return page(request, "evidence/sheet.html", context, status=status)


def form_of(view: IndicatorView) -> RealizationForm:
    """Return the form of an indicator as it is stored."""
    now = view.now
    initial = {
        "reached": _written(now) if now else None,
        "note": now.note if now else "",
        "version": now.lock_no if now else 0,
    }
    return RealizationForm(indicator=view.row, initial=initial)


def _written(now: RealizationRow) -> dt.date | str | None:
    """Return what was reached as it goes into its one field."""
    return typed(now.value) if now.value is not None else now.value_date or now.value_text


def _chosen(
    request: ActorRequest, plan_id: int, period_id: int, indicator_id: int
) -> tuple[Sheet, IndicatorView]:
    found = sheet_of(request, plan_id, period_id)
    view = found.indicator(indicator_id)
    if view is None:
        raise Http404
    if not access.may_report(request.actor, found.plan):
        raise NotPermitted(NOT_OWN)
    return found, view


@require_POST
def save(request: ActorRequest, plan_id: int, period_id: int, indicator_id: int) -> HttpResponse:
    """Save one indicator and go on to the next that is empty."""
    found, view = _chosen(request, plan_id, period_id, indicator_id)
    form = RealizationForm(request.POST, indicator=view.row)
    if not form.is_valid():
        return show_sheet(request, found, opened=view, form=form, status=422)
    place = url("evidence:sheet", plan_id, period_id)
    try:
        with once(request) as done:
            _save(request, found.plan, found.period, view.id, form)
            done.location = place
    except Refusal as refusal:
        return show_sheet(request, found, opened=view, form=form, refusal=refusal, status=409)
    messages.success(request, "Realisasi tersimpan.")
    return redirect(place)


@require_POST
def draft(request: ActorRequest, plan_id: int, period_id: int, indicator_id: int) -> HttpResponse:
    """Autosave: store what can be read, say when; never move the person's caret."""
    plan, period, version_id = agreed_in(request, plan_id, period_id)
    row = queries.planned_indicator.one(version_id, indicator_id)
    if row is None:
        raise Http404
    if not access.may_report(request.actor, plan):
        raise NotPermitted(NOT_OWN)
    form = RealizationForm(request.POST, indicator=row)
    context = {"saved": "", "failed": False, "version": form.data.get("version", "0")}
    if not form.is_valid():
        context |= {"saved": "Belum tersimpan. Periksa isiannya.", "failed": True}
        return page(request, "evidence/sheet.html", context, block="saved")
    try:
        stored = _save(request, plan, period, indicator_id, form)
    except Stale:
        # Nothing is overwritten: the button then shows both versions side by side.
        said = "Ada isian yang lebih baru. Tekan Simpan untuk memilih."
        context |= {"saved": said, "failed": True}
        return page(request, "evidence/sheet.html", context, block="saved")
    context |= {"saved": f"Tersimpan pukul {time(stored.updated_at)}", "version": stored.lock_no}
    return page(request, "evidence/sheet.html", context, block="saved")


def _save(
    request: ActorRequest, plan: Plan, period: Period, indicator_id: int, form: RealizationForm
) -> Realization:
    return operations.save_realization(
        plan=plan,
        indicator_id=indicator_id,
        period=period,
        reached=form.values(),
        lock_no=form.lock_no,
        by=request.actor,
        at=clock.now(),
    )


@require_POST
def send(request: ActorRequest, plan_id: int, period_id: int) -> HttpResponse:
    """Tell the evaluator that the realization of the period is complete."""
    found = sheet_of(request, plan_id, period_id)
    place = url("evidence:sheet", plan_id, period_id)
    try:
        with once(request) as done:
            operations.send_report(
                plan=found.plan, period=found.period, by=request.actor, at=clock.now()
            )
            done.location = place
    except NotPermitted:
        raise
    except Refusal as refusal:
        return show_sheet(
            request, found, opened=_opened(request, found), refusal=refusal, status=409
        )
    messages.success(request, "Realisasi terkirim ke penilai Anda.")
    return redirect(place)

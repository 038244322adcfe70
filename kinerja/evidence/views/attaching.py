"""Evidence: adding, taking away, opening."""

from __future__ import annotations

from urllib.parse import quote

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from kinerja.audit.operations import once, record_access
from kinerja.cycles.models import Period
from kinerja.evidence import access, files, operations
from kinerja.evidence.forms import FileForm, LinkForm
from kinerja.evidence.models import Evidence, EvidenceUse
from kinerja.evidence.views.finding import sheet_of
from kinerja.evidence.views.progress import show_sheet
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.plans.models import Plan
from kinerja.ui.format import url


@require_POST
def attach(request: ActorRequest, plan_id: int, period_id: int, indicator_id: int) -> HttpResponse:
    """Add what was given: a file, a link, or both."""
    found = sheet_of(request, plan_id, period_id)
    view = found.indicator(indicator_id)
    if view is None:
        raise Http404
    if not access.may_report(request.actor, found.plan):
        raise NotPermitted("Bukti ditambahkan oleh pegawai sendiri.")
    place = f"{url('evidence:sheet', plan_id, period_id)}?indikator={indicator_id}"
    try:
        with once(request) as done:
            _attach(request, found.plan, found.period, indicator_id)
            done.location = place
    except NotPermitted:
        raise
    except Refusal as refusal:
        return show_sheet(request, found, opened=view, refusal=refusal, status=409)
    return redirect(place)


def _attach(request: ActorRequest, plan: Plan, period: Period, indicator_id: int) -> None:
    if request.FILES:
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            raise Refusal(" ".join(map(str, form.errors["file"])))
        operations.attach_file(
            plan=plan,
            indicator_id=indicator_id,
            period=period,
            upload=form.cleaned_data["file"],
            limit_mb=request.city.evidence_limit_mb,
            by=request.actor,
            at=clock.now(),
        )
        return
    link = LinkForm(request.POST)
    if not link.is_valid():
        raise Refusal("Pilih file atau tempel tautan dulu.")
    operations.attach_link(
        plan=plan,
        indicator_id=indicator_id,
        period=period,
        link=link.cleaned_data["link"],
        by=request.actor,
        at=clock.now(),
    )


@require_POST
def detach(request: ActorRequest, use_id: int) -> HttpResponse:
    """Take one piece of evidence away."""
    visible = Evidence.objects.visible_to(request.actor)
    uses = EvidenceUse.objects.filter(evidence__in=visible, period__isnull=False)
    use = get_object_or_404(uses, pk=use_id)
    place = f"{url('evidence:sheet', use.plan_id, use.period_id or 0)}?indikator={use.subject_id}"
    with once(request) as done:
        operations.detach(use=use, by=request.actor, at=clock.now())
        done.location = place
    return redirect(place)


@require_GET
def open_file(request: ActorRequest, evidence_id: int) -> HttpResponseBase:
    """Send the bytes of a file; who opens another person's evidence is written down."""
    visible = Evidence.objects.visible_to(request.actor).filter(kind=Evidence.Kind.FILE)
    evidence = get_object_or_404(visible, pk=evidence_id)
    record_access(by=request.actor, about=evidence.owner_id, subject=evidence, purpose="bukti")
    try:
        content = files.opened(evidence.storage_key)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, content_type=evidence.media_type)
    shown = "inline" if evidence.media_type in files.INLINE else "attachment"
    response["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(evidence.name)}"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response

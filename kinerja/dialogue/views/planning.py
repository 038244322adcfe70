"""Planning a session or a series, asking for one, ending a series."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kinerja.audit.operations import once
from kinerja.dialogue import access, operations
from kinerja.dialogue.forms import ONCE, AskForm, PlanForm
from kinerja.dialogue.models import Series
from kinerja.dialogue.operations import pairs
from kinerja.dialogue.operations.planning import NOT_LEADING
from kinerja.dialogue.refusals import NoSuperior
from kinerja.dialogue.views.finding import seen
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.organization.models import Placement, PlacementKind
from kinerja.organization.queries import evaluator_of
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: ActorRequest, placement_id: int) -> HttpResponse:
    """The superior plans with one of his people, once or again and again."""
    posts = Placement.objects.visible_to(request.actor).select_related("employee")
    post = seen(posts, placement_id)
    if not access.leads_team(request.actor, pairs.placed(post)):
        raise NotPermitted(NOT_LEADING)
    form = PlanForm(request.POST or None)
    if request.method != "POST":
        return _show_plan(request, post, form)
    if not form.is_valid():
        return _show_plan(request, post, form, status=422)
    try:
        with once(request) as done:
            done.location = _plan(request, post, form)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show_plan(request, post, form, refusal=refusal, status=409)
    messages.success(request, "Sesi dijadwalkan.")
    return HttpResponseRedirect(done.location, status=303)


def _plan(request: ActorRequest, post: Placement, form: PlanForm) -> str:
    """Plan one, or a series; return the place of the first session."""
    kind, rhythm, at = form.cleaned_data["kind"], form.cleaned_data["rhythm"], clock.now()
    meeting = form.meeting()
    if rhythm == ONCE:
        made = operations.plan_session(
            placement=post, kind=kind, meeting=meeting, by=request.actor, at=at
        )
        return url("dialogue:session", made.pk)
    series = operations.plan_series(
        placement=post, kind=kind, rhythm=rhythm, meeting=meeting, by=request.actor, at=at
    )
    return url("dialogue:session", series.sessions.get(occurrence=0).pk)


def _show_plan(
    request: ActorRequest,
    post: Placement,
    form: PlanForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    running = Series.objects.filter(placement=post, ended_at=None).first()
    context = {
        "post": post,
        "form": form,
        "refusal": refusal,
        "running": running,
        "rhythm": Series.Rhythm(running.rhythm).label.lower() if running else "",
    }
    return page(request, "dialogue/plan.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: ActorRequest) -> HttpResponse:
    """The employee asks his superior for a session."""
    if request.actor.employee_id is None:
        raise NotPermitted("Akun ini tidak terhubung dengan pegawai.")
    post = _own_post(request)
    form = AskForm(request.POST or None)
    if request.method != "POST" or post is None:
        return _show_ask(request, post, form, status=409 if request.method == "POST" else 200)
    if not form.is_valid():
        return _show_ask(request, post, form, status=422)
    try:
        with once(request) as done:
            made = operations.ask_for_session(
                placement=post,
                kind=form.cleaned_data["kind"],
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("dialogue:session", made.pk)
    except Refusal as refusal:
        return _show_ask(request, post, form, refusal=refusal, status=409)
    messages.success(request, "Permintaan terkirim.")
    return HttpResponseRedirect(done.location, status=303)


def _own_post(request: ActorRequest) -> Placement | None:
    """The position by which one is assessed: the definitive one."""
    held = Placement.objects.on(clock.today()).filter(employee_id=request.actor.employee_key)
    return held.filter(kind=PlacementKind.DEFINITIF).first() or held.first()


def _show_ask(
    request: ActorRequest,
    post: Placement | None,
    form: AskForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    line = evaluator_of(post.pk, clock.today()) if post else None
    has_leader = line is not None and line.evaluator_id is not None
    if post is not None and not has_leader and refusal is None:
        refusal = _nobody(post)
    context = {
        "form": form if has_leader else None,
        "leader": line.evaluator_name if line else "",
        "post": post,
        "refusal": refusal,
    }
    return page(request, "dialogue/ask.html", context, status=status)


def _nobody(post: Placement) -> Refusal:
    """Say whom to ask where nobody assesses the position."""
    try:
        pairs.leader_of(post, on=clock.today())
    except NoSuperior as refusal:
        return refusal
    return NoSuperior()  # pragma: no cover - the caller has found nobody


@require_http_methods(["GET", "HEAD", "POST"])
def end_series(request: ActorRequest, series_id: int) -> HttpResponse:
    """End a series; ask first."""
    rows = Series.objects.visible_to(request.actor).select_related("employee", "leader")
    series = seen(rows, series_id)
    if request.method == "POST":
        with once(request) as done:
            operations.end_series(series=series, by=request.actor, at=clock.now())
            done.location = url("dialogue:session_list")
        messages.success(request, "Sesi rutin diakhiri. Sesi yang akan datang dibatalkan.")
        return HttpResponseRedirect(done.location, status=303)
    coming = series.sessions.filter(state="PLANNED", starts_at__gt=clock.now()).count()
    context = {
        "series": series,
        "rhythm": Series.Rhythm(series.rhythm).label.lower(),
        "coming": coming,
    }
    return page(request, "dialogue/end_series.html", context)

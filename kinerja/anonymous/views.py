"""Screens of anonymous windows. Those of the group leave no trace."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods

from kinerja.anonymous import access, operations, queries
from kinerja.anonymous.forms import AnswerForm, OpenForm, SearchForm
from kinerja.anonymous.groups import Groups, digest_of, groups_of
from kinerja.anonymous.models import FEWEST_ANSWERS, SMALLEST_GROUP, Window
from kinerja.audit.operations import once, record_access
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.foundation.traceless import traceless
from kinerja.organization.models import Placement, PlacementKind
from kinerja.organization.queries.people import people_named
from kinerja.ui.format import ended, span, url
from kinerja.ui.rendering import page

SAVED = "Jawaban tersimpan. Anda bisa mengubahnya sampai masukan ini ditutup."
MANAGERS_ONLY = "Masukan anonim dibuka oleh pengelola kinerja."


@traceless
@require_GET
def window_list(request: ActorRequest) -> HttpResponse:
    """What asks me, what is about me, about my team, and what I manage."""
    actor, today = request.actor, clock.today()
    form = SearchForm(request.GET)
    number = (form.cleaned_data["hal"] if form.is_valid() else None) or 1
    total = queries.managed(actor).count() if actor.units_managed else 0
    context = {
        "asking": queries.asking(actor, today),
        "about": queries.about(actor),
        "of_team": queries.of_team(actor) if actor.is_evaluator else [],
        "managed": queries.managed_page(actor, number) if total else [],
        "manages": bool(actor.units_managed),
        "number": number,
        "pages": max(1, -(-total // queries.PAGE)),
        "per_page": queries.PAGE,
        "total": total,
        "today": today,
    }
    return page(request, "anonymous/window_list.html", context)


@require_GET
def choose(request: ActorRequest) -> HttpResponse:
    """Find the person about whom a window shall be opened."""
    if not request.actor.units_managed:
        raise NotPermitted(MANAGERS_ONLY)
    form = SearchForm(request.GET)
    written = form.cleaned_data["cari"] if form.is_valid() else ""
    found = (
        queries.posts_named(request.actor, people_named(written), clock.today()) if written else []
    )
    context = {"form": form, "written": written, "found": found, "most": queries.MOST_FOUND}
    return page(request, "anonymous/choose.html", context, status=200 if form.is_valid() else 422)


@require_http_methods(["GET", "POST"])
def open_new(request: ActorRequest, placement_id: int) -> HttpResponse:
    """Show the groups as they are computed, and open a window for one of them."""
    today = clock.today()
    posts = Placement.objects.visible_to(request.actor).on(today).select_related("employee")
    post = get_object_or_404(posts, pk=placement_id, kind=PlacementKind.DEFINITIF)
    if not access.may_open(request.actor, post):
        raise NotPermitted(MANAGERS_ONLY)
    groups = groups_of(post, today)
    sizes = {ring: len(people) for ring, people in groups.items()}
    if request.method == "GET":
        return _show_opening(request, post, groups, OpenForm(sizes=sizes, today=today))
    form = OpenForm(request.POST, sizes=sizes, today=today)
    if not form.is_valid():
        return _show_opening(request, post, groups, form, status=422)
    return _open(request, post, groups, form)


def _open(request: ActorRequest, post: Placement, groups: Groups, form: OpenForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        with once(request) as done:
            window = operations.open_window(
                placement=post,
                ring=given["ring"],
                days=given["days"],
                shown=given["shown"],
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("anonymous:window", window.pk)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show_opening(request, post, groups, form, refusal=refusal, status=409)
    messages.success(request, ended(f"Masukan anonim tentang {post.employee.full_name} dibuka"))
    return redirect(done.location)


def _show_opening(
    request: ActorRequest,
    post: Placement,
    groups: Groups,
    form: OpenForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "post": post,
        "form": form,
        "groups": [(ring.label, groups[ring.value]) for ring in Window.Ring],
        "shown": digest_of(groups),
        "smallest": SMALLEST_GROUP,
        "fewest": FEWEST_ANSWERS,
        "refusal": refusal,
    }
    return page(request, "anonymous/open.html", context, status=status)


@require_GET
def window(request: ActorRequest, window_id: int) -> HttpResponse:
    """Who is asked until when; after sealing, what came of it. While it is open, no number."""
    found = _seen(request, window_id)
    if not access.may_read(request.actor, found):
        raise NotPermitted("Hasil masukan anonim dibaca oleh pegawai itu, penilai, dan pengelola.")
    results = None
    if found.outcome == Window.Outcome.SHOWN:
        record_access(
            by=request.actor,
            about=found.subject_id,
            subject=found,
            purpose="hasil masukan anonim",
        )
        results = queries.results_of(found)
    manages = found.unit_id in request.actor.units_managed
    context = {
        "window": found,
        "period": span(found.opens, found.closes),
        "results": results,
        "own": found.subject_id == request.actor.employee_id,
        "members": queries.members_of(found.pk) if manages else [],
        "fewest": FEWEST_ANSWERS,
        "today": clock.today(),
    }
    return page(request, "anonymous/window.html", context)


@traceless
@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, window_id: int) -> HttpResponse:
    """Answer, or change the answer; the same redirect for both, and nothing is recorded."""
    found = _seen(request, window_id)
    if request.method == "POST":
        return _save(request, found)
    try:
        before = operations.own_answer(window=found, by=request.actor, at=clock.now())
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show_answer(request, found, refusal=refusal, status=409)
    return _show_answer(request, found, AnswerForm.of(before, found.questions), known=bool(before))


def _save(request: ActorRequest, found: Window) -> HttpResponse:
    form = AnswerForm(request.POST, questions=found.questions)
    if not form.is_valid():
        return _show_answer(request, found, form, status=422)
    try:
        operations.save_answer(
            window=found,
            scores=form.scores(),
            text=form.words(),
            by=request.actor,
            at=clock.now(),
        )
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show_answer(request, found, form, refusal=refusal, status=409)
    messages.success(request, SAVED)
    return redirect("anonymous:window_list")


def _show_answer(
    request: ActorRequest,
    found: Window,
    form: AnswerForm | None = None,
    *,
    known: bool = False,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    if not operations.asks(window=found, by=request.actor):
        raise NotPermitted(operations.MEMBERS_ONLY)
    context = {
        "window": found,
        "form": form,
        "known": known,
        "refusal": refusal,
        "fewest": FEWEST_ANSWERS,
        "today": clock.today(),
    }
    return page(request, "anonymous/answer.html", context, status=status)


def _seen(request: ActorRequest, window_id: int) -> Window:
    found = queries.windows_seen.one(request.actor, window_id)
    if found is None:
        raise Http404
    return found

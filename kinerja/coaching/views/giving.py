"""Giving feedback: to whom, and the form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.audit.operations import once
from kinerja.coaching import operations
from kinerja.coaching.about import About, read_about, stored_about
from kinerja.coaching.forms import FeedbackForm, SearchForm
from kinerja.coaching.models import FeedbackRequest
from kinerja.coaching.queries.people import colleagues, own_office
from kinerja.coaching.views.finding import Speaking, own_plan, speaking_of, subject_choices
from kinerja.coaching.wording import ROLES
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.keys import key_of
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.format import ended, url
from kinerja.ui.rendering import page

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def give_to(request: ActorRequest) -> HttpResponse:
    """Look for a colleague of one's perangkat daerah."""
    context = {**search_context(request), "plan": own_plan(request.actor)}
    return page(
        request, "coaching/give_to.html", context, status=200 if context["is_valid"] else 422
    )


def search_context(request: ActorRequest) -> dict[str, Any]:
    """Return the colleagues whose name was typed, those of one's own unit first."""
    form = SearchForm(request.GET)
    is_valid = form.is_valid()
    words = form.cleaned_data.get("cari", "") if is_valid else ""
    about = form.cleaned_data.get("tentang", "") if is_valid else ""
    reader = request.actor.employee_key
    near, office = own_office(reader, clock.today())
    units = [unit.unit_id for unit in office]
    rows = colleagues(units, near, words, reader, clock.today()) if units else []
    return {
        "form": form,
        "is_valid": is_valid,
        "rows": rows,
        "words": words,
        "about": read_about(about).written if about else "",
        "office": office[0].name if office else "",
        "total": rows[0].found if rows else 0,
    }


@get_or_post
def feedback_new(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Say something about the work of the holder of a plan."""
    speaking = speaking_of(request, plan_id)
    asked = _asked(request, plan_id)
    form = _form(request, speaking, asked)
    if request.method != "POST":
        return _show(request, speaking, form, asked)
    if not form.is_valid():
        return _show(request, speaking, form, asked, status=422)
    return _give(request, speaking, form, asked)


def _asked(request: ActorRequest, plan_id: int) -> FeedbackRequest | None:
    """Return the request that this feedback answers, if the address names one of mine."""
    visible = FeedbackRequest.objects.visible_to(request.actor).select_related("employee")
    return visible.filter(
        pk=key_of(request.GET.get("permintaan", "")) or 0,
        plan_id=plan_id,
        asked_id=request.actor.employee_key,
    ).first()


def _about(asked: FeedbackRequest | None) -> About | None:
    if asked is None:
        return None
    return stored_about(asked.subject_kind, asked.subject_id, asked.core_value)


def _form(request: ActorRequest, speaking: Speaking, asked: FeedbackRequest | None) -> FeedbackForm:
    about = _about(asked) or read_about(request.GET.get("tentang", "")[:60])
    return FeedbackForm(
        request.POST if request.method == "POST" else None,
        subjects=subject_choices(
            speaking.plan.pk, sees_plan=speaking.sees_plan, asked=asked, about=about
        ),
        is_own=speaking.is_own,
        may_type=speaking.may_type,
        initial={"about": about.written},
    )


def _give(
    request: ActorRequest, speaking: Speaking, form: FeedbackForm, asked: FeedbackRequest | None
) -> HttpResponse:
    place = url("coaching:feedback_list") + "?tab=diberikan"
    try:
        with once(request) as done:
            operations.give_feedback(
                plan=speaking.plan,
                about=form.subject(),
                kind=form.cleaned_data["kind"],
                visibility=form.cleaned_data["visibility"],
                text=form.words(),
                spoken_by=form.cleaned_data.get("spoken_by", ""),
                answering=asked,
                by=request.actor,
                at=clock.now(),
            )
            done.location = place
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show(request, speaking, form, asked, refusal=refusal, status=409)
    whom = "Catatan tentang diri sendiri tersimpan"
    if not speaking.is_own:
        whom = f"Umpan balik terkirim ke {speaking.plan.employee.full_name}"
    messages.success(request, ended(whom))
    return redirect(place)


def _show(
    request: ActorRequest,
    speaking: Speaking,
    form: FeedbackForm,
    asked: FeedbackRequest | None,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "plan": speaking.plan,
        "speaking": speaking,
        "role": ROLES[speaking.role],
        "readers": _readers(speaking),
        "asked": asked,
        "form": form,
        "refusal": refusal,
    }
    return page(request, "coaching/feedback_new.html", context, status=status)


def _readers(speaking: Speaking) -> dict[str, str]:
    """Return who exactly reads each choice."""
    if speaking.is_own:
        return {
            "RECEIVER": "Hanya Anda. Tidak ikut dalam penilaian.",
            "LEADERS": "Anda, penilai, pimpinan di atasnya, dan auditor."
            " Ikut terbaca pada penilaian dan formulirnya, juga oleh pengelola kinerja.",
        }
    name = speaking.plan.employee.full_name
    return {
        "RECEIVER": f"Hanya {name} dan Anda. Tidak ikut dalam penilaian.",
        "LEADERS": f"{name}, penilai, pimpinan di atasnya, dan auditor."
        " Ikut terbaca pada penilaian dan formulirnya, juga oleh pengelola kinerja.",
        "UNIT": f"Semua orang di perangkat daerah {name}, hanya untuk apresiasi."
        " Ikut terbaca pada penilaian, juga oleh pengelola kinerja dan auditor.",
    }

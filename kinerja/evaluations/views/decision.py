"""Check, then decide."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kinerja.audit.operations import once, record_access
from kinerja.evaluations import access, operations
from kinerja.evaluations.forms import Correction, whole
from kinerja.evaluations.models import Evaluation, EvaluationDraft
from kinerja.evaluations.operations import Judgement, NotReady
from kinerja.evaluations.operations.rating import NOT_EVALUATOR
from kinerja.evaluations.views import common
from kinerja.evaluations.views.rating import own_draft
from kinerja.evaluations.wording import spoken_time_of, time_of
from kinerja.foundation import clock
from kinerja.foundation.canonical import digest
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal, Stale
from kinerja.ui.format import url
from kinerja.ui.rendering import page
from regulation.grade import Grade, Rating, performance_grade
from regulation.ruling import Ruling

PAGE = "evaluations/decide.html"


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Show what is about to be decided and what follows from it; decide."""
    evaluation = common.found(request, evaluation_id)
    if not access.may_rate(request.actor, evaluation):
        raise NotPermitted(NOT_EVALUATOR)
    draft = own_draft(request.actor, evaluation)
    if draft is None:
        return HttpResponseRedirect(url("evaluations:rate", evaluation.pk))
    was_told = evaluation.versions.filter(events__kind="DELIVERED").exists()
    form = Correction(request.POST or None) if was_told else None
    if request.method != "POST":
        return _show(request, evaluation, draft, form)
    if form is not None and not form.is_valid():
        return _show(request, evaluation, draft, form, status=422)
    try:
        with once(request) as done:
            _as_seen(request, draft)
            operations.decide(
                evaluation=evaluation,
                judgement=_judgement(draft),
                seen_version=whole(request.POST.get("version", "")),
                correction_reason=form.cleaned_data["correction_reason"] if form else "",
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("evaluations:why", evaluation.pk)
    except Refusal as refusal:
        if isinstance(refusal, NotPermitted):
            raise
        return _show(request, evaluation, draft, form, refusal=refusal, status=409)
    return HttpResponseRedirect(done.location, status=303)


def _as_seen(request: ActorRequest, draft: EvaluationDraft) -> None:
    """Refuse to decide what changed in another window after this page was drawn.

    The content is compared, not the number of the draft: a late autosave may save the same again.
    """
    if _mark(_judgement(draft)) != request.POST.get("mark"):
        raise Stale("Draf berubah setelah halaman ini dibuka. Periksa lagi, lalu tetapkan.")


def _mark(judgement: Judgement) -> str:
    return digest(asdict(judgement)).hex()[:16]


def _judgement(draft: EvaluationDraft) -> Judgement:
    return Judgement(
        result_rating=draft.result_rating,
        behavior_rating=draft.behavior_rating,
        result_reason=draft.notes.get("result_reason", ""),
        behavior_reason=draft.notes.get("behavior_reason", ""),
        recommendation=draft.notes.get("recommendation", ""),
    )


def _show(
    request: ActorRequest,
    evaluation: Evaluation,
    draft: EvaluationDraft,
    form: Correction | None,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    version = evaluation.current_version
    judgement = _judgement(draft)
    context: dict[str, Any] = {
        "evaluation": evaluation,
        "title": time_of(evaluation),
        "spoken": spoken_time_of(evaluation),
        "judgement": judgement,
        "ruling": _ruling(judgement),
        "missing": _missing(judgement),
        "mark": _mark(judgement),
        "version": version.no if version else 0,
        "form": form,
        "last_day": common.last_day_of(evaluation),
        "today": clock.today(),
        "has_words": evaluation.state == "SELF_SENT" or _words_sent(evaluation),
        "refusal": refusal,
    }
    record_access(
        by=request.actor, about=evaluation.employee_id, subject=evaluation, purpose="menilai"
    )
    return page(request, PAGE, context, status=status)


def _words_sent(evaluation: Evaluation) -> bool:
    words = getattr(evaluation, "self_evaluation", None)
    return bool(words and words.sent_at)


def _ruling(judgement: Judgement) -> Ruling[Grade] | None:
    if not (judgement.result_rating and judgement.behavior_rating):
        return None
    return performance_grade(
        result=Rating(judgement.result_rating), behavior=Rating(judgement.behavior_rating)
    )


def _missing(judgement: Judgement) -> list[str]:
    """Return what the operation would refuse, so that the page says it before."""
    try:
        operations.require_complete(judgement)
    except NotReady as refusal:
        return [reason.text for reason in refusal.because]
    return []

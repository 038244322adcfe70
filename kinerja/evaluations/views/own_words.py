"""The self-evaluation: written by its owner, kept while it is written."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.audit.operations import once
from kinerja.evaluations import access, operations, queries
from kinerja.evaluations.forms import QUESTIONS, SelfAnswers
from kinerja.evaluations.models import Evaluation, SelfEvaluation
from kinerja.evaluations.queries.content import stretch_of
from kinerja.evaluations.views import common
from kinerja.evaluations.wording import spoken_time_of, time_of
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal, Stale
from kinerja.ui.format import moment, time, url
from kinerja.ui.rendering import page

PAGE = "evaluations/self.html"
OWNER_ONLY = "Hanya pegawai itu sendiri yang menulis evaluasi dirinya."


@require_http_methods(["GET", "HEAD", "POST"])
def self_evaluation(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Show, save or send the self-evaluation."""
    evaluation = common.found(request, evaluation_id)
    if not access.may_write_self(request.actor, evaluation):
        raise NotPermitted(OWNER_ONLY)
    sheet = _sheet(evaluation)
    if request.method != "POST":
        return _show(request, evaluation, sheet, _kept(evaluation, sheet))
    answers = SelfAnswers.posted(request.POST, [one.id for one in sheet.results])
    if answers.texts.errors:
        return _show(request, evaluation, sheet, answers, status=422)
    send = request.POST.get("act") == "send"
    act = operations.send_self_evaluation if send else operations.save_self_evaluation
    try:
        with once(request) as done:
            act(
                evaluation=evaluation,
                content=answers.content,
                lock_no=answers.lock_no,
                by=request.actor,
                at=clock.now(),
            )
            done.location = url("evaluations:self", evaluation.pk)
    except Stale as refusal:
        return _conflict(request, evaluation, sheet, answers, refusal)
    except Refusal as refusal:
        return _show(request, evaluation, sheet, answers, refusal=refusal, status=409)
    return HttpResponseRedirect(done.location, status=303)


@require_POST
def self_save(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Keep the draft while it is written; answers with what the page must know."""
    evaluation = common.found(request, evaluation_id)
    sheet_ids = list(evaluation.plan.results.order_by("id").values_list("pk", flat=True))
    answers = SelfAnswers.posted(request.POST, sheet_ids)
    if answers.texts.errors:
        return _saved(request, answers.lock_no, "Belum tersimpan: ada isian terlalu panjang.", 422)
    try:
        words = operations.save_self_evaluation(
            evaluation=evaluation,
            content=answers.content,
            lock_no=answers.lock_no,
            by=request.actor,
            at=clock.now(),
        )
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _saved(request, answers.lock_no, refusal.message, 409)
    return _saved(request, words.lock_no, f"Tersimpan pukul {time(words.updated_at)}.", 200)


def _saved(request: ActorRequest, lock_no: int, told: str, status: int) -> HttpResponse:
    context = {"lock_no": lock_no, "told": told, "failed": status != 200}  # noqa: PLR2004
    return page(request, "evaluations/saved.html", context, status=status)


def _sheet(evaluation: Evaluation) -> queries.Sheet:
    return queries.sheet_of(
        plan_id=evaluation.plan_id,
        version_id=common.agreed_version(evaluation),
        stretch=stretch_of(evaluation),
    )


def _words(evaluation: Evaluation) -> SelfEvaluation | None:
    return getattr(evaluation, "self_evaluation", None)


def _kept(evaluation: Evaluation, sheet: queries.Sheet) -> SelfAnswers:
    """Return what was saved; a first visit begins with what was reported."""
    words, ids = _words(evaluation), [one.id for one in sheet.results]
    if words is not None:
        return SelfAnswers.stored(words.content, ids, words.lock_no)
    answers = SelfAnswers.stored({}, ids, 0)
    for result in sheet.results:
        answers.texts.values[f"reached-{result.id}"] = _reported(result)
    return answers


def _reported(result: queries.ResultView) -> str:
    """Izin terbit paling lama 3 hari: 97% dari target 95%."""
    lines = [
        f"{line.text.rstrip('.')}: {line.realization}, target {line.target}."
        for line in result.indicators
        if line.realization
    ]
    return "\n".join(lines)


def _show(
    request: ActorRequest,
    evaluation: Evaluation,
    sheet: queries.Sheet,
    answers: SelfAnswers,
    *,
    refusal: Refusal | None = None,
    conflict: list[tuple[str, str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    words = _words(evaluation)
    due, distance = common.due_words(evaluation)
    context: dict[str, Any] = {
        "evaluation": evaluation,
        "title": time_of(evaluation),
        "spoken": spoken_time_of(evaluation),
        "sheet": sheet,
        "answers": answers,
        "questions": QUESTIONS,
        "window": answers.window or uuid.uuid4().hex,
        "is_open": evaluation.state == "OPEN",
        "sent": moment(words.sent_at) if words and words.sent_at else "",
        "saved": f"Tersimpan pukul {time(words.updated_at)}." if words else "",
        "due": due,
        "distance": distance,
        "refusal": refusal,
        "conflict": conflict,
    }
    return page(request, PAGE, context, status=status)


def _conflict(
    request: ActorRequest,
    evaluation: Evaluation,
    sheet: queries.Sheet,
    answers: SelfAnswers,
    refusal: Refusal,
) -> HttpResponse:
    """Show both versions; sending again with the new number takes what was typed here."""
    words = SelfEvaluation.objects.get(pk=evaluation.pk)
    stored = SelfAnswers.stored(words.content, answers.results, words.lock_no)
    answers.lock_no = words.lock_no
    rows = [
        (f"RHK {result.number}: {question}", stored.texts[name], answers.texts[name])
        for result in sheet.results
        for key, question in QUESTIONS
        if stored.texts[name := f"{key}-{result.id}"] != answers.texts[name]
    ]
    if stored.texts["summary"] != answers.texts["summary"]:
        rows.append(("Catatan lain", stored.texts["summary"], answers.texts["summary"]))
    return _show(request, evaluation, sheet, answers, refusal=refusal, conflict=rows, status=409)

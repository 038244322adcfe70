"""The side-by-side screen: evidence, the employee's words, the evaluator's judgement."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from kinerja.audit.operations import once, record_access
from kinerja.cycles.queries import policy_on
from kinerja.evaluations import access, operations, queries
from kinerja.evaluations.forms import QUESTIONS, RatingAnswers, SelfAnswers
from kinerja.evaluations.models import Evaluation, EvaluationDraft
from kinerja.evaluations.operations.rating import NOT_EVALUATOR
from kinerja.evaluations.queries.content import stretch_of
from kinerja.evaluations.queries.organization import OrganizationStanding
from kinerja.evaluations.views import common
from kinerja.evaluations.wording import ROLES, spoken_time_of, time_of
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal, Stale
from kinerja.ui.format import time, url
from kinerja.ui.rendering import page
from regulation.grade import (
    QUADRANT,
    Grade,
    OrganizationRating,
    Rating,
    performance_grade,
    suggested_result_rating,
)
from regulation.ruling import Ruling

PAGE = "evaluations/rate.html"


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Show everything side by side; keep the draft, preview it, or go on to the decision."""
    evaluation = _rateable(request, evaluation_id)
    sheet = queries.sheet_of(
        plan_id=evaluation.plan_id,
        version_id=common.agreed_version(evaluation),
        stretch=stretch_of(evaluation),
    )
    if request.method != "POST":
        return _show(request, evaluation, sheet, _kept(request.actor, evaluation, sheet))
    answers = RatingAnswers.posted(request.POST, [one.id for one in sheet.results])
    if answers.texts.errors:
        return _show(request, evaluation, sheet, answers, status=422)
    try:
        with once(request) as done:
            _save(request, evaluation, answers)
            check = request.POST.get("act") == "check"
            done.location = (
                url("evaluations:decide", evaluation.pk)
                if check
                else url("evaluations:rate", evaluation.pk) + "#rating"
            )
    except Stale as refusal:
        return _conflict(request, evaluation, sheet, answers, refusal)
    except Refusal as refusal:
        return _show(request, evaluation, sheet, answers, refusal=refusal, status=409)
    return HttpResponseRedirect(done.location, status=303)


@require_POST
def rate_save(request: ActorRequest, evaluation_id: int) -> HttpResponse:
    """Keep the draft while it is made; answers with the live predikat and its rule."""
    evaluation = common.found(request, evaluation_id)
    ids = [row.id for row in queries.result_ids(evaluation.plan_id)]
    answers = RatingAnswers.posted(request.POST, ids)
    status, told = 200, ""
    try:
        if answers.texts.errors:
            raise TooLong
        draft = _save(request, evaluation, answers)
        answers.lock_no, told = draft.lock_no, f"Tersimpan pukul {time(draft.updated_at)}."
    except NotPermitted:
        raise
    except Refusal as refusal:
        status, told = 422 if isinstance(refusal, TooLong) else 409, refusal.message
    context = {
        "lock_no": answers.lock_no,
        "told": told,
        "failed": status != 200,  # noqa: PLR2004
        "live": _live(answers),
    }
    return page(request, "evaluations/rate_saved.html", context, status=status)


class TooLong(Refusal):
    message = "Belum tersimpan: ada isian terlalu panjang."


def _save(request: ActorRequest, evaluation: Evaluation, answers: RatingAnswers) -> EvaluationDraft:
    return operations.save_draft(
        evaluation=evaluation,
        result_rating=answers.result_rating,
        behavior_rating=answers.behavior_rating,
        notes=answers.notes,
        lock_no=answers.lock_no,
        by=request.actor,
        at=clock.now(),
    )


def _rateable(request: ActorRequest, evaluation_id: int) -> Evaluation:
    evaluation = common.found(request, evaluation_id)
    if not access.may_rate(request.actor, evaluation):
        raise NotPermitted(NOT_EVALUATOR)
    return evaluation


def own_draft(actor: Actor, evaluation: Evaluation) -> EvaluationDraft | None:
    """Return the draft of this person; a predecessor's is nobody's business."""
    draft: EvaluationDraft | None = getattr(evaluation, "evaluationdraft", None)
    return draft if draft and draft.author_id == actor.employee_id else None


def _kept(actor: Actor, evaluation: Evaluation, sheet: queries.Sheet) -> RatingAnswers:
    """Return the saved draft; after a decision, what was decided, ready to be changed."""
    ids = [one.id for one in sheet.results]
    draft, version = own_draft(actor, evaluation), evaluation.current_version
    if draft is not None:
        ratings = (draft.result_rating, draft.behavior_rating)
        return RatingAnswers.stored(
            notes=draft.notes, ratings=ratings, results=ids, lock_no=draft.lock_no
        )
    if version is not None:
        told = {
            "result_reason": version.reasons.get("result", ""),
            "behavior_reason": version.reasons.get("behavior", ""),
            "recommendation": version.reasons.get("recommendation", ""),
        }
        decided = (version.result_rating, version.behavior_rating)
        return RatingAnswers.stored(notes=told, ratings=decided, results=ids, lock_no=0)
    return RatingAnswers.stored(notes={}, ratings=("", ""), results=ids, lock_no=0)


def _live(answers: RatingAnswers) -> dict[str, Any]:
    """Return what the two ratings would give, and what is still missing."""
    chosen = {"result": answers.result_rating, "behavior": answers.behavior_rating}
    missing = [
        (words, f"#{anchor}")
        for words, anchor, value in (
            ("rating hasil kerja", "rating-result", answers.result_rating),
            ("rating perilaku kerja", "rating-behavior", answers.behavior_rating),
        )
        if not value
    ]
    missing += [
        (f"alasan rating {words}", f"#id_{name}")
        for words, name, value in (
            ("hasil kerja", "result_reason", answers.result_rating),
            ("perilaku kerja", "behavior_reason", answers.behavior_rating),
        )
        if value and value != "SESUAI" and not answers.texts[name]
    ]
    ruling: Ruling[Grade] | None = None
    if all(chosen.values()):
        ruling = performance_grade(
            result=Rating(answers.result_rating), behavior=Rating(answers.behavior_rating)
        )
    return {**chosen, "missing": missing, "ruling": ruling}


def _show(
    request: ActorRequest,
    evaluation: Evaluation,
    sheet: queries.Sheet,
    answers: RatingAnswers,
    *,
    refusal: Refusal | None = None,
    conflict: list[tuple[str, str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        **_dossier(evaluation, sheet),
        **_judging(request.actor, evaluation, answers),
        **_standing(evaluation),
        **_neighbours(request.actor, evaluation),
        "refusal": refusal,
        "conflict": conflict,
    }
    record_access(
        by=request.actor, about=evaluation.employee_id, subject=evaluation, purpose="menilai"
    )
    return page(request, PAGE, context, status=status)


def _dossier(evaluation: Evaluation, sheet: queries.Sheet) -> dict[str, Any]:
    """Return what lies before the evaluator: the plan, the words, and what came before."""
    due, distance = common.due_words(evaluation)
    year = evaluation.plan.year_id
    return {
        "evaluation": evaluation,
        "title": time_of(evaluation),
        "spoken": spoken_time_of(evaluation),
        "sheet": sheet,
        "words": _words(evaluation, sheet),
        "questions": QUESTIONS,
        "roles": ROLES,
        "evidence_url": common.evidence_url,
        "history": queries.history_of(evaluation.employee_id, year, evaluation.pk),
        "due": due,
        "distance": distance,
    }


def _judging(actor: Actor, evaluation: Evaluation, answers: RatingAnswers) -> dict[str, Any]:
    """Return what the evaluator has written so far, and what it would give."""
    draft = own_draft(actor, evaluation)
    return {
        "answers": answers,
        "window": answers.window or uuid.uuid4().hex,
        "saved": f"Tersimpan pukul {time(draft.updated_at)}." if draft else "",
        "live": _live(answers),
        "quadrant": QUADRANT,
    }


def _standing(evaluation: Evaluation) -> dict[str, Any]:
    """Return what the organisation achieved, and whether the decision waits for it."""
    today = clock.today()
    standing = queries.organization_rating_of(evaluation, today)
    return {
        "standing": standing,
        "suggestion": _suggestion(evaluation, standing),
        "locked": standing.rating is None and policy_on(today).require_organization_rating,
    }


def _words(evaluation: Evaluation, sheet: queries.Sheet) -> SelfAnswers | None:
    """Return the employee's words once they are sent; a draft is his own."""
    told = getattr(evaluation, "self_evaluation", None)
    if told is None or told.sent_at is None:
        return None
    return SelfAnswers.stored(told.content, [one.id for one in sheet.results], 0)


def _suggestion(evaluation: Evaluation, standing: OrganizationStanding) -> Ruling[Rating] | None:
    """Suggest, for the head of that very unit, what the organisation's value implies."""
    found = standing.rating
    if found is None or not evaluation.placement.is_head or found.unit_id != evaluation.unit_id:
        return None
    return suggested_result_rating(OrganizationRating(found.value))


def _neighbours(actor: Actor, evaluation: Evaluation) -> dict[str, Any]:
    """Return who comes before and after, by name, among those rated for the same time."""
    number = evaluation.period.no if evaluation.period else 0
    people = queries.neighbours_of(actor, evaluation.plan.year_id, number)
    ids = [one.id for one in people]
    at = ids.index(evaluation.pk) if evaluation.pk in ids else 0

    def link(index: int) -> tuple[str, str] | tuple[()]:
        if not 0 <= index < len(people) or people[index].id == evaluation.pk:
            return ()
        return people[index].name, url("evaluations:rate", people[index].id)

    return {
        "place": f"{at + 1} dari {len(people)} pegawai" if people else "",
        "previous": link(at - 1),
        "next": link(at + 1),
    }


def _conflict(
    request: ActorRequest,
    evaluation: Evaluation,
    sheet: queries.Sheet,
    answers: RatingAnswers,
    refusal: Refusal,
) -> HttpResponse:
    """Show both versions; sending again with the new number takes what stands here."""
    draft = EvaluationDraft.objects.get(pk=evaluation.pk)
    stored = RatingAnswers.stored(
        notes=draft.notes,
        ratings=(draft.result_rating, draft.behavior_rating),
        results=answers.results,
        lock_no=draft.lock_no,
    )
    answers.lock_no = draft.lock_no
    pairs = [
        ("Rating hasil kerja", _rating(stored.result_rating), _rating(answers.result_rating)),
        ("Rating perilaku", _rating(stored.behavior_rating), _rating(answers.behavior_rating)),
        *(
            (label, stored.texts[name], answers.texts[name])
            for label, name in (
                ("Alasan hasil kerja", "result_reason"),
                ("Alasan perilaku", "behavior_reason"),
                ("Rekomendasi", "recommendation"),
            )
        ),
    ]
    rows = [pair for pair in pairs if pair[1] != pair[2]]
    return _show(request, evaluation, sheet, answers, refusal=refusal, conflict=rows, status=409)


def _rating(code: str) -> str:
    return Rating(code).label if code else ""

"""The evaluator's unfinished judgement: only its author sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from kinerja.evaluations import access
from kinerja.evaluations.models import Evaluation, EvaluationDraft
from kinerja.evaluations.operations import common
from kinerja.foundation.actor import Actor
from kinerja.foundation.reads import read_instances
from kinerja.foundation.refusals import NotPermitted, Stale

RATEABLE = ("OPEN", "SELF_SENT", "DECIDED", "DELIVERED", "RECEIVED")
NOT_EVALUATOR = "Hanya pejabat penilai hari ini yang menilai pegawai ini."


@read_instances(EvaluationDraft)
def _draft_of(evaluation_id: int) -> QuerySet[EvaluationDraft]:
    return EvaluationDraft.objects.filter(pk=evaluation_id)


@transaction.atomic
def save_draft(
    *,
    evaluation: Evaluation,
    result_rating: str,
    behavior_rating: str,
    notes: Mapping[str, Any],
    lock_no: int,
    by: Actor,
    at: dt.datetime,
) -> EvaluationDraft:
    """Keep an unfinished judgement; drafts are not audited.

    A draft of a former evaluator gives way unseen. Raises NotPermitted, WrongState, Stale.
    """
    slot = common.locked(evaluation)
    if not access.may_rate(by, slot):
        raise NotPermitted(NOT_EVALUATOR)
    common.require_state(
        slot, *RATEABLE, message="Evaluasi ini ditandai tidak dinilai. Buka lagi lebih dulu."
    )
    draft = _draft_of.one(slot.pk)
    if draft is not None and draft.author_id != by.employee_id:
        draft.delete()
        draft = None
    is_new = draft is None
    draft = draft or EvaluationDraft(evaluation=slot, author_id=common.person(by))
    if common.is_stale(draft.lock_no, lock_no, draft.notes, notes):
        raise Stale("Draf ini tersimpan dari jendela lain. Pilih isian yang dipakai.")
    draft.result_rating, draft.behavior_rating = result_rating, behavior_rating
    draft.notes, draft.updated_at, draft.lock_no = dict(notes), at, draft.lock_no + 1
    draft.save(force_insert=is_new, force_update=not is_new)
    return draft

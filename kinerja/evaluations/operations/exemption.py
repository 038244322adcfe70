"""Not rated, with a reason; and back."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from kinerja.evaluations import access
from kinerja.evaluations.models import Evaluation, EvaluationDraft, SelfEvaluation
from kinerja.evaluations.operations import common
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal

NOT_YOURS = "Hanya pejabat penilai hari ini atau pengelola kinerja unit ini."


@transaction.atomic
def mark_not_rated(
    *, evaluation: Evaluation, reason: str, by: Actor, at: dt.datetime
) -> Evaluation:
    """Say that nobody will be rated here, and why: leave, study, secondment, pension, death.

    Raises NotPermitted, WrongState, Refusal (unknown reason).
    """
    slot = common.locked(evaluation)
    if not access.may_exempt(by, slot):
        raise NotPermitted(NOT_YOURS)
    common.require_state(
        slot, "OPEN", "SELF_SENT", message="Evaluasi ini sudah ditetapkan. Pakai koreksi."
    )
    if reason not in Evaluation.NotRatedReason.values:
        raise Refusal("Pilih alasan dari daftar.")
    EvaluationDraft.objects.filter(pk=slot.pk).delete()
    common.move(slot, "NOT_RATED", at, not_rated_reason=reason)
    common.record("not_rated", slot, by, at, {"reason": reason})
    return slot


@transaction.atomic
def reopen(*, evaluation: Evaluation, by: Actor, at: dt.datetime) -> Evaluation:
    """Take the exemption back; a self-evaluation that was sent stays sent.

    Raises NotPermitted, WrongState.
    """
    slot = common.locked(evaluation)
    if not access.may_exempt(by, slot):
        raise NotPermitted(NOT_YOURS)
    common.require_state(slot, "NOT_RATED", message="Evaluasi ini sudah terbuka.")
    common.move(slot, "OPEN", at, not_rated_reason="")
    if SelfEvaluation.objects.filter(pk=slot.pk, sent_at__isnull=False).exists():
        common.move(slot, "SELF_SENT", at)
    common.record("reopened", slot, by, at)
    return slot

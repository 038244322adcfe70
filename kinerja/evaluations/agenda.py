"""What of evaluations can be put on the agenda of a session."""

from __future__ import annotations

from kinerja.dialogue.subjects import Labeled
from kinerja.evaluations.models import Evaluation
from kinerja.foundation.actor import Actor


def self_evaluation(actor: Actor, key: int) -> Labeled | None:
    """The self-evaluation of a period or a year."""
    return _labeled(actor, key, "Evaluasi diri")


def evaluation(actor: Actor, key: int) -> Labeled | None:
    """The evaluation of a period or a year."""
    return _labeled(actor, key, "Evaluasi")


def _labeled(actor: Actor, key: int, what: str) -> Labeled | None:
    found = Evaluation.objects.visible_to(actor).filter(pk=key)
    row = found.select_related(
        "period__year", "plan__employee", "plan__placement", "plan__year"
    ).first()
    if row is None:
        return None
    time = row.period.spoken if row.period else "tahun"
    return Labeled(f"{what} {time} {row.plan.year.year}", row.plan)

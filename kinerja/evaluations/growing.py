"""What of evaluations an action of a development plan can be born from."""

from __future__ import annotations

from kinerja.evaluations.models import EvaluationVersion
from kinerja.evaluations.wording import spoken_time_of
from kinerja.foundation.actor import Actor
from kinerja.growth.origins import Origin


def evaluation(actor: Actor, key: int) -> Origin | None:
    """One's own result from delivery on; the label tells the time, never the predikat."""
    row = (
        EvaluationVersion.objects.visible_to(actor)
        .filter(evaluation_id=key, evaluation__employee_id=actor.employee_key)
        .select_related("evaluation__period__year", "evaluation__plan__year")
        .order_by("-no")
        .first()
    )
    if row is None:
        return None
    return Origin("evaluation", key, f"Evaluasi {spoken_time_of(row.evaluation)}")

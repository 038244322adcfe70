"""All that changes an evaluation."""

from __future__ import annotations

from kinerja.evaluations.operations.decision import (
    Judgement,
    NotReady,
    choose_outcome,
    decide,
    require_complete,
)
from kinerja.evaluations.operations.delivery import (
    deliver,
    receive,
    record_paper_receipt,
    record_refused_receipt,
)
from kinerja.evaluations.operations.exemption import mark_not_rated, reopen
from kinerja.evaluations.operations.organization import rate_organization
from kinerja.evaluations.operations.rating import save_draft
from kinerja.evaluations.operations.self_evaluation import (
    save_self_evaluation,
    send_self_evaluation,
)
from kinerja.evaluations.operations.slots import open_evaluations, open_period, start

__all__ = [
    "Judgement",
    "NotReady",
    "choose_outcome",
    "decide",
    "deliver",
    "mark_not_rated",
    "open_evaluations",
    "open_period",
    "rate_organization",
    "receive",
    "record_paper_receipt",
    "record_refused_receipt",
    "reopen",
    "require_complete",
    "save_draft",
    "save_self_evaluation",
    "send_self_evaluation",
    "start",
]

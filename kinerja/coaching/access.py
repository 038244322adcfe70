"""Who may give feedback on whose work."""

from __future__ import annotations

from typing import Protocol

from kinerja.coaching.models import Feedback
from kinerja.foundation.actor import Actor


class Placed(Protocol):
    """What of a plan decides about it."""

    @property
    def employee_id(self) -> int: ...
    @property
    def placement_id(self) -> int: ...
    @property
    def unit_id(self) -> int: ...


def author_role(actor: Actor, plan: Placed) -> Feedback.AuthorRole | None:
    """In which role this person may speak about this work; None where in no role.

    Law: PermenPANRB 6/2022 Ps. 5 (umpan balik berkelanjutan dari Pimpinan).
    """
    if actor.employee_id in {None, plan.employee_id}:
        return None
    if plan.placement_id in actor.evaluates:
        return Feedback.AuthorRole.PEJABAT_PENILAI
    if plan.unit_id in actor.units_headed:
        return Feedback.AuthorRole.ATASAN_PENILAI
    return None


def may_give(actor: Actor, plan: Placed) -> bool:
    """The evaluator and the heads above; never about oneself."""
    return author_role(actor, plan) is not None

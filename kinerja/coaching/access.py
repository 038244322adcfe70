"""Who may speak about whose work, report words, and answer reports."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from kinerja.coaching.models import Feedback
from kinerja.foundation.actor import Actor

NOT_YOURS = "Umpan balik diberikan oleh penilai, pimpinan di atasnya, dan rekan seperangkat daerah."
NOT_YOUR_COLLEAGUE = "Minta umpan balik dari penilai Anda atau rekan seperangkat daerah."
NO_JUDGE_OF_ONESELF = (
    "Laporan ini menyangkut Anda sendiri, jadi pengelola kinerja lain yang menjawabnya."
)
Role = Feedback.AuthorRole


class Placed(Protocol):
    """What of a plan decides about it."""

    @property
    def employee_id(self) -> int: ...
    @property
    def placement_id(self) -> int: ...
    @property
    def unit_id(self) -> int: ...


class Tie(NamedTuple):
    """How a person stands to the holder of a plan on a day."""

    same_unit: bool = False
    same_office: bool = False
    #: the holder assesses this person
    is_subordinate: bool = False
    #: he assesses whoever assesses the holder, also across offices
    is_superior: bool = False


NO_TIE = Tie()


def leading_role(actor: Actor, plan: Placed) -> Feedback.AuthorRole | None:
    """In which role this person speaks by the position alone; None where in none.

    Law: PermenPANRB 6/2022 Ps. 5 (umpan balik berkelanjutan dari Pimpinan).
    """
    if actor.employee_id is None:
        return None
    if actor.employee_id == plan.employee_id:
        return Role.DIRI
    if plan.placement_id in actor.evaluates:
        return Role.PEJABAT_PENILAI
    if plan.unit_id in actor.units_headed:
        return Role.ATASAN_PENILAI
    return None


def author_role(actor: Actor, plan: Placed, tie: Tie) -> Feedback.AuthorRole | None:
    """In which role this person may speak about this work; None where in no role.

    Law: PermenPANRB 6/2022 Ps. 5 (umpan balik berkelanjutan).
    """
    leading = leading_role(actor, plan)
    if leading is not None or actor.employee_id is None:
        return leading
    if tie.is_subordinate:
        return Role.BAWAHAN
    if tie.is_superior:
        return Role.ATASAN_PENILAI
    return Role.REKAN if tie.same_office else None


def may_type_for_others(actor: Actor, plan: Placed, tie: Tie) -> bool:
    """Somebody of the unit writes down what a service recipient said, never about oneself."""
    return tie.same_unit and actor.employee_id not in {None, plan.employee_id}


def may_report(actor: Actor, feedback: Feedback) -> bool:
    """A reader reports the words of another person."""
    return actor.employee_id not in {None, feedback.author_id}


def may_answer_report(actor: Actor, *, unit_id: int, concerned: set[int]) -> bool:
    """A manager of the unit whom the report does not concern."""
    return unit_id in actor.units_managed and actor.employee_id not in concerned


def may_take_off_wall(actor: Actor, feedback: Feedback) -> bool:
    """The praised person alone."""
    return actor.employee_id == feedback.employee_id

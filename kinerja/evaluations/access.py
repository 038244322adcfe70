"""Who may do what with an evaluation. The operation asks for the state."""

from __future__ import annotations

from kinerja.evaluations.models import Evaluation
from kinerja.foundation.actor import Actor, Role
from kinerja.plans.models import Plan

#: states from which on a predikat is the employee's
TOLD = frozenset({"DELIVERED", "RECEIVED"})
DECIDED = TOLD | {"DECIDED"}


def is_own(actor: Actor, evaluation: Evaluation) -> bool:
    """Say whether this is the person's own evaluation."""
    return actor.employee_id is not None and evaluation.employee_id == actor.employee_id


def may_write_self(actor: Actor, evaluation: Evaluation) -> bool:
    """Only the employee writes the self-evaluation."""
    return is_own(actor, evaluation)


def may_rate(actor: Actor, evaluation: Evaluation) -> bool:
    """The evaluator of the placement today; nobody rates himself.

    Law: PermenPANRB 6/2022 Ps. 5; PP 30/2019 Ps. 59.
    """
    return evaluation.placement_id in actor.evaluates and not is_own(actor, evaluation)


def may_receive(actor: Actor, evaluation: Evaluation) -> bool:
    """Only the employee confirms the receipt."""
    return is_own(actor, evaluation)


def may_exempt(actor: Actor, evaluation: Evaluation) -> bool:
    """The evaluator, or whoever administers the unit: the evaluator's post may be empty."""
    return may_rate(actor, evaluation) or (
        evaluation.unit_id in actor.units_managed and not is_own(actor, evaluation)
    )


def may_start(actor: Actor, plan: Plan) -> bool:
    """The employee or the evaluator opens the one slot that is missing."""
    return plan.employee_id == actor.employee_id or plan.placement_id in actor.evaluates


def may_open_period(actor: Actor) -> bool:
    """The city's pengelola, and the machine at night."""
    return actor.is_system or actor.has(Role.PENGELOLA_KOTA)


def may_see_grade(actor: Actor, evaluation: Evaluation) -> bool:
    """The employee from delivery on; evaluator and heads from the decision on; others as told.

    Law: UU 27/2022 Ps. 35.
    """
    if evaluation.state in TOLD:
        return True
    if is_own(actor, evaluation) or evaluation.state not in DECIDED:
        return False
    return may_rate(actor, evaluation) or evaluation.unit_id in actor.units_headed


def may_rate_organization(actor: Actor, *, above: set[int]) -> bool:
    """The head of a unit above (`above`: parent and supervising unit), or the city's pengelola.

    Law: SE MenPANRB 3/2023.
    """
    return actor.has(Role.PENGELOLA_KOTA) or bool(above & set(actor.units_headed))

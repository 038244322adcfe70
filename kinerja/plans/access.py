"""Who may do what with a plan. The state is asked by the operation."""

from __future__ import annotations

from typing import Protocol

from kinerja.foundation.actor import Actor


class Owned(Protocol):
    """What of a plan decides about it: a model instance or a row of a read."""

    @property
    def employee_id(self) -> int: ...
    @property
    def placement_id(self) -> int: ...


class Steered(Owned, Protocol):
    """And the unit whose heads steer it."""

    @property
    def unit_id(self) -> int: ...


def may_start(actor: Actor, employee_id: int) -> bool:
    """One makes only one's own plan. Law: PermenPANRB 6/2022 Ps. 5."""
    return actor.employee_id == employee_id


def may_edit(actor: Actor, plan: Owned) -> bool:
    """Only the employee words the plan. Law: PermenPANRB 6/2022 Ps. 5."""
    return actor.employee_id == plan.employee_id


def may_submit(actor: Actor, plan: Owned) -> bool:
    """Only the employee submits. Law: PermenPANRB 6/2022 Ps. 5."""
    return may_edit(actor, plan)


def may_review(actor: Actor, plan: Owned) -> bool:
    """The evaluator of the position agrees or returns; nobody agrees to his own plan.

    Law: PP 30/2019 Ps. 59 (pejabat penilai kinerja); PermenPANRB 6/2022 Ps. 5.
    """
    return plan.placement_id in actor.evaluates and actor.employee_id != plan.employee_id


def may_expect(actor: Actor, plan: Owned) -> bool:
    """The evaluator writes what he expects; the employee notes what the dialogue agreed.

    Law: PermenPANRB 6/2022, Lampiran (penetapan dan klarifikasi ekspektasi).
    """
    return may_edit(actor, plan) or may_review(actor, plan)


def may_comment(actor: Actor, plan: Steered) -> bool:
    """The evaluator and the heads above are led to feedback, whose own room asks again.

    Law: PermenPANRB 6/2022 Ps. 5 (umpan balik berkelanjutan dari Pimpinan).
    """
    is_head = plan.unit_id in actor.units_headed and actor.employee_id != plan.employee_id
    return is_head or may_review(actor, plan)


def may_copy_from(actor: Actor, plan: Owned) -> bool:
    """One copies only from one's own earlier plan."""
    return may_edit(actor, plan)

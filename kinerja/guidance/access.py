"""Who may do what with a guidance. The state is asked by the operation."""

from __future__ import annotations

from typing import Protocol

from kinerja.foundation.actor import Actor, Role


class Placed(Protocol):
    """Whose guidance it is, in which position."""

    @property
    def employee_id(self) -> int: ...
    @property
    def placement_id(self) -> int: ...


class Guided(Placed, Protocol):
    """And who guides, under which heads."""

    @property
    def unit_id(self) -> int: ...
    @property
    def mentor_id(self) -> int | None: ...


def may_decide(actor: Actor, placed: Placed) -> bool:
    """Whoever assesses the position today begins or declines; nobody guides himself."""
    return placed.placement_id in actor.evaluates and actor.employee_id != placed.employee_id


def is_mentor(actor: Actor, guidance: Guided) -> bool:
    """The one who guides."""
    return actor.employee_id is not None and actor.employee_id == guidance.mentor_id


def may_guide(actor: Actor, guidance: Guided) -> bool:
    """The mentor, and the evaluator who stays responsible. Law: PermenPANRB 6/2022 Ps. 5."""
    return is_mentor(actor, guidance) or may_decide(actor, guidance)


def is_own(actor: Actor, guidance: Placed) -> bool:
    """The employee who is guided."""
    return actor.employee_id == guidance.employee_id


def is_one_of_both(actor: Actor, guidance: Guided) -> bool:
    """The two of a guidance; reads of all others are recorded."""
    return is_own(actor, guidance) or is_mentor(actor, guidance)


def sees_all(actor: Actor, guidance: Guided) -> bool:
    """The two, the evaluator, the heads above: all but who guided before."""
    return (
        is_one_of_both(actor, guidance)
        or guidance.placement_id in actor.evaluates
        or guidance.unit_id in actor.units_headed
    )


def may_word(actor: Actor) -> bool:
    """Who keeps the wording of the nine statements."""
    return actor.has(Role.PENGELOLA_KOTA)

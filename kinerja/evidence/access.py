"""Who writes realizations and who opens evidence."""

from __future__ import annotations

from typing import Protocol

from kinerja.foundation.actor import Actor


class Owned(Protocol):
    """What of a plan decides about it."""

    @property
    def employee_id(self) -> int: ...


def may_report(actor: Actor, plan: Owned) -> bool:
    """Only the employee says what was reached. Law: PermenPANRB 6/2022 Ps. 5."""
    return actor.employee_id == plan.employee_id

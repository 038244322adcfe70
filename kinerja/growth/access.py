"""Who writes a development plan, and who may stand behind it. The state is asked by the operation.

Heads, managers and auditors have no part in it: it is a matter of the two.
"""

from __future__ import annotations

from typing import Protocol

from kinerja.foundation.actor import Actor

NOT_YOURS = "Rencana pengembangan ditulis oleh pegawainya sendiri."
NOT_YOUR_TEAM = "Dukungan diberikan oleh pejabat penilai pegawai ini."


class Placed(Protocol):
    """Whose plan it is, in which position."""

    @property
    def employee_id(self) -> int: ...
    @property
    def placement_id(self) -> int: ...


class Owned(Protocol):
    """Whose it is."""

    @property
    def employee_id(self) -> int: ...


def may_write(actor: Actor, owned: Owned) -> bool:
    """One writes one's own plan, and nobody else's."""
    return actor.employee_id is not None and actor.employee_id == owned.employee_id


def may_support(actor: Actor, plan: Placed) -> bool:
    """Whoever assesses the position today. Law: PermenPANRB 6/2022 Ps. 5."""
    return plan.placement_id in actor.evaluates and plan.employee_id != actor.employee_id

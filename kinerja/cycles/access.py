"""Who administers the performance year."""

from __future__ import annotations

from kinerja.foundation.actor import Actor, Role


def may_administer(actor: Actor) -> bool:
    """The pengelola of the city, and the machine on their order."""
    return actor.has(Role.PENGELOLA_KOTA) or actor.is_system


def may_look(actor: Actor) -> bool:
    """Dates, holidays and parameters are for everybody who works here; changing them is not."""
    return actor.employee_id is not None or bool(actor.roles) or actor.is_system

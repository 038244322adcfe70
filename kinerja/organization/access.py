"""Who may change people, positions and units. The state is asked by the operation itself."""

from __future__ import annotations

from collections.abc import Iterable

from kinerja.foundation.actor import Actor, Role


def may_manage_city(actor: Actor) -> bool:
    """The pengelola of the city, and the machine."""
    return Role.PENGELOLA_KOTA in actor.roles or actor.is_system


def may_place(actor: Actor, unit_id: int) -> bool:
    """Tell whether the person puts people into this unit, and ends their posts there."""
    own = Role.PENGELOLA_OPD in actor.roles and unit_id in actor.units_managed
    return own or may_manage_city(actor)


def may_manage_person(actor: Actor, unit_ids: Iterable[int]) -> bool:
    """Tell whether the person manages somebody who works in these units."""
    return may_manage_city(actor) or any(may_place(actor, unit_id) for unit_id in unit_ids)

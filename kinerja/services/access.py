"""Who may change services and surveys. The state is asked by the operation itself."""

from __future__ import annotations

from kinerja.foundation.actor import Actor, Role

NOT_YOURS = "Hanya admin survei kepuasan unit ini yang mengatur layanannya."


def may_administer(actor: Actor, unit_id: int) -> bool:
    """The admin SKM of this unit or of one above it; the pengelola of the city; the machine."""
    own = unit_id in actor.units_surveyed
    return own or Role.PENGELOLA_KOTA in actor.roles or actor.is_system


def may_open(actor: Actor) -> bool:
    """Whoever may administer the services of any unit."""
    return bool(actor.units_surveyed) or Role.PENGELOLA_KOTA in actor.roles


def may_open_everywhere(actor: Actor) -> bool:
    """The pengelola of the city is bound to no unit."""
    return Role.PENGELOLA_KOTA in actor.roles


def may_look(actor: Actor) -> bool:
    """Whoever has a unit whose services he sees; the others find theirs on the public page."""
    return bool(
        actor.units_surveyed or actor.units_headed or actor.units_managed or actor.units_audited
    )


def may_read_words(actor: Actor, unit_id: int) -> bool:
    """Whoever administers, and the head of the unit or of one above it: comments are not public."""
    return may_administer(actor, unit_id) or unit_id in actor.units_headed

"""Who enters paper answers. The state is asked by the operation itself."""

from __future__ import annotations

from kinerja.foundation.actor import Actor, Role
from kinerja.services.access import may_administer

NOT_YOURS = "Jawaban kertas diisi oleh admin survei dan pimpinan unit layanan ini."


def may_enter(actor: Actor, unit_id: int) -> bool:
    """Whoever administers the service, and the head of its unit or of one above it."""
    return may_administer(actor, unit_id) or unit_id in actor.units_headed


def may_enter_somewhere(actor: Actor) -> bool:
    """Whoever has a unit whose papers he may enter."""
    units = actor.units_surveyed or actor.units_headed
    return bool(units) or Role.PENGELOLA_KOTA in actor.roles

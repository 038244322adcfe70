"""Who enters paper answers. The state is asked by the operation itself."""

from __future__ import annotations

from kinerja.foundation.actor import Actor
from kinerja.services.access import may_administer

NOT_YOURS = "Jawaban kertas diisi oleh admin survei dan pimpinan unit layanan ini."


def may_enter(actor: Actor, unit_id: int) -> bool:
    """Whoever administers the service, and the head of its unit or of one above it."""
    return may_administer(actor, unit_id) or unit_id in actor.units_headed

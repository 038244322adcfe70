"""Who plans follow-ups and who reports on them. The state is asked by the operation itself."""

from __future__ import annotations

from typing import Protocol

from kinerja.foundation.actor import Actor, Role
from kinerja.services import access as services

NOT_YOURS = "Tindak lanjut direncanakan oleh admin survei atau pimpinan unit layanan ini."
NOT_YOUR_WORK = "Tindak lanjut ini dilaporkan oleh penanggung jawabnya."


class Charged(Protocol):
    """Whose follow-up it is, about a service of which unit."""

    @property
    def responsible_id(self) -> int: ...


def may_plan(actor: Actor, unit_id: int) -> bool:
    """Whoever administers the services of the unit, and its head or one above him."""
    return services.may_administer(actor, unit_id) or unit_id in actor.units_headed


def may_report(actor: Actor, unit_id: int, charged: Charged) -> bool:
    """Whoever plans, and the person who answers for it."""
    return may_plan(actor, unit_id) or actor.employee_key == charged.responsible_id


def units_planned(actor: Actor) -> list[int]:
    """Return the units for whose services this person may plan; see `may_plan`."""
    whole_city = actor.units_managed if actor.has(Role.PENGELOLA_KOTA) else []
    return sorted({*actor.units_surveyed, *actor.units_headed, *whole_city})

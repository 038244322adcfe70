"""Who imports complaints. The state is asked by the operation itself."""

from __future__ import annotations

from kinerja.foundation.actor import Actor, Role

NOT_YOURS = "Aduan diimpor oleh admin survei dan pengelola kinerja kota."
NOT_SEEN = "Daftar aduan untuk pimpinan unit, admin survei, pengelola kinerja, dan auditor."


def may_import_somewhere(actor: Actor) -> bool:
    """Whoever administers the surveys of a unit; the pengelola of the city."""
    return bool(actor.units_surveyed) or Role.PENGELOLA_KOTA in actor.roles


def units_seen(actor: Actor) -> list[int]:
    """Return the units whose complaints one sees one by one, as `visible_to` does."""
    every = (actor.units_surveyed, actor.units_headed, actor.units_managed, actor.units_audited)
    return sorted({unit for units in every for unit in units})

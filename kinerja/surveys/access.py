"""Who sees results. The state is asked by the operation itself; see also `services.access`."""

from __future__ import annotations

from kinerja.foundation.actor import Actor, Role

NOT_YOURS = (
    "Hasil survei ini untuk pimpinan unit, admin survei, pengelola kinerja, dan auditor. "
    "Hasil untuk umum ada di halaman publik."
)
NOT_YOUR_WORDS = "Saran warga hanya untuk pimpinan unit dan admin survei."
NOT_YOUR_RULING = "Keputusan tentang jawaban bertanda diambil oleh admin survei unit ini."
NOT_YOUR_NETWORKS = "Jaringan kantor diatur oleh admin survei kota atau administrator."


def units_seen(actor: Actor) -> frozenset[int]:
    """Return the units whose results one sees signed in; the same lists as `visible_to`."""
    return frozenset(
        [
            *actor.units_surveyed,
            *actor.units_headed,
            *actor.units_managed,
            *actor.units_audited,
        ]
    )


def may_set_networks(actor: Actor, root_id: int) -> bool:
    """The admin SKM of the whole city, and the administrator."""
    return root_id in actor.units_surveyed or actor.has(Role.ADMINISTRATOR) or actor.is_system

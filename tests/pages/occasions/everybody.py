"""What nobody in particular opens, and where each role begins."""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.foundation.actor import Role
from tests.pages.people import Examples, Stop, holder

#: where each role begins: the first page is that of everybody
FOR_ROLES = {
    Role.PENGELOLA_KOTA: ["/kode/", "/tahun/", "/impor/", "/pejabat/", "/jejak/", "/pegawai/"],
    Role.PENGELOLA_OPD: ["/pegawai/", "/unit/"],
    Role.AUDITOR: ["/jejak/"],
    Role.ADMINISTRATOR: ["/pengaturan/", "/peran/"],
}


def come_to_the_door(_examples: Examples) -> Iterator[Stop]:
    """Go through what is open to somebody who has not signed in."""
    yield None, ["/masuk", "/aktivasi", "/lupa-sandi", "/periksa/", "/gaya/"]


def bear_a_role(_examples: Examples) -> Iterator[Stop]:
    """Go through what roles open."""
    for role, starts in FOR_ROLES.items():
        yield holder(role), starts

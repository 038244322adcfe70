"""Why a window or an answer was refused, and what to do next."""

from __future__ import annotations

from kinerja.anonymous.models import LARGEST_GROUP, SMALLEST_DIFFERENCE, SMALLEST_GROUP
from kinerja.foundation.refusals import Refusal, Stale, WrongState


class GroupTooSmall(Refusal):
    """In a small group everybody would know who said what."""

    code = "group_too_small"
    message = (
        f"Kelompok ini kurang dari {SMALLEST_GROUP} orang, jadi penjawab mudah ditebak."
        " Pilih kelompok yang lebih besar."
    )


class GroupTooLarge(Refusal):
    """More people than one window holds."""

    code = "group_too_large"
    message = f"Kelompok ini lebih dari {LARGEST_GROUP} orang. Pilih kelompok yang lebih kecil."


class GroupTooClose(Refusal):
    """What two nearly equal groups say differs by what the few said."""

    code = "group_too_close"
    message = (
        "Kelompok ini hampir sama dengan kelompok yang pernah ditanya tentang pegawai ini."
        f" Bedanya kurang dari {SMALLEST_DIFFERENCE} orang, jadi jawaban seseorang bisa dihitung"
        " dari selisih dua hasil. Pilih kelompok lain, atau tunggu sampai susunannya berubah."
    )


class AlreadyOpen(Refusal):
    """One window about a person at a time."""

    code = "window_already_open"
    message = "Masukan anonim tentang pegawai ini masih dibuka. Tunggu sampai ditutup."


class GroupChanged(Stale):
    """Somebody came or went since the list was shown."""

    code = "group_changed"
    message = "Susunan kelompok berubah sejak halaman ini dibuka. Periksa lagi daftarnya."


class WindowClosed(WrongState):
    """The last day of answering is over."""

    code = "window_closed"
    message = "Masukan anonim ini sudah ditutup, jadi tidak bisa diisi atau diubah lagi."


class KeyNotHere(Refusal):
    """The file with the window's key is not on this machine."""

    code = "window_key_missing"
    message = (
        "Kunci masukan anonim ini tidak ditemukan di server, jadi jawaban tidak bisa dibuka atau"
        " disimpan. Beri tahu administrator."
    )

"""Why no demo city is made."""

from __future__ import annotations

from kinerja.foundation.refusals import Refusal


class NotEmpty(Refusal):
    """The database holds people, units or accounts that the demo did not make."""

    code = "not_empty"
    message = (
        "Basis data ini sudah berisi pegawai, unit, akun, atau tahun kinerja."
        " Kota contoh hanya dibuat di basis data kosong."
    )


class TooSmall(Refusal):
    """Below this number not every role can be shown."""

    code = "too_small"


class BadDay(Refusal):
    """On this day fewer than two quarters are over."""

    code = "bad_day"
    message = (
        "Pilih tanggal mulai 1 Juli sampai 31 Desember, sesudah dua triwulan berakhir,"
        " dan tidak melewati hari ini."
    )

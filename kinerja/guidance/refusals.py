"""What stands in the way of a guidance, and what to do next."""

from __future__ import annotations

from kinerja.foundation.refusals import Refusal, WrongState


class PostEnded(Refusal):
    """The position is no longer held."""

    code = "guidance_post_ended"
    message = "Jabatan ini sudah berakhir. Bimbingan dimulai oleh penilai jabatannya yang sekarang."


class AlreadyRuns(Refusal):
    """One guidance at a time."""

    code = "guidance_already_runs"
    message = "Pegawai ini sedang dibimbing. Selesaikan bimbingan itu dulu, atau perpanjang."


class NotAMentor(Refusal):
    """The mentor works neither in the same perangkat daerah nor above."""

    code = "guidance_not_a_mentor"
    message = "Pilih pembimbing dari perangkat daerah yang sama, atau pimpinan di atasnya."


class MentorIsSubordinate(Refusal):
    """The mentor would be assessed by the one he guides."""

    code = "guidance_mentor_is_subordinate"
    message = "Pembimbing ini dinilai oleh pegawai yang dibimbing. Pilih orang lain."


class SameMentor(Refusal):
    """Nothing would change."""

    code = "guidance_same_mentor"
    message = "Orang ini sudah menjadi pembimbing. Pilih orang lain."


class DaysNotUsable(Refusal):
    """A guidance ends after today and within two years of its beginning."""

    code = "guidance_days"
    message = "Pilih tanggal selesai sesudah hari ini, paling lama dua tahun sejak dimulai."


class NotLonger(Refusal):
    """To extend is to end later."""

    code = "guidance_not_longer"
    message = "Pilih tanggal yang lebih lama dari tanggal selesai yang sekarang."


class SessionNotFitting(Refusal):
    """One of the planned sessions has no free place."""

    code = "guidance_session"


class NotInThisState(WrongState):
    """The guidance has moved on."""

    code = "guidance_state"
    message = "Tahap bimbingan ini sudah berubah. Muat ulang halaman untuk melihat keadaan terbaru."


class NotBegun(WrongState):
    """Nobody answers about what has not begun."""

    code = "guidance_not_begun"
    message = "Pernyataan diisi setelah bimbingan dimulai."


class AlreadyAnswered(WrongState):
    """The nine statements are answered once."""

    code = "guidance_already_answered"
    message = "Pernyataan ini sudah Anda kirim. Jawaban yang terkirim tidak berubah lagi."


class NotNine(Refusal):
    """Each of the nine statements has one answer from 1 to 4."""

    code = "guidance_not_nine"
    message = "Jawab kesembilan pernyataan, lalu kirim lagi."

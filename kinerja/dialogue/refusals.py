"""What stands in the way of a session, a point or an agreement, and what to do next."""

from __future__ import annotations

from kinerja.foundation.refusals import Refusal, Stale, WrongState


class NoSuperior(Refusal):
    """Nobody assesses this position today."""

    code = "dialogue_no_superior"
    message = (
        "Posisi ini belum punya pejabat penilai. Minta pengelola kinerja menunjuk penilainya dulu."
    )


class PostEnded(Refusal):
    """The position is no longer held."""

    code = "dialogue_post_ended"
    message = "Jabatan ini sudah berakhir. Jadwalkan dari jabatannya yang sekarang."


class TimeNotUsable(Refusal):
    """A session a year ahead, or long ago, is a slip of the pen."""

    code = "dialogue_time"
    message = "Pilih waktu antara 31 hari yang lalu dan satu tahun ke depan."


class TimeTaken(Refusal):
    """The employee already sits in another session then."""

    code = "dialogue_time_taken"
    message = "Sudah ada sesi dialog lain pada waktu itu. Pilih jam yang lain."


class LeaderTaken(TimeTaken):
    """The one who leads sits in another session then."""

    code = "dialogue_leader_taken"
    message = "Yang memimpin sesi ini sudah punya sesi dialog lain pada waktu itu. Pilih jam lain."


class AlreadyAsked(Refusal):
    """One request at a time."""

    code = "dialogue_already_asked"
    message = "Permintaan Anda sebelumnya masih menunggu jawaban. Tunggu atau batalkan dulu."


class SeriesRuns(Refusal):
    """One running series for each employee."""

    code = "dialogue_series_runs"
    message = "Pegawai ini sudah punya sesi rutin. Akhiri yang lama dulu, lalu buat yang baru."


class SeriesEnded(WrongState):
    """The series was ended before."""

    code = "dialogue_series_ended"
    message = "Sesi rutin ini sudah diakhiri."


class NotInThisState(WrongState):
    """The session has moved on."""

    code = "dialogue_state"
    message = "Tahap sesi ini sudah berubah. Muat ulang halaman untuk melihat keadaan terbaru."


class NotYet(Refusal):
    """What has not begun can neither have been held nor missed."""

    code = "dialogue_not_yet"
    message = "Sesi ini belum waktunya. Bila berlangsung lebih awal, pindahkan dulu waktunya."


class NothingWritten(Refusal):
    """A session that says nothing does not count as one."""

    code = "dialogue_nothing_written"
    message = (
        "Tulis dulu satu kalimat catatan atau satu kesepakatan."
        " Sesi tanpa isi tidak membantu siapa pun."
    )


class AlreadyConfirmed(WrongState):
    """This person has confirmed, or one of both has: what was confirmed stays."""

    code = "dialogue_confirmed"
    message = "Catatan sesi ini sudah disetujui, jadi tidak berubah lagi."


class StaleNotes(Stale):
    """The other one saved notes meanwhile."""

    code = "dialogue_notes_stale"
    message = "Catatan ini baru saja diubah. Bandingkan, lalu simpan yang Anda pakai."


class StalePoint(Stale):
    """The other one changed the point meanwhile."""

    code = "dialogue_point_stale"
    message = "Butir agenda ini baru saja diubah. Bandingkan, lalu simpan yang Anda pakai."


class PointGone(WrongState):
    """The point was discussed, removed or taken along."""

    code = "dialogue_point_gone"
    message = "Butir agenda ini sudah dibahas, dihapus, atau pindah ke sesi lain."


class AlreadyOnAgenda(Refusal):
    """The thing stands on the agenda."""

    code = "dialogue_on_agenda"
    message = "Hal ini sudah ada di agenda berikutnya."


class NotOneOfBoth(Refusal):
    """Only the two of a session promise something, or miss it."""

    code = "dialogue_not_one_of_both"
    message = "Pilih salah satu dari Anda berdua."


class DueNotUsable(Refusal):
    """A promise for a day before the session, or in three years."""

    code = "dialogue_due"
    message = "Pilih tanggal sejak hari sesi sampai dua tahun ke depan."


class AgreementEnded(WrongState):
    """The agreement is done or dropped, or runs again."""

    code = "dialogue_agreement_state"
    message = "Kesepakatan ini sudah berubah. Muat ulang halaman untuk melihat keadaan terbaru."


class NoFeed(WrongState):
    """There is no address to revoke."""

    code = "dialogue_no_feed"
    message = "Tidak ada alamat kalender yang berlaku."

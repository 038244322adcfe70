"""Why something about counseling was refused, and what to do next."""

from __future__ import annotations

from kinerja.foundation.refusals import Refusal, WrongState


class NotIndependent(Refusal):
    """The counselor assesses the employee, stands above him, or is assessed by him."""

    code = "counselor_not_independent"
    message = "Konselor ini tidak bisa dipilih untuk pegawai ini. Pilih konselor lain."


class AlreadyRunning(Refusal):
    """One case at a time."""

    code = "counseling_already_running"
    message = "Anda masih punya konseling yang berjalan. Selesaikan atau tarik dulu."


class CaseMoved(WrongState):
    """The case has gone on meanwhile."""

    code = "counseling_moved"
    message = "Tahap konseling ini sudah berubah. Muat ulang halaman."


class CounselorStays(Refusal):
    """Only a case whose counselor has left is ended by the employee."""

    code = "counselor_stays"
    message = "Konselor Anda masih bertugas. Konseling ditutup bersama konselor."


class MeetingEnded(WrongState):
    """Held or canceled before."""

    code = "meeting_ended"
    message = "Pertemuan ini sudah ditandai. Muat ulang halaman."


class MeetingNotYet(Refusal):
    """It lies ahead."""

    code = "meeting_not_yet"
    message = "Pertemuan ini belum mulai. Tandai setelah berlangsung."


class NoKey(Refusal):
    """The counselor has no pair yet."""

    code = "no_counselor_key"
    message = "Buat kunci catatan Anda dulu. Tanpa kunci, catatan tidak bisa disegel."


class NoRecoveryKey(Refusal):
    """Nobody has printed the city's key yet."""

    code = "no_recovery_key"
    message = (
        "Kunci pemulihan kota belum dibuat, jadi catatan belum bisa disegel."
        " Minta administrator atau pengelola kinerja kota membuatnya."
    )


class NotUnderstood(Refusal):
    """The page about what is lost was not read yet."""

    code = "loss_not_understood"
    message = "Baca dulu apa yang terjadi jika kunci hilang, lalu tulis catatan."


class KeyExists(WrongState):
    """There is a pair in force."""

    code = "counselor_key_exists"
    message = "Anda sudah punya kunci catatan. Muat ulang halaman."


class WeakPassphrase(Refusal):
    """The passphrase is too easy."""

    code = "weak_passphrase"

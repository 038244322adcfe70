"""What stands in the way of a follow-up, and what to do next."""

from __future__ import annotations

from kinerja.foundation.refusals import Refusal, Stale, WrongState


class ServiceNotOpen(WrongState):
    """Nothing is promised for a service that is no more."""

    code = "improvement_service_closed"
    message = "Layanan ini sudah ditutup, jadi tidak ada lagi yang perlu direncanakan."


class PeriodNotOver(Refusal):
    """A follow-up answers a result, and there is none before the period ends."""

    code = "improvement_period_not_over"
    message = "Periode survei ini belum selesai. Tunggu hasilnya, lalu buat rencana."


class DueNotUsable(Refusal):
    """Too early, or so late that nobody waits for it."""

    code = "improvement_due"
    message = "Pilih batas waktu antara hari ini dan dua tahun lagi."


class NotOfThisUnit(Refusal):
    """Only somebody who works there can answer for it."""

    code = "improvement_responsible"
    message = "Pilih penanggung jawab yang bekerja di unit layanan ini hari ini."


class AlreadyBegun(WrongState):
    """It runs, or it has ended."""

    code = "improvement_begun"
    message = "Tindak lanjut ini sudah dimulai."


class AlreadyEnded(WrongState):
    """It is done, or it was dropped."""

    code = "improvement_ended"
    message = "Tindak lanjut ini sudah berakhir. Lanjutkan lagi dulu jika masih dikerjakan."


class StillRuns(WrongState):
    """What runs cannot be taken up again."""

    code = "improvement_still_runs"
    message = "Tindak lanjut ini masih berjalan."


class SayWhatChanged(Refusal):
    """Citizens read it."""

    code = "improvement_without_outcome"
    message = "Tulis apa yang berubah untuk warga."


class SayWhy(Refusal):
    """A promise that is not kept needs its reason."""

    code = "improvement_without_reason"
    message = "Tulis mengapa hal ini belum bisa dikerjakan."


class LinkNotUsable(Refusal):
    """Evidence that nobody can open."""

    code = "improvement_link"
    message = "Tulis tautan lengkap, misalnya https://drive.kotalama.go.id/foto."


class StaleImprovement(Stale):
    """Two windows changed the same follow-up."""

    code = "improvement_stale"
    message = "Tindak lanjut ini sudah disimpan dari jendela lain. Pilih isian yang dipakai."

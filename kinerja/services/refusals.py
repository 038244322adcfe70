"""What stands in the way of a service, a counter, a code or a question, and what to do next."""

from __future__ import annotations

from kinerja.foundation.refusals import Refusal, Stale, WrongState


class UnitGone(Refusal):
    """A unit of yesterday serves nobody today."""

    code = "service_unit_gone"
    message = "Unit ini tidak ada lagi hari ini. Pilih unit yang berjalan."


class NameTaken(Refusal):
    """Two open services of a unit, or two open counters of a service, with one name."""

    code = "service_name_taken"
    message = "Unit ini sudah punya layanan berjalan dengan nama itu. Pakai nama lain."


class CounterNameTaken(NameTaken):
    """The same among the counters of a service."""

    code = "counter_name_taken"
    message = "Layanan ini sudah punya loket dengan nama itu. Pakai nama lain."


class ServiceClosed(WrongState):
    """Nothing of a closed service changes."""

    code = "service_closed"
    message = "Layanan ini ditutup. Buka lagi layanannya, lalu ulangi."


class ServiceOpen(WrongState):
    """There is nothing to open again."""

    code = "service_open"
    message = "Layanan ini sudah berjalan."


class CounterClosed(WrongState):
    """Nobody serves there any more."""

    code = "counter_closed"
    message = "Loket ini ditutup. Buka lagi loketnya, lalu ulangi."


class CounterOpen(WrongState):
    """There is nothing to open again."""

    code = "counter_open"
    message = "Loket ini sudah berjalan."


class StaleService(Stale):
    """Two windows changed the same service."""

    code = "service_stale"
    message = "Layanan ini sudah disimpan dari jendela lain. Pilih isian yang dipakai."


class StaleCode(Stale):
    """The code that one meant to replace has been replaced by somebody."""

    code = "service_code_stale"
    message = "Kode loket ini baru saja diganti. Lihat kode yang sekarang, lalu putuskan lagi."


class TooManyQuestions(Refusal):
    """Nine questions and a few; else nobody answers to the end."""

    code = "service_questions_full"
    message = (
        "Layanan ini sudah punya tiga pertanyaan tambahan. Akhiri salah satunya, lalu tambah lagi."
    )


class AnswersNotUsable(Refusal):
    """Four words for four scores, all different."""

    code = "service_answers"
    message = "Tulis empat pilihan jawaban yang berbeda, dari yang paling buruk."


class QuestionEnded(WrongState):
    """It is asked no more."""

    code = "service_question_ended"
    message = "Pertanyaan ini sudah berakhir."

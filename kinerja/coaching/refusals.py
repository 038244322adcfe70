"""What stands in the way of feedback, requests and reports."""

from __future__ import annotations

from kinerja.foundation.refusals import Refusal, WrongState


class NothingMeant(Refusal):
    """What the feedback is about does not exist in this plan, or not for this person."""

    code = "feedback_about_nothing"
    message = "Pilih hasil kerja, bukti, atau perilaku yang Anda maksud."


class NoWords(Refusal):
    """Feedback without words."""

    code = "feedback_without_words"
    message = "Tulis perilaku yang Anda lihat."


class PlanClosed(WrongState):
    """The plan or its year is closed."""

    message = "SKP ini sudah ditutup. Berikan umpan balik pada SKP yang berjalan."


class WallNeedsPraise(Refusal):
    """Only appreciation by another person goes on the wall."""

    code = "feedback_wall_needs_praise"
    message = "Dinding apresiasi hanya untuk apresiasi. Pilih jenis Apresiasi atau pembaca lain."


class OwnWordsStay(Refusal):
    """What one writes about oneself does not go on the wall."""

    code = "feedback_own_not_on_wall"
    message = "Catatan tentang diri sendiri tidak ditampilkan di dinding apresiasi."


class AlreadyAsked(Refusal):
    """The same person has been asked the same thing and has not answered yet."""

    code = "feedback_already_asked"
    message = (
        "Anda sudah meminta ini dan orangnya belum menjawab. Tunggu jawabannya atau tarik dulu."
    )


class RequestEnded(WrongState):
    """The request was answered, declined or withdrawn."""

    message = "Permintaan ini sudah selesai."


class AlreadyReported(Refusal):
    """One report a reader."""

    code = "feedback_already_reported"
    message = "Anda sudah melaporkan umpan balik ini. Jawaban pengelola muncul di sini."


class AlreadyCovered(WrongState):
    """The words are covered already."""

    message = "Umpan balik ini sudah ditutup pengelola."


class ReportAnswered(WrongState):
    """Somebody has answered this report."""

    message = "Laporan ini sudah dijawab."


class NotOnWall(WrongState):
    """It hangs there no more, or never did."""

    message = "Apresiasi ini tidak ada di dinding."

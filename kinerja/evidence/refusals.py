"""Why a realization or evidence was refused, and what to do next."""

from __future__ import annotations

from kinerja.foundation.refusals import Refusal, Stale, WrongState


class PlanNotAgreed(WrongState):
    """There is no agreed target to compare with yet."""

    code = "plan_not_agreed"
    message = "Realisasi bisa diisi setelah SKP disepakati. Ajukan SKP Anda dulu."


class PeriodClosed(WrongState):
    """The pengelola has locked the period."""

    code = "period_closed"
    message = (
        "Periode ini sudah ditutup pengelola kinerja, jadi isiannya terkunci."
        " Hubungi pengelola kinerja jika ada yang perlu diperbaiki."
    )


class PeriodNotBegun(WrongState):
    """Nothing can have been reached yet."""

    code = "period_not_begun"
    message = "Periode ini belum mulai."


class NotOfThisPlan(Refusal):
    """The indicator or the period does not belong to this plan."""

    code = "not_of_this_plan"
    message = "Indikator ini bukan bagian dari SKP dan periode ini. Muat ulang halaman."


class StaleRealization(Stale):
    """Somebody saved this indicator meanwhile, perhaps oneself on another device."""

    code = "realization_stale"
    message = "Ada isian yang lebih baru untuk indikator ini. Pilih isian yang dipakai."


class NotComplete(Refusal):
    """Some indicators have no realization."""

    code = "report_not_complete"
    message = "Isi realisasi indikator ini dulu, lalu kirim."


class AlreadySent(WrongState):
    """The report of this period was sent before."""

    code = "report_already_sent"
    message = "Realisasi periode ini sudah Anda kirim. Perubahan isian tetap terlihat penilai."


class FileTooLarge(Refusal):
    code = "file_too_large"


class FileKindUnknown(Refusal):
    code = "file_kind_unknown"
    message = (
        "Jenis file ini belum bisa diterima. Pakai PDF, foto (JPG atau PNG), Excel, atau Word."
    )


class LinkNotUsable(Refusal):
    code = "link_not_usable"
    message = "Tulis tautan lengkap, misalnya https://drive.kotalama.go.id/laporan."


class TooMuchEvidence(Refusal):
    code = "too_much_evidence"
    message = "Satu indikator memuat paling banyak 10 bukti tiap periode. Hapus yang tidak perlu."


class SourceNotInLine(Refusal):
    """A service or unit of somewhere else says nothing about this plan."""

    code = "source_not_in_line"
    message = "Pilih layanan atau unit Anda sendiri, yang di atasnya, atau yang di bawahnya."


class TargetNotNumber(Refusal):
    """An index needs a target to be compared with."""

    code = "source_target_not_number"
    message = "Target indikator ini bukan angka, jadi realisasinya diisi sendiri."


class TargetAddsUp(Refusal):
    """Indices of four quarters added up mean nothing."""

    code = "source_target_adds_up"
    message = (
        "Indikator ini dijumlahkan dari periode ke periode. Hasil survei tidak bisa dijumlahkan."
        " Ubah cara hitungnya menjadi nilai terakhir lewat perubahan SKP."
    )


class OtherScale(Refusal):
    """A target of 85 cannot be reached on a scale that ends at 4."""

    code = "source_other_scale"


class StaleSource(Stale):
    """Two windows chose."""

    code = "source_stale"
    message = "Sumber indikator ini baru saja diganti. Lihat sumber yang sekarang, lalu putuskan."


class SourceAgreed(WrongState):
    """Both agreed on how the indicator is measured; one alone does not change it."""

    code = "source_agreed"
    message = (
        "Sumber ini disepakati bersama SKP, jadi tidak diganti atau diakhiri di tengah jalan."
        " Bicarakan dengan penilai jika perlu diubah."
    )


class SourceEnded(WrongState):
    """There is none to end."""

    code = "source_ended"
    message = "Indikator ini tidak mengambil realisasinya dari sumber lain."


class ValueFromSource(WrongState):
    """What citizens said is not typed over."""

    code = "value_from_source"
    message = (
        "Nilai indikator ini diambil dari sumbernya, jadi tidak bisa diketik."
        " Akhiri sumbernya dulu jika nilainya perlu diisi sendiri."
    )

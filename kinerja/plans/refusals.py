"""Why something about a plan was refused, and what to do next."""

from __future__ import annotations

from kinerja.foundation.refusals import Refusal, Stale, WrongState


class YearNotOpen(WrongState):
    """The year has not begun, or is over."""

    code = "year_not_open"
    message = "Tahun kinerja ini tidak sedang berjalan. Tanyakan kepada pengelola kinerja."


class NoPlacement(Refusal):
    """Nobody knows today's position of the person."""

    code = "no_placement"
    message = (
        "Jabatan Anda hari ini belum tercatat. Minta pengelola kinerja di kantor Anda"
        " melengkapinya, lalu mulai lagi."
    )


class NoPlanNeeded(Refusal):
    """State officials are no ASN: they make no SKP."""

    code = "no_plan_needed"
    message = "Pejabat negara tidak menyusun SKP."


class PlanExists(Refusal):
    """One plan at a time."""

    code = "plan_exists"
    message = "Anda sudah punya SKP pada waktu itu. Buka SKP itu dan lanjutkan."


class NothingToCopy(Refusal):
    """The earlier plan was never agreed, or belongs to somebody else."""

    code = "nothing_to_copy"
    message = "Belum ada SKP tahun lalu yang bisa disalin. Mulai dari awal."


class NotEmpty(Refusal):
    """Copying into a draft that has results would mix two plans."""

    code = "plan_not_empty"
    message = "Draf ini sudah berisi RHK. Hapus dulu RHK-nya jika ingin menyalin."


class NotEditable(WrongState):
    """Submitted or agreed: the wording is locked."""

    code = "plan_not_editable"
    message = (
        "Isian SKP terkunci: sudah diajukan atau disepakati."
        " Isian terbuka lagi jika penilai mengembalikannya."
    )


class NotSubmitted(WrongState):
    """There is nothing to agree or to return."""

    code = "plan_not_submitted"
    message = "SKP ini sedang tidak menunggu persetujuan. Muat ulang untuk melihat tahapnya."


class PlanNotReady(Refusal):
    """The plan lacks something that a lawful SKP must contain."""

    code = "plan_not_ready"
    message = "SKP belum lengkap. Lengkapi bagian ini, lalu ajukan lagi."


class NoEvaluator(Refusal):
    """Nobody assesses this position today."""

    code = "no_evaluator"
    message = (
        "Penilai untuk jabatan Anda belum ditemukan. Minta pengelola kinerja perangkat daerah Anda"
        " mengisi kepala unit atau penilai khusus, lalu ajukan lagi. Draf Anda tetap tersimpan."
    )


class NotesMissing(Refusal):
    """Who returns a plan says what to mend."""

    code = "notes_missing"
    message = "Tulis catatan: apa yang perlu diperbaiki."


class ParentNotPossible(Refusal):
    """The superior's result that was chosen is not agreed, or is one's own."""

    code = "parent_not_possible"
    message = "Hasil kerja pimpinan itu tidak bisa dipilih. Muat ulang, lalu pilih lagi."


class StaleResult(Stale):
    """The result has changed since the form was drawn; `base` is that of the stored version."""

    code = "plan_stale"
    message = "Ada perubahan yang lebih baru pada RHK ini. Pilih isian yang dipakai."

    def __init__(self, base: str = "") -> None:
        self.base = base
        super().__init__()


class StalePart(Stale):
    """Something of the plan has changed since this form was drawn."""

    code = "plan_stale"
    message = "SKP ini berubah sejak halaman ini dibuka. Pilih isian yang dipakai."

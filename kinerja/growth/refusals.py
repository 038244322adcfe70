"""What stands in the way of a development plan or an action, and what to do next."""

from __future__ import annotations

from kinerja.foundation.refusals import Refusal, Stale, WrongState


class YearClosed(WrongState):
    """The year takes nothing more."""

    code = "growth_year_closed"
    message = "Tahun ini tidak berjalan. Tulis di rencana tahun yang sedang berjalan."


class NoPost(Refusal):
    """Somebody without a running position has nobody to follow the plan with."""

    code = "growth_no_post"
    message = "Anda tidak punya jabatan yang berjalan. Minta pengelola kinerja memeriksanya."


class DueNotUsable(Refusal):
    """A date of another time is a slip of the pen."""

    code = "growth_due"
    message = "Pilih batas waktu mulai awal tahun rencana, paling jauh dua tahun setelahnya."


class ActionEnded(WrongState):
    """The action has moved on."""

    code = "growth_action_ended"
    message = "Keadaan tindakan ini sudah berubah. Baca keadaan terbarunya, lalu pilih lagi."


class SayWhatCame(Refusal):
    """An action ends with a sentence about it."""

    code = "growth_outcome"
    message = "Tulis apa hasilnya, atau mengapa tidak dilanjutkan."


class StalePlan(Stale):
    """Two windows wrote the same texts."""

    code = "growth_plan_stale"
    message = "Rencana ini sudah disimpan dari jendela lain. Pilih isian yang dipakai."


class StaleAction(Stale):
    """Two windows changed the same action."""

    code = "growth_action_stale"
    message = "Tindakan ini sudah disimpan dari jendela lain. Pilih isian yang dipakai."


class ChangedSinceRead(Stale):
    """The superior had another version before him."""

    code = "growth_changed_since_read"
    message = "Rencana ini berubah setelah Anda membacanya. Baca lagi, lalu nyatakan dukungan."


class NothingToSupport(Refusal):
    """An empty plan."""

    code = "growth_nothing_to_support"
    message = "Rencana ini masih kosong. Bicarakan dulu isinya dengan pegawai."


class AlreadySupported(WrongState):
    """Support was given to these words."""

    code = "growth_already_supported"
    message = "Rencana ini sudah Anda dukung."

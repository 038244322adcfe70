"""Konseling kinerja: cases that two people see, notes that one can open."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinerja.counseling.querysets import CaseQuerySet, NoteQuerySet
from kinerja.organization.models import Employee


class CounselorKey(models.Model):
    """The X25519 pair of a counselor; the private half is sealed with a passphrase."""

    counselor = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    public = models.BinaryField(max_length=32)
    #: salt and sealed private half; the passphrase is stored nowhere
    salt = models.BinaryField(max_length=16)
    sealed_private = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "counselor_key"
        constraints = [
            models.UniqueConstraint(
                fields=["counselor"],
                condition=Q(retired_at=None),
                name="counselor_key_one_in_force",
            ),
        ]


class RecoveryKey(models.Model):
    """The public half of the city's recovery key; the private half is printed once."""

    public = models.BinaryField(max_length=32)
    fingerprint = models.TextField()
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "counseling_recovery_key"
        constraints = [
            models.UniqueConstraint(
                fields=["retired_at"],
                condition=Q(retired_at=None),
                nulls_distinct=False,
                name="counseling_recovery_key_one_in_force",
            ),
        ]


class Unlock(models.Model):
    """A counselor's private half for one session: sealed with a key that only a cookie holds."""

    counselor_key = models.ForeignKey(CounselorKey, models.CASCADE, related_name="+")
    session_key = models.TextField()
    sealed = models.BinaryField()
    ends_at = models.DateTimeField()

    class Meta:
        db_table = "counselor_unlock"
        constraints = [
            models.UniqueConstraint(fields=["session_key"], name="counselor_unlock_per_session"),
        ]


class Case(models.Model):
    """One counseling: an employee and an independent counselor.

    Law: PermenPANRB 6/2022, Lampiran (konseling kinerja).
    """

    class State(models.TextChoices):
        REQUESTED = "REQUESTED", "Diminta"
        OPEN = "OPEN", "Berjalan"
        CLOSED = "CLOSED", "Selesai"
        WITHDRAWN = "WITHDRAWN", "Ditarik"

    class FollowUp(models.TextChoices):
        TIDAK_ADA = "TIDAK_ADA", "Tidak ada tindak lanjut"
        BIMBINGAN = "BIMBINGAN", "Bimbingan kinerja"
        PELATIHAN = "PELATIHAN", "Pelatihan"
        PENUGASAN_KHUSUS = "PENUGASAN_KHUSUS", "Penugasan khusus"
        USUL_MUTASI = "USUL_MUTASI", "Usul mutasi"
        REKOMENDASI_HUKUMAN_DISIPLIN = (
            "REKOMENDASI_HUKUMAN_DISIPLIN",
            "Rekomendasi hukuman disiplin",
        )

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    counselor = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    #: None: the employee asked for it himself
    referred_by = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: the occasion in the words of who asked; both of the case read it
    occasion = models.TextField(default="", blank=True)
    state = models.CharField(max_length=9, choices=State)
    state_since = models.DateTimeField()
    made_at = models.DateTimeField()
    follow_up = models.CharField(max_length=28, choices=FollowUp, default="", blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "counseling_case"
        constraints = [
            models.CheckConstraint(
                condition=~Q(counselor=F("employee")), name="counseling_case_takes_two"
            ),
            models.CheckConstraint(
                condition=Q(referred_by=None) | ~Q(referred_by=F("counselor")),
                name="counseling_case_counselor_is_independent",
            ),
            models.CheckConstraint(
                condition=(Q(state="CLOSED") & ~Q(follow_up=""))
                | (~Q(state="CLOSED") & Q(follow_up="")),
                name="counseling_case_closed_with_follow_up",
            ),
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(state__in=["REQUESTED", "OPEN"]),
                name="counseling_case_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["counselor", "state"], name="counseling_case_of")]


class Meeting(models.Model):
    """A meeting of a case: when and where, nothing of what was said."""

    class State(models.TextChoices):
        PLANNED = "PLANNED", "Dijadwalkan"
        HELD = "HELD", "Berlangsung"
        CANCELED = "CANCELED", "Dibatalkan"

    case = models.ForeignKey(Case, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    place = models.TextField(default="", blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)

    class Meta:
        db_table = "counseling_meeting"


class Note(models.Model):
    """A note sealed to the counselor and to the city's recovery key. Append-only.

    Both private halves lost means lost: nobody can open it then.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="notes")
    counselor_key = models.ForeignKey(CounselorKey, models.PROTECT, related_name="+")
    recovery_key = models.ForeignKey(RecoveryKey, models.PROTECT, related_name="+")
    #: the text under a random key, and that key sealed to each of both
    ciphertext = models.BinaryField()
    key_for_counselor = models.BinaryField()
    key_for_recovery = models.BinaryField()
    written_at = models.DateTimeField()

    objects = NoteQuerySet.as_manager()

    class Meta:
        db_table = "counseling_note"
        indexes = [models.Index(fields=["case", "-written_at"], name="counseling_note_of_case")]

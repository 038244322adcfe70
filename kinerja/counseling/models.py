"""Konseling kinerja: cases that two people see, notes that one can open."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinerja.counseling.querysets import CaseQuerySet, MeetingQuerySet, NoteQuerySet
from kinerja.organization.models import Employee


class CounselorKey(models.Model):
    """The X25519 pair of a counselor; the private half is sealed with a passphrase.

    The public half never changes: column privileges see to it.
    """

    counselor = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    public = models.BinaryField(max_length=32)
    #: salt, scrypt's cost and the sealed private half; the passphrase is stored nowhere
    salt = models.BinaryField(max_length=16)
    cost = models.PositiveSmallIntegerField()
    sealed_private = models.BinaryField()
    made_at = models.DateTimeField()
    #: the counselor has read that what both have lost is lost
    understood_at = models.DateTimeField(null=True, blank=True)
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

    public = models.BinaryField(max_length=32, unique=True)
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
    """A counselor's private half for one session: sealed with a key that only a cookie holds.

    It goes with its session: the database deletes it when somebody signs out.
    """

    counselor_key = models.ForeignKey(CounselorKey, models.CASCADE, related_name="+")
    session = models.OneToOneField(
        "accounts.Session", models.DO_NOTHING, related_name="+", db_constraint=False
    )
    sealed = models.BinaryField()
    ends_at = models.DateTimeField()

    class Meta:
        db_table = "counselor_unlock"


class Case(models.Model):
    """One counseling: an employee and an independent counselor.

    Law: PermenPANRB 6/2022, Lampiran (konseling kinerja).
    """

    class State(models.TextChoices):
        REQUESTED = "REQUESTED", "Diminta"
        OPEN = "OPEN", "Berjalan"
        CLOSED = "CLOSED", "Selesai"
        WITHDRAWN = "WITHDRAWN", "Tidak dilanjutkan"

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
    #: what the employee wrote himself; both of the case read it
    occasion = models.TextField(default="", blank=True)
    state = models.CharField(max_length=9, choices=State)
    state_since = models.DateTimeField()
    made_at = models.DateTimeField()
    follow_up = models.CharField(max_length=28, choices=FollowUp, default="", blank=True)
    #: each of both for himself; the evaluator hears of the follow-up when both have agreed
    counselor_tells_at = models.DateTimeField(null=True, blank=True)
    employee_tells_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        db_table = "counseling_case"
        constraints = [
            models.CheckConstraint(
                condition=~Q(counselor=F("employee")), name="counseling_case_takes_two"
            ),
            models.CheckConstraint(
                condition=(Q(state="CLOSED") & ~Q(follow_up=""))
                | (~Q(state="CLOSED") & Q(follow_up="")),
                name="counseling_case_closed_with_follow_up",
            ),
            models.CheckConstraint(
                condition=Q(told_at=None)
                | Q(
                    state="CLOSED",
                    counselor_tells_at__isnull=False,
                    employee_tells_at__isnull=False,
                ),
                name="counseling_case_told_by_both",
            ),
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(state__in=["REQUESTED", "OPEN"]),
                name="counseling_case_one_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["counselor", "state"], name="counseling_case_of"),
            models.Index(fields=["employee"], name="counseling_case_about"),
        ]


class Referral(models.Model):
    """What a superior wrote when he led somebody here. He hears nothing afterwards. Append-only."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals")
    referred_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    occasion = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "counseling_referral"
        constraints = [
            models.CheckConstraint(condition=~Q(occasion=""), name="counseling_referral_says_why"),
        ]


class Meeting(models.Model):
    """A meeting of a case: when and where, nothing of what was said."""

    class State(models.TextChoices):
        PLANNED = "PLANNED", "Dijadwalkan"
        HELD = "HELD", "Berlangsung"
        CANCELED = "CANCELED", "Dibatalkan"

    case = models.ForeignKey(Case, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    #: the day of `starts_at` in the city's zone
    day = models.DateField()
    place = models.TextField()
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    state_since = models.DateTimeField()

    objects = MeetingQuerySet.as_manager()

    class Meta:
        db_table = "counseling_meeting"
        constraints = [
            models.CheckConstraint(condition=~Q(place=""), name="counseling_meeting_has_place"),
        ]


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


class Opening(models.Model):
    """Somebody opened the notes of a case with the recovery key: both of the case see it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="openings")
    at = models.DateTimeField()
    notes = models.PositiveIntegerField()

    class Meta:
        db_table = "counseling_opening"

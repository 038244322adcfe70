"""A session, the series it belongs to, its shared agenda, and each one's private note."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinerja.dialogue.querysets import (
    AgendaItemQuerySet,
    PrivateNoteQuerySet,
    SeriesQuerySet,
    SessionQuerySet,
)
from kinerja.organization.models import Employee, Placement, Unit


class Kind(models.TextChoices):
    """What a session is for.

    Law: PermenPANRB 6/2022 Ps. 3 (dialog kinerja yang intens).
    """

    PENETAPAN_EKSPEKTASI = "PENETAPAN_EKSPEKTASI", "Penetapan ekspektasi"
    KLARIFIKASI = "KLARIFIKASI", "Klarifikasi"
    UMPAN_BALIK = "UMPAN_BALIK", "Umpan balik"
    EVALUASI = "EVALUASI", "Evaluasi"
    TINDAK_LANJUT = "TINDAK_LANJUT", "Tindak lanjut"


class Series(models.Model):
    """Sessions that come again. The duty lies with the position: a new superior takes them over."""

    class Rhythm(models.TextChoices):
        EVERY_TWO_WEEKS = "EVERY_TWO_WEEKS", "Setiap dua minggu"
        MONTHLY = "MONTHLY", "Setiap bulan"
        EACH_PERIOD = "EACH_PERIOD", "Setiap periode penilaian"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="dialogue_series")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    leader = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    rhythm = models.CharField(max_length=15, choices=Rhythm)
    first_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    place = models.TextField(default="", blank=True)
    made_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        db_table = "dialogue_series"
        constraints = [
            models.CheckConstraint(
                condition=~Q(leader=F("employee")), name="dialogue_series_takes_two"
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=["EVERY_TWO_WEEKS", "MONTHLY", "EACH_PERIOD"]),
                name="dialogue_series_rhythm_known",
            ),
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(ended_at=None),
                name="dialogue_series_one_running",
            ),
        ]


class Session(models.Model):
    """One meeting of a leader and an employee: asked for, planned, held, confirmed by both.

    Law: PermenPANRB 6/2022 Ps. 3; Lampiran (dialog kinerja).
    The leader is the evaluator, or the mentor of a guidance.
    """

    class State(models.TextChoices):
        REQUESTED = "REQUESTED", "Diminta"
        PLANNED = "PLANNED", "Dijadwalkan"
        HELD = "HELD", "Berlangsung"
        CONFIRMED = "CONFIRMED", "Disetujui"
        CANCELED = "CANCELED", "Dibatalkan"
        MISSED = "MISSED", "Tidak hadir"

    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="sessions"
    )
    #: which one of the series: stays the same when the session moves to another day
    occurrence = models.PositiveIntegerField(null=True, blank=True)
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="dialogues")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    leader = models.ForeignKey(Employee, models.PROTECT, related_name="dialogues_led")
    kind = models.CharField(max_length=20, choices=Kind)
    #: what of a higher room the session belongs to: ("guidance", id), else ("", None)
    origin_kind = models.TextField(default="", blank=True)
    origin_id = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State)
    state_since = models.DateTimeField()
    #: None only while the session is asked for
    starts_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(default=30)
    place = models.TextField(default="", blank=True)
    #: why it is asked for, canceled or missed
    reason = models.TextField(default="", blank=True)
    missed_by = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    #: what both remember; frozen from the first confirmation on
    notes = models.TextField(default="", blank=True)
    lock_no = models.PositiveIntegerField(default=0)
    #: how often its calendar entry has changed (RFC 5545 SEQUENCE)
    sequence = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = SessionQuerySet.as_manager()

    class Meta:
        db_table = "dialogue_session"
        constraints = [
            models.CheckConstraint(
                condition=~Q(leader=F("employee")), name="dialogue_session_takes_two"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["REQUESTED", "PLANNED", "HELD", "CONFIRMED", "CANCELED", "MISSED"]
                ),
                name="dialogue_session_state_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "PENETAPAN_EKSPEKTASI",
                        "KLARIFIKASI",
                        "UMPAN_BALIK",
                        "EVALUASI",
                        "TINDAK_LANJUT",
                    ]
                ),
                name="dialogue_session_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["REQUESTED", "CANCELED"]) | Q(starts_at__isnull=False),
                name="dialogue_session_has_time",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="MISSED", missed_by__isnull=False)
                    & (Q(missed_by=F("employee")) | Q(missed_by=F("leader")))
                )
                | (~Q(state="MISSED") & Q(missed_by=None)),
                name="dialogue_session_missed_by_one_of_both",
            ),
            models.CheckConstraint(
                condition=Q(origin_kind="", origin_id=None)
                | (~Q(origin_kind="") & Q(origin_id__isnull=False)),
                name="dialogue_session_origin_whole",
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=480), name="dialogue_session_minutes"
            ),
            models.UniqueConstraint(
                fields=["series", "occurrence"], name="dialogue_session_once_in_series"
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "-starts_at"], name="dialogue_session_of_employee"),
            models.Index(fields=["leader", "-starts_at"], name="dialogue_session_of_leader"),
            # Beranda asks by state; a partial index is of no use to a plan made without the values
            models.Index(fields=["employee", "state"], name="dialogue_session_mine_waiting"),
            models.Index(fields=["leader", "state"], name="dialogue_session_led_waiting"),
            models.Index(fields=["placement", "-starts_at"], name="dialogue_session_of_post"),
            models.Index(fields=["unit", "-starts_at"], name="dialogue_session_of_unit"),
            models.Index(
                fields=["origin_kind", "origin_id"],
                condition=~Q(origin_kind=""),
                name="dialogue_session_of_origin",
            ),
        ]


class SessionMove(models.Model):
    """A session was moved to another day: append-only, both can see how often."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="moves")
    moved_from = models.DateTimeField()
    moved_to = models.DateTimeField()
    moved_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(default="", blank=True)

    class Meta:
        db_table = "dialogue_session_move"


class Confirmation(models.Model):
    """One of both says: this is what we spoke about and agreed. Append-only."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="confirmations")
    person = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "dialogue_confirmation"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], name="dialogue_confirmation_once_each"
            ),
        ]


class AgendaItem(models.Model):
    """A point that both see beforehand. Without a session it waits for the next one."""

    session = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="agenda"
    )
    #: the session in which nobody came to it
    carried_from = models.ForeignKey(
        Session, models.PROTECT, null=True, blank=True, related_name="carried"
    )
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")
    author = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    title = models.TextField()
    #: what the point is about: "indicator", "result", "evidence", "feedback", "self_evaluation",
    #: "anonymous_window", "guidance", with its id and its words as they stood then
    subject_kind = models.TextField(default="", blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    subject_label = models.TextField(default="", blank=True)
    added_at = models.DateTimeField()
    discussed_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    lock_no = models.PositiveIntegerField(default=0)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        db_table = "dialogue_agenda_item"
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="dialogue_agenda_item_has_title"),
            models.CheckConstraint(
                condition=Q(subject_kind="", subject_id=None)
                | (~Q(subject_kind="") & Q(subject_id__isnull=False)),
                name="dialogue_agenda_item_subject_whole",
            ),
            # one click twice puts a thing on the agenda once
            models.UniqueConstraint(
                fields=["employee", "subject_kind", "subject_id"],
                condition=~Q(subject_kind="") & Q(discussed_at=None, removed_at=None),
                name="dialogue_agenda_item_open_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["employee"],
                condition=Q(session=None, removed_at=None),
                name="dialogue_agenda_item_waiting",
            ),
        ]


class PrivateNote(models.Model):
    """What one of both writes for himself: no one else ever reads it, and no trail names it."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    author = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    text = models.TextField(default="", blank=True)
    updated_at = models.DateTimeField()
    lock_no = models.PositiveIntegerField(default=0)

    objects = PrivateNoteQuerySet.as_manager()

    class Meta:
        db_table = "dialogue_private_note"
        constraints = [
            models.UniqueConstraint(
                fields=["session", "author"], name="dialogue_private_note_once_each"
            ),
        ]

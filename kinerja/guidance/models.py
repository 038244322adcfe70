"""Bimbingan kinerja, its competences (B.1.9) and the employee's nine statements (B.1.8)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinerja.guidance.querysets import GuidanceQuerySet, StatementAnswersQuerySet
from kinerja.organization.models import Employee, Placement, Unit


class Guidance(models.Model):
    """Guidance of one employee by a mentor: offered after a low predikat, or begun by hand.

    Law: PermenPANRB 6/2022, Lampiran (bimbingan kinerja).
    A predikat only offers it; a named person begins or declines it. That somebody was counseled is
    no trigger here: heads read this table, and counseling is nobody else's business.
    """

    class Trigger(models.TextChoices):
        BY_HAND = "BY_HAND", "Dimulai penilai"
        LOW_GRADE = "LOW_GRADE", "Diusulkan sesudah penilaian"

    class State(models.TextChoices):
        OFFERED = "OFFERED", "Diusulkan"
        RUNNING = "RUNNING", "Berjalan"
        FINISHED = "FINISHED", "Selesai"
        DECLINED = "DECLINED", "Tidak dimulai"
        STOPPED = "STOPPED", "Dihentikan"
        #: the result that gave the occasion was corrected, and suggests none any more
        LAPSED = "LAPSED", "Ditarik"

    class Outcome(models.TextChoices):
        TERCAPAI = "TERCAPAI", "Tujuan tercapai"
        SEBAGIAN = "SEBAGIAN", "Tercapai sebagian"
        BELUM = "BELUM", "Belum tercapai"

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="guidances")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    mentor = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="guidances_led"
    )
    trigger = models.CharField(max_length=10, choices=Trigger)
    #: the evaluation that gave the occasion, and how it is called: never a rating
    evaluation_id = models.BigIntegerField(null=True, blank=True)
    occasion = models.TextField(default="", blank=True)
    #: the rule also speaks of konseling; shown on the offer, to whoever decides
    suggests_counseling = models.BooleanField(default=False)
    aim = models.TextField(default="", blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State)
    state_since = models.DateTimeField()
    #: who began or declined it: a person, never the system
    decided_by = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: why it was declined or stopped
    reason = models.TextField(default="", blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, default="", blank=True)
    result = models.TextField(default="", blank=True)

    objects = GuidanceQuerySet.as_manager()

    class Meta:
        db_table = "guidance"
        constraints = [
            models.CheckConstraint(
                condition=Q(mentor=None) | ~Q(mentor=F("employee")), name="guidance_by_another"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["OFFERED", "LAPSED"], decided_by=None)
                | (~Q(state__in=["OFFERED", "LAPSED"]) & Q(decided_by__isnull=False)),
                name="guidance_decided_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["OFFERED", "DECLINED", "LAPSED"])
                | (
                    Q(mentor__isnull=False, starts_on__isnull=False, ends_on__gt=F("starts_on"))
                    & ~Q(aim="")
                ),
                name="guidance_running_has_aim_mentor_and_days",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["OFFERED", "RUNNING", "FINISHED", "DECLINED", "STOPPED", "LAPSED"]
                ),
                name="guidance_state_known",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "TERCAPAI", "SEBAGIAN", "BELUM"]),
                name="guidance_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(trigger="BY_HAND", evaluation_id=None)
                | Q(trigger="LOW_GRADE", evaluation_id__isnull=False),
                name="guidance_trigger_names_its_evaluation",
            ),
            models.CheckConstraint(
                condition=Q(trigger="LOW_GRADE") | ~Q(state__in=["OFFERED", "DECLINED", "LAPSED"]),
                name="guidance_by_hand_is_never_an_offer",
            ),
            models.CheckConstraint(
                condition=(Q(state="FINISHED") & ~Q(outcome="") & ~Q(result=""))
                | (~Q(state="FINISHED") & Q(outcome="")),
                name="guidance_finished_has_result",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["DECLINED", "STOPPED"]) | ~Q(reason=""),
                name="guidance_ended_early_with_reason",
            ),
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(state="RUNNING"),
                name="guidance_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["employee"],
                condition=Q(state="OFFERED"),
                name="guidance_one_offer_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["evaluation_id"], name="guidance_offered_once_per_evaluation"
            ),
        ]
        indexes = [
            models.Index(fields=["placement"], name="guidance_of_placement"),
            models.Index(fields=["mentor"], name="guidance_of_mentor"),
            models.Index(fields=["unit"], name="guidance_of_unit"),
        ]


class MentorChange(models.Model):
    """Somebody else guides from a moment on, and why. Append-only: so it stays known."""

    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="mentor_changes")
    former = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    reason = models.TextField()
    changed_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "guidance_mentor_change"
        constraints = [
            models.CheckConstraint(
                condition=~Q(mentor=F("former")), name="guidance_mentor_change_to_another"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="guidance_mentor_change_says_why"),
        ]


class CompetenceRating(models.Model):
    """One line of format B.1.9: a competence, 1 to 5, and why. Append-only; the newest counts.

    Law: PermenPANRB 6/2022, Lampiran (format B.1.9).
    """

    guidance = models.ForeignKey(Guidance, models.PROTECT, related_name="competences")
    name = models.TextField()
    value = models.PositiveSmallIntegerField()
    reason = models.TextField()
    rated_by = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    rated_at = models.DateTimeField()

    class Meta:
        db_table = "guidance_competence"
        constraints = [
            models.CheckConstraint(
                condition=Q(value__range=(1, 5)), name="guidance_competence_one_to_five"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(reason=""), name="guidance_competence_says_why"
            ),
        ]
        indexes = [models.Index(fields=["guidance", "-rated_at"], name="guidance_competence_of")]


class Statement(models.Model):
    """The wording of one of the nine statements, as the city has it."""

    no = models.PositiveSmallIntegerField(primary_key=True)
    text = models.TextField()
    #: compared with the official text; else the page says "rumusan belum diperiksa"
    is_verified = models.BooleanField(default=False)

    class Meta:
        db_table = "guidance_statement"
        constraints = [
            models.CheckConstraint(condition=Q(no__range=(1, 9)), name="guidance_statement_nine"),
            models.CheckConstraint(condition=~Q(text=""), name="guidance_statement_has_text"),
        ]


class StatementAnswers(models.Model):
    """The employee's nine answers about the guidance, for the superior of the mentor.

    Law: PermenPANRB 6/2022, Lampiran (format B.1.8).
    """

    guidance = models.OneToOneField(Guidance, models.PROTECT, related_name="answers")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    #: the superior of the mentor on the day of sending; None where there is none
    superior = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    #: [{"no": 1, "text": as it stood, "is_verified": as it stood, "value": 1..4}, ...]
    answers = models.JSONField()
    words = models.TextField(default="", blank=True)
    sent_at = models.DateTimeField()

    objects = StatementAnswersQuerySet.as_manager()

    class Meta:
        db_table = "guidance_answers"
        indexes = [models.Index(fields=["superior"], name="guidance_answers_of_superior")]

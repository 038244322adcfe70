"""The development plan of a person for a year, and its actions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinerja.cycles.models import PerformanceYear
from kinerja.growth.querysets import ActionQuerySet, DevelopmentPlanQuerySet
from kinerja.organization.models import Employee, Placement, Unit


class DevelopmentPlan(models.Model):
    """Strengths, gaps and aspiration of one person; written by him, followed in sessions.

    Law: UU 20/2023 Ps. 49 (pengembangan kompetensi berkelanjutan).
    """

    employee = models.ForeignKey(Employee, models.PROTECT, related_name="development_plans")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.ForeignKey(PerformanceYear, models.PROTECT, related_name="+")
    strengths = models.TextField(default="", blank=True)
    gaps = models.TextField(default="", blank=True)
    aspiration = models.TextField(default="", blank=True)
    #: counts what autosave has stored of the three texts
    lock_no = models.PositiveIntegerField(default=0)
    #: counts every change of texts and actions: what a superior has read when he supports it
    content_no = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    #: the superior has read it and stands behind it; gone as soon as a word changes
    supported_by = models.ForeignKey(
        Employee, models.PROTECT, null=True, blank=True, related_name="+"
    )
    supported_at = models.DateTimeField(null=True, blank=True)

    objects = DevelopmentPlanQuerySet.as_manager()

    class Meta:
        db_table = "development_plan"
        constraints = [
            models.UniqueConstraint(
                fields=["employee", "year"], name="development_plan_one_a_year"
            ),
            models.CheckConstraint(
                condition=Q(supported_by=None, supported_at=None)
                | Q(supported_by__isnull=False, supported_at__isnull=False),
                name="development_plan_support_whole",
            ),
            models.CheckConstraint(
                condition=Q(supported_by=None) | ~Q(supported_by=F("employee")),
                name="development_plan_supported_by_another",
            ),
        ]
        indexes = [models.Index(fields=["placement"], name="development_plan_of_post")]


class Action(models.Model):
    """One step of a development plan, in one of the three kinds of learning (70-20-10)."""

    class Kind(models.TextChoices):
        PENGALAMAN = "PENGALAMAN", "Belajar dari pekerjaan"
        SOSIAL = "SOSIAL", "Belajar dari orang lain"
        FORMAL = "FORMAL", "Belajar di kelas"

    class State(models.TextChoices):
        OPEN = "OPEN", "Berjalan"
        DONE = "DONE", "Selesai"
        DROPPED = "DROPPED", "Tidak dilanjutkan"

    plan = models.ForeignKey(DevelopmentPlan, models.PROTECT, related_name="actions")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField()
    #: how one will see that it was done
    evidence = models.TextField(default="", blank=True)
    due_on = models.DateField()
    #: training hours (jam pelajaran of 45 minutes); they count once it is done
    hours = models.DecimalField(max_digits=5, decimal_places=1, default=0)
    #: what it was born from: "feedback", "evaluation", "agreement", "anonymous_window"
    origin_kind = models.TextField(default="", blank=True)
    origin_id = models.BigIntegerField(null=True, blank=True)
    origin_label = models.TextField(default="", blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.OPEN)
    state_since = models.DateTimeField()
    #: what came of it, or why it was dropped
    outcome = models.TextField(default="", blank=True)
    lock_no = models.PositiveIntegerField(default=0)

    objects = ActionQuerySet.as_manager()

    class Meta:
        db_table = "development_action"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="development_action_has_text"),
            models.CheckConstraint(
                condition=Q(kind__in=["PENGALAMAN", "SOSIAL", "FORMAL"]),
                name="development_action_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(hours__range=(0, 999)), name="development_action_hours_sensible"
            ),
            models.CheckConstraint(
                condition=Q(origin_kind="", origin_id=None)
                | (~Q(origin_kind="") & Q(origin_id__isnull=False)),
                name="development_action_origin_whole",
            ),
            models.CheckConstraint(
                condition=Q(state="OPEN") | ~Q(outcome=""),
                name="development_action_ends_with_words",
            ),
        ]
        indexes = [
            models.Index(fields=["plan"], name="development_action_of_plan"),
            models.Index(
                fields=["employee", "due_on"],
                condition=Q(state="OPEN"),
                name="development_action_open",
            ),
        ]

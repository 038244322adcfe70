"""Feedback on a person's work, a result, evidence or a behavior."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinerja.coaching.querysets import FeedbackQuerySet
from kinerja.evidence.models import Evidence
from kinerja.organization.models import Employee, Placement, Unit
from kinerja.plans.models import Plan


class Feedback(models.Model):
    """What somebody says about a person's work, at any time. The words are never changed.

    Law: PermenPANRB 6/2022 Ps. 5 (umpan balik berkelanjutan).
    """

    class Kind(models.TextChoices):
        APRESIASI = "APRESIASI", "Apresiasi"
        SARAN = "SARAN", "Saran perbaikan"
        CATATAN = "CATATAN", "Catatan"

    class AuthorRole(models.TextChoices):
        PEJABAT_PENILAI = "PEJABAT_PENILAI", "Pejabat penilai"
        ATASAN_PENILAI = "ATASAN_PENILAI", "Atasan pejabat penilai"
        REKAN = "REKAN", "Rekan"
        BAWAHAN = "BAWAHAN", "Bawahan"
        PENERIMA_LAYANAN = "PENERIMA_LAYANAN", "Penerima layanan"
        DIRI = "DIRI", "Diri sendiri"

    class Visibility(models.TextChoices):
        """Chosen before writing; never widened afterwards."""

        RECEIVER = "RECEIVER", "Hanya penerima"
        LEADERS = "LEADERS", "Penerima, penilai, dan pimpinan di atasnya"
        UNIT = "UNIT", "Semua orang di perangkat daerah, di dinding apresiasi"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="feedback")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="feedback_received")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    author = models.ForeignKey(Employee, models.PROTECT, related_name="feedback_given")
    author_role = models.CharField(max_length=16, choices=AuthorRole)
    #: who spoke where the author typed it for somebody: "Warga, loket 2"
    spoken_by = models.TextField(default="", blank=True)
    kind = models.CharField(max_length=9, choices=Kind)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.LEADERS)
    #: "person", "result" with its id, "evidence" with its id and that of its result, or
    #: "behavior" with the code of a core value
    subject_kind = models.CharField(max_length=8)
    result = models.ForeignKey(
        "plans.Result", models.PROTECT, null=True, blank=True, related_name="feedback"
    )
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="feedback"
    )
    core_value = models.CharField(max_length=22, default="", blank=True)
    label = models.TextField()
    text = models.TextField()
    given_at = models.DateTimeField()
    #: the praised person has taken it off the wall
    off_wall_at = models.DateTimeField(null=True, blank=True)
    #: the pengelola has covered it after a report; the words stay
    covered_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        db_table = "feedback"
        constraints = [
            models.CheckConstraint(
                condition=Q(subject_kind="person", result=None, evidence=None, core_value="")
                | Q(subject_kind="result", result__isnull=False, evidence=None, core_value="")
                | Q(
                    subject_kind="evidence",
                    result__isnull=False,
                    evidence__isnull=False,
                    core_value="",
                )
                | (Q(subject_kind="behavior", result=None, evidence=None) & ~Q(core_value="")),
                name="feedback_about_one_thing",
            ),
            models.CheckConstraint(
                condition=(Q(author_role="DIRI") & Q(author=F("employee")))
                | (~Q(author_role="DIRI") & ~Q(author=F("employee"))),
                name="feedback_to_oneself_says_so",
            ),
            models.CheckConstraint(
                condition=(Q(author_role="PENERIMA_LAYANAN") & ~Q(spoken_by=""))
                | (~Q(author_role="PENERIMA_LAYANAN") & Q(spoken_by="")),
                name="feedback_typed_for_somebody_says_so",
            ),
            models.CheckConstraint(
                condition=~Q(visibility="UNIT") | (Q(kind="APRESIASI") & ~Q(author_role="DIRI")),
                name="feedback_on_wall_is_praise",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=["RECEIVER", "LEADERS", "UNIT"]),
                name="feedback_visibility_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["APRESIASI", "SARAN", "CATATAN"]),
                name="feedback_kind_known",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="feedback_has_text"),
        ]
        indexes = [
            models.Index(fields=["employee", "-given_at"], name="feedback_received_newest"),
            models.Index(fields=["author", "-given_at"], name="feedback_given_newest"),
            models.Index(
                fields=["unit", "-given_at"],
                condition=Q(visibility="UNIT", off_wall_at=None, covered_at=None),
                name="feedback_on_wall",
            ),
        ]

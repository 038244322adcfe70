"""What a night computes of the answers, and what people decide about flagged ones."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kinerja.organization.models import Unit
from kinerja.services.models import Counter, Service

PAIRS = 45
#: the pairs of nine numbers of answers and nine sums: (n1, n1), (n1, n2) ... (sum9, sum9)
PRODUCTS = 171


def _numbers(size: int) -> ArrayField[list[int], list[int]]:
    return ArrayField(models.IntegerField(), size=size)


def _large_numbers(size: int) -> ArrayField[list[int], list[int]]:
    return ArrayField(models.BigIntegerField(), size=size)


class Rollup(models.Model):
    """All that the index and its interval need of the answers of a counter on a day.

    `n` and `sum` are per element, in the order of `Element`; `cross` holds the sums of the products
    and `pairs` the numbers of answers that have both, for the pairs (1,1), (1,2) ... (9,9).
    """

    pk = models.CompositePrimaryKey("counter_id", "day", "flagged")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+")
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    #: whether these are the answers that bear a signal
    flagged = models.BooleanField()
    answers = models.PositiveIntegerField()
    n = _numbers(9)
    sum = _numbers(9)
    cross = _numbers(PAIRS)
    pairs = _numbers(PAIRS)

    class Meta:
        db_table = "survey_rollup"
        indexes = [models.Index(fields=["service", "day"], name="survey_rollup_of_service")]


class Moment(models.Model):
    """All that the index of any level needs of a service in a quarter: it adds up over services.

    `products` holds, for each pair of the nine `n` and nine `sum` of a day of a counter, the sum of
    its products over these days: the spread of any level's index follows from them.
    """

    pk = models.CompositePrimaryKey("service_id", "starts", "unflagged")
    service = models.ForeignKey(Service, models.PROTECT, related_name="+", db_index=False)
    #: the first day of the quarter
    starts = models.DateField()
    #: whether answers that bear a signal are left out
    unflagged = models.BooleanField()
    answers = models.PositiveIntegerField()
    counter_days = models.PositiveIntegerField()
    n = _large_numbers(9)
    sum = _large_numbers(9)
    cross = _large_numbers(PAIRS)
    pairs = _large_numbers(PAIRS)
    products = _large_numbers(PRODUCTS)

    class Meta:
        db_table = "survey_moment"
        indexes = [models.Index(fields=["starts"], name="survey_moment_of_quarter")]


class Basis(models.TextChoices):
    """Which answers an index counts."""

    ALL = "ALL", "Semua jawaban"
    UNFLAGGED = "UNFLAGGED", "Tanpa jawaban bertanda"
    #: as a person has ruled for each service; all of them where nobody has
    RULED = "RULED", "Resmi"


class Index(models.Model):
    """The index of a service, or of a unit with all below it, in a quarter, half or whole year.

    The root unit is the city. Recomputed while answers may still come; public from ten answers on.
    """

    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="indices")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="satisfaction")
    starts = models.DateField()
    months = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=9, choices=Basis)
    answers = models.PositiveIntegerField()
    #: 25.00 to 100.00; NULL where an element has no answer at all
    index = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    #: the ends of the 95 % interval; NULL where it cannot be told
    low = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    high = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    grade = models.CharField(max_length=1, default="")
    #: how much more the days of counters spread than single answers would
    design_effect = models.FloatField(null=True)
    #: [{"code": "U1", "n": 120, "mean": "3.21", "low": "3.10", "high": "3.32"}, ...]
    elements = models.JSONField()
    counter_days = models.PositiveIntegerField()
    computed_on = models.DateField()
    #: not shown: of few answers, or such a figure would follow from it by subtraction
    is_closed = models.BooleanField(default=False, db_default=False)

    class Meta:
        db_table = "survey_index"
        constraints = [
            models.CheckConstraint(
                condition=Q(service=None, unit__isnull=False) | Q(service__isnull=False, unit=None),
                name="survey_index_of_service_or_unit",
            ),
            models.CheckConstraint(
                condition=Q(months__in=[3, 6, 12]) & Q(starts__day=1),
                name="survey_index_of_a_period",
            ),
            models.CheckConstraint(
                condition=Q(index=None) | Q(index__range=(25, 100)), name="survey_index_in_range"
            ),
            models.UniqueConstraint(
                fields=["service", "starts", "months", "basis"],
                condition=Q(service__isnull=False),
                name="survey_index_once_per_service",
            ),
            models.UniqueConstraint(
                fields=["unit", "starts", "months", "basis"],
                condition=Q(unit__isnull=False),
                name="survey_index_once_per_unit",
            ),
        ]
        indexes = [models.Index(fields=["starts", "months", "basis"], name="survey_index_period")]


class Ruling(models.Model):
    """A person's decision, with a reason, whether flagged answers of a quarter count. Append-only.

    The last one of a service and quarter holds.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="rulings")
    starts = models.DateField()
    leave_out = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "survey_ruling"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="survey_ruling_has_reason"),
            models.CheckConstraint(
                condition=Q(starts__day=1, starts__month__in=[1, 4, 7, 10]),
                name="survey_ruling_of_a_quarter",
            ),
        ]
        indexes = [models.Index(fields=["service", "starts"], name="survey_ruling_of_service")]

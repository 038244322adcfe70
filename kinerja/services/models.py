"""Services of units, their counters, the codes that lead to their survey, and extra questions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kinerja.organization.models import Unit
from kinerja.services.querysets import (
    CodeQuerySet,
    CounterQuerySet,
    QuestionQuerySet,
    ServiceQuerySet,
)

#: digits and letters of a code that nobody reads as another one
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 6


class Service(models.Model):
    """A public service of a unit, with the six parts of its standard that citizens meet.

    Law: UU 25/2009; PermenPANRB 15/2014.
    """

    class State(models.TextChoices):
        OPEN = "OPEN", "Berjalan"
        CLOSED = "CLOSED", "Ditutup"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="services")
    name = models.TextField()
    #: how many people it serves in a year; the minimum sample follows from it
    served_a_year = models.PositiveIntegerField(null=True, blank=True)
    requirements = models.TextField(default="", blank=True)
    procedure = models.TextField(default="", blank=True)
    duration = models.TextField(default="", blank=True)
    fee = models.TextField(default="", blank=True)
    product = models.TextField(default="", blank=True)
    complaint_handling = models.TextField(default="", blank=True)
    #: for what should not wait for a survey
    urgent_phone = models.TextField(default="", blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    lock_no = models.PositiveIntegerField(default=0)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        db_table = "public_service"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(state="OPEN"), name="public_service_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="public_service_has_name"),
            models.CheckConstraint(
                condition=Q(state="OPEN", closed_on=None)
                | Q(state="CLOSED", closed_on__isnull=False, closed_on__gte=F("opened_on")),
                name="public_service_closed_on_iff_closed",
            ),
            models.CheckConstraint(
                condition=Q(served_a_year=None) | Q(served_a_year__gte=1),
                name="public_service_serves_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """A place where a service is given: a desk, a window, a web page."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="counters")
    name = models.TextField()
    #: a shared device stands there: its page starts anew after each answer
    is_kiosk = models.BooleanField(default=False)
    closed_on = models.DateField(null=True, blank=True)

    objects = CounterQuerySet.as_manager()

    class Meta:
        db_table = "service_counter"
        constraints = [
            models.UniqueConstraint(
                fields=["service", "name"],
                condition=Q(closed_on=None),
                name="service_counter_name_once",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="service_counter_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Code(models.Model):
    """The short address of a counter's survey. Old ones stay, so that they can say so.

    A code with `valid_on` is that of one day, which a kiosk shows.
    """

    code = models.CharField(max_length=CODE_LENGTH, primary_key=True)
    counter = models.ForeignKey(Counter, models.PROTECT, related_name="codes")
    issued_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)
    valid_on = models.DateField(null=True, blank=True)

    objects = CodeQuerySet.as_manager()

    class Meta:
        db_table = "service_code"
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=f"^[{CODE_LETTERS}]{{{CODE_LENGTH}}}$"),
                name="service_code_letters",
            ),
            models.UniqueConstraint(
                fields=["counter"],
                condition=Q(retired_on=None, valid_on=None),
                name="service_code_one_in_use",
            ),
            models.UniqueConstraint(
                fields=["counter", "valid_on"],
                condition=Q(valid_on__isnull=False),
                name="service_code_one_a_day",
            ),
        ]


class Question(models.Model):
    """A question that a service asks beside the nine, which stay as they are; answered 1 to 4."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="questions")
    text = models.TextField()
    #: the words of the scores 1 to 4
    answers = models.JSONField()
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        db_table = "service_question"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="service_question_has_text"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")),
                name="service_question_ends_after_it_began",
            ),
        ]

"""What holds floods back, and which networks are the city's own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Rate(models.Model):
    """How often a bucket was used in a stretch of time; unlogged, emptied each night.

    A bucket is an HMAC with the key of the day, which is destroyed: nobody finds the address.
    """

    pk = models.CompositePrimaryKey("bucket", "slot")
    bucket = models.BinaryField(max_length=16)
    #: number of the ten minutes of the day
    slot = models.PositiveSmallIntegerField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "survey_rate"


class OfficeNetwork(models.Model):
    """A network of the city's offices: answers from there in office hours are flagged."""

    network = models.TextField(unique=True)
    note = models.TextField(default="", blank=True)

    class Meta:
        db_table = "office_network"
        constraints = [
            models.CheckConstraint(condition=~Q(network=""), name="office_network_named")
        ]

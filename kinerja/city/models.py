"""The settings of the city: one row."""

from __future__ import annotations

from django.db import models


class City(models.Model):
    """The one row of settings that an administrator edits."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    name = models.TextField(default="Kota Kotalama")
    government = models.TextField(default="Pemerintah Kota Kotalama")
    letterhead = models.TextField(default="", blank=True)
    signing_place = models.TextField(default="Kotalama")
    logo = models.BinaryField(null=True, blank=True)
    logo_type = models.TextField(default="", blank=True)
    time_zone = models.TextField(default="Asia/Jakarta")
    help_desk_name = models.TextField(default="Pusat bantuan BKPSDM")
    help_desk_phone = models.TextField(default="", blank=True)
    help_desk_hours = models.TextField(default="", blank=True)
    smtp_host = models.TextField(default="", blank=True)
    smtp_port = models.PositiveIntegerField(default=587)
    smtp_user = models.TextField(default="", blank=True)
    smtp_password = models.TextField(default="", blank=True)
    smtp_tls = models.BooleanField(default=True)
    mail_from = models.TextField(default="", blank=True)
    evidence_limit_mb = models.PositiveSmallIntegerField(default=5)
    #: what the posters of surveys say in a language of the region
    poster_line = models.TextField(default="", db_default="", blank=True)
    lock_no = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "city"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="city_one_row"),
            models.CheckConstraint(
                condition=models.Q(
                    time_zone__in=["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]
                ),
                name="city_zone_is_indonesian",
            ),
            models.CheckConstraint(
                condition=models.Q(evidence_limit_mb__range=(1, 50)),
                name="city_evidence_limit_sensible",
            ),
        ]

    def __str__(self) -> str:
        return self.name

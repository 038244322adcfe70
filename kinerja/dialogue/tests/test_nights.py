"""The nightly job: one that fails stops no other, and the city's clocks count."""

from __future__ import annotations

import logging

import pytest

from kinerja.city.models import City
from kinerja.dialogue import operations
from kinerja.dialogue.jobs import extend_series
from kinerja.dialogue.models import Series
from kinerja.dialogue.tests.stages import DAY, post_of, repeated
from kinerja.foundation.actor import Actor, Via
from kinerja.notifications.models import Notification
from kinerja.organization.models import Placement
from tests.factories import NOON, Town, make_line

pytestmark = pytest.mark.django_db
MACHINE = Actor.system("dialogue.extend_series", via=Via.JOB)


def test_a_series_that_cannot_go_on_stops_no_other(
    town: Town, post: Placement, caplog: pytest.LogCaptureFixture
) -> None:
    broken = repeated(post, town.budi, "EVERY_TWO_WEEKS")
    repeated(post_of(town.dewi), town.budi, "EVERY_TWO_WEEKS", NOON + 2 * DAY)
    Series.objects.filter(pk=broken.pk).update(minutes=1)  # no session is that short

    with caplog.at_level(logging.ERROR):
        result = operations.extend_series(by=MACHINE, at=NOON + 14 * DAY)

    assert result["made"] == 1
    assert [record.message for record in caplog.records] == ["dialogue.series.not_extended"]


def test_hours_are_told_as_the_citys_clocks_show_them(town: Town, post: Placement) -> None:
    City.objects.create(pk=1, time_zone="Asia/Jayapura")
    repeated(post, town.budi)
    make_line(post, town.sari)

    assert extend_series(timestamp=0)["handed_over"] > 0

    told = Notification.objects.filter(kind="dialogue.taken_over").first()
    assert told
    assert "pukul 14.00 WIT" in told.body

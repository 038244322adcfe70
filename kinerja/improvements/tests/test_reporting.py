"""What was promised stands in the official report of the period that led to it."""

from __future__ import annotations

import pytest

from kinerja.improvements.models import Improvement
from kinerja.improvements.queries.reporting import lines_of
from kinerja.improvements.tests.stages import DUE, SECOND, THIRD, planned
from kinerja.services.models import Service
from kinerja.surveys.report.follow_ups import follow_ups
from kinerja.surveys.tests.stages import make_service
from tests.factories import Town

pytestmark = pytest.mark.django_db


def test_the_report_of_its_period_names_it(town: Town) -> None:
    service = make_service(town.division)
    made: Improvement = planned(service, town.budi, town.andi)

    (line,) = follow_ups([service.pk], SECOND)

    assert (line.element, line.action, line.due_on) == (made.element, made.action, DUE)
    assert line.state == "Direncanakan"


def test_other_periods_and_services_have_their_own(town: Town) -> None:
    service: Service = make_service(town.division)
    planned(service, town.budi, town.andi)

    assert lines_of([service.pk], THIRD) == []
    assert lines_of([make_service(town.division).pk], SECOND) == []

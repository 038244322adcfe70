"""Fixtures of this room: a service of Budi's division, on 3 August 2026 at noon."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.improvements.models import Improvement
from kinerja.improvements.tests.stages import planned
from kinerja.organization.models import Employee
from kinerja.services.models import Service
from kinerja.surveys.tests.stages import make_service
from tests.factories import NOON, Town, grant, make_employee, make_placement


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """All tests of this room run on 3 August 2026 at noon."""
    with clock.fixed(NOON):
        yield


@pytest.fixture
def service(town: Town) -> Service:
    return make_service(town.division, "KTP elektronik")


@pytest.fixture
def admin(town: Town) -> Employee:
    """The admin of the surveys of Dinas Dukcapil, who heads nothing."""
    person = make_employee("Ayu Wulandari")
    make_placement(person, town.office, title="Analis Pelayanan")
    grant(person.user, Role.ADMIN_SKM, unit=town.office)
    return person


@pytest.fixture
def followed(service: Service, admin: Employee, town: Town) -> Improvement:
    """A follow-up that Ayu planned and Andi answers for."""
    return planned(service, admin, town.andi)

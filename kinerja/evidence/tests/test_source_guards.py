"""What the database keeps of sources and of what they gave, and the words beside a figure."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kinerja.cycles import operations as cycles
from kinerja.cycles.models import PerformanceYear, Period
from kinerja.evaluations.tests.stage import make_plan
from kinerja.evidence.models import IndicatorSource, Provenance, Realization
from kinerja.evidence.sources import ABOVE, BELOW, Sourced
from kinerja.evidence.tests.sourcing import MACHINE, choose, reached, report
from kinerja.improvements.tests.stages import THIRD, result
from kinerja.plans.models import Plan
from kinerja.services.models import Service
from kinerja.surveys.tests.stages import make_service
from tests.factories import NOON, Town

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(days=1)


@pytest.fixture
def plan(town: Town, year: PerformanceYear) -> Plan:
    """Andi's agreed plan: 95 persen (the latest counts), 40 aduan added up, and words."""
    return make_plan(town.andi, year, agreed_by=town.budi)


@pytest.fixture
def service(town: Town) -> Service:
    return make_service(town.division, "KTP elektronik")


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": 1},
        {"service": None},
        {"kind": "COMPLAINT_SHARE"},
        {"kind": "LAIN"},
        {"element": "U7"},
        {"kind": "ELEMENT"},
        {"ended_at": NOON - dt.timedelta(days=1)},
    ],
)
def test_the_database_keeps_what_a_source_is(
    plan: Plan, service: Service, town: Town, wrong: dict[str, Any]
) -> None:
    choose(plan, service)
    if "unit" in wrong:
        wrong = {"unit": town.office}

    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorSource.objects.update(**wrong)


def test_the_database_keeps_one_source_an_indicator(plan: Plan, service: Service) -> None:
    made = choose(plan, service)
    made.pk = None

    with pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic():
        made.save()


@pytest.mark.parametrize(
    "wrong",
    [{"label": ""}, {"ends": THIRD.starts}, {"low": None}, {"low": Decimal(90)}],
)
def test_the_database_keeps_what_a_provenance_is(
    plan: Plan, service: Service, wrong: dict[str, Any]
) -> None:
    result(service, THIRD)
    choose(plan, service)

    with pytest.raises(IntegrityError), transaction.atomic():
        Provenance.objects.filter(n__gt=0).update(**wrong)


def test_what_is_frozen_never_changes_whoever_writes_it(
    plan: Plan, service: Service, quarter: Period
) -> None:
    result(service, THIRD)
    choose(plan, service)
    report(plan, quarter)
    told = Provenance.objects.filter(realization=reached(plan))

    for attempt in (
        lambda: told.update(n=500),
        lambda: told.update(frozen_at=None),
        told.delete,
    ):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            attempt()
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        Realization.objects.filter(pk=reached(plan).pk).update(value=Decimal(99))
    Realization.objects.filter(pk=reached(plan).pk).update(note="Catatan tetap boleh.")


def test_a_closed_period_takes_no_other_provenance(
    plan: Plan, service: Service, quarter: Period
) -> None:
    result(service, THIRD)
    choose(plan, service)
    cycles.close_period(period=quarter, by=MACHINE, at=NOON)
    told = Provenance.objects.filter(realization=reached(plan))

    for attempt in (lambda: told.update(n=500), told.delete):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            attempt()
    assert told.update(frozen_at=LATER) == 1


@pytest.mark.parametrize(
    ("value", "target", "low", "high", "words"),
    [
        ("81.94", "82", "79.80", "84.10", BELOW),
        ("81.94", "81", "79.80", "84.10", ABOVE),
        ("81.94", "81.94", "79.80", "84.10", ""),
        ("81.94", "85", "79.80", "84.10", ""),
        ("81.94", "79.80", "79.80", "84.10", ABOVE),
        ("81.94", "82", None, None, ""),
        (None, "82", "79.80", "84.10", ""),
        ("81.94", None, "79.80", "84.10", ""),
    ],
)
def test_an_interval_that_holds_the_target_says_so(
    value: str | None, target: str | None, low: str | None, high: str | None, words: str
) -> None:
    told = Sourced("IKM", 312, low and Decimal(low), high and Decimal(high), "RULED", True)  # type: ignore[arg-type]

    assert told.note(value and Decimal(value), target and Decimal(target)) == words  # type: ignore[arg-type]


def test_the_interval_is_written_with_its_number(plan: Plan) -> None:
    told = Sourced("IKM", 1312, Decimal("79.80"), Decimal("84.10"), "RULED", is_enough=True)

    assert told.interval == "(79,80–84,10; n = 1.312)"
    assert told._replace(low=None, high=None).interval == "(n = 1.312)"
    assert told.few == "Belum cukup jawaban (kurang dari 10)"
    assert told._replace(basis="").few == "Belum cukup aduan (kurang dari 10)"

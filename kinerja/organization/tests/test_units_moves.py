"""Moving a unit below another: it takes along all that is below it, from its day on."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.refusals import NotPermitted, WrongState
from kinerja.organization.models import Placement, Unit, UnitPeriod
from kinerja.organization.operations.moves import move_unit
from kinerja.organization.operations.units import Circle
from kinerja.organization.queries.evaluators import evaluator_of
from tests.factories import NOON, Town, actor, client_of, make_unit

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.fixed(NOON):
        yield


def move(town: Town, unit: Unit, parent: Unit, **given: Any) -> None:
    values: dict[str, Any] = {"since": TODAY, "by": actor(town.city_manager), "at": NOON}
    move_unit(unit=unit, parent=parent, **{**values, **given})


def test_a_unit_moves_with_all_that_is_below_it(town: Town) -> None:
    section = make_unit("Seksi Identitas", town.division)

    move(town, town.division, town.other_office)

    path = UnitPeriod.objects.on(TODAY).get(unit=town.other_office).path
    there = UnitPeriod.objects.on(TODAY).get(unit=town.division)
    assert (there.parent_id, there.path) == (town.other_office.pk, f"{path}{town.division.pk}/")
    below = UnitPeriod.objects.on(TODAY).get(unit=section)
    assert (below.name, below.path) == ("Seksi Identitas", f"{there.path}{section.pk}/")
    before = UnitPeriod.objects.on(TODAY - dt.timedelta(days=1)).get(unit=section)
    assert f"/{town.office.pk}/" in before.path
    event = AuditEvent.objects.get(action="organization.unit.moved")
    assert (event.changes or {})["parent"] == town.other_office.pk
    assert section.pk not in actor(town.office_manager).units_managed


def test_its_head_is_assessed_by_the_new_head_above(town: Town) -> None:
    move(town, town.division, town.secretariat)

    line = evaluator_of(Placement.objects.get(employee=town.budi).pk, TODAY)

    assert line is not None
    assert line.evaluator_id == town.secretary.pk


def test_nothing_stands_below_itself(town: Town) -> None:
    with pytest.raises(Circle):
        move(town, town.office, town.division)
    with pytest.raises(Circle):
        move(town, town.office, town.office)
    UnitPeriod.objects.filter(unit=town.other_office).update(supervising_unit=town.division)
    UnitPeriod.objects.filter(unit=town.office).update(supervising_unit=None)
    with pytest.raises(Circle):  # the head of the other office is assessed from within this one
        move(town, town.office, town.other_office)


def test_what_cannot_move(town: Town) -> None:
    gone = make_unit("Lama", town.root, until=dt.date(2021, 1, 1))
    ending = make_unit("Sampai akhir tahun", town.root, until=dt.date(2027, 1, 1))

    with pytest.raises(WrongState, match="induk"):
        move(town, town.division, gone)
    with pytest.raises(WrongState, match="masih berubah"):
        move(town, town.division, ending)
    with pytest.raises(WrongState, match="puncak"):
        move(town, town.root, town.office)
    with pytest.raises(WrongState, match="sudah berada"):
        move(town, town.division, town.office)
    with pytest.raises(WrongState, match="belum ada"):
        move(town, gone, town.office)
    move(town, town.division, town.other_office, since=dt.date(2027, 1, 1))
    with pytest.raises(WrongState, match="masih berubah"):
        move(town, town.division, town.root)
    with pytest.raises(NotPermitted):
        move(town, town.division, town.root, by=actor(town.office_manager))


def test_the_page_moves_a_unit_and_offers_none_below_it(town: Town) -> None:
    client, address = client_of(town.city_manager), f"/unit/{town.office.pk}/pindah/"
    given = {"induk": town.other_office.pk, "mulai": "3-8-2026"}
    UnitPeriod.objects.filter(unit=town.office).update(supervising_unit=None)

    shown = client.get(address).content.decode()
    wrong = client.post(address, {**given, "induk": town.division.pk})
    refused = client.post(address, {**given, "induk": town.root.pk})
    done = client.post(address, given)

    assert f'<option value="{town.division.pk}"' not in shown
    assert (wrong.status_code, refused.status_code, done.status_code) == (422, 409, 303)
    assert UnitPeriod.objects.on(TODAY).get(unit=town.office).parent_id == town.other_office.pk

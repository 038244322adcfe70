"""Units by day: names, who watches over them, circles and dissolving."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import connection, connections, transaction

from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, WrongState
from kinerja.organization.models import Placement, Unit, UnitPeriod
from kinerja.organization.operations.units import (
    Circle,
    UnitInUse,
    change_unit,
    dissolve_unit,
)
from kinerja.organization.queries.evaluators import evaluator_of
from tests.factories import (
    NOON,
    Town,
    actor,
    client_of,
    make_unit,
)

TODAY = NOON.date()
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def noon() -> Any:
    with clock.fixed(NOON):
        yield


def page(town: Town, who: str, address: str) -> str:
    return " ".join(client_of(getattr(town, who)).get(address).content.decode().split())


def change(town: Town, unit: Unit, **given: Any) -> list[str]:
    period = UnitPeriod.objects.on(TODAY).get(unit=unit)
    values: dict[str, Any] = {
        "name": period.name,
        "head_title": period.head_title,
        "is_independent": period.is_independent,
        "supervising_id": period.supervising_unit_id,
        "since": TODAY,
        "by": actor(town.city_manager),
        "at": NOON,
    }
    return change_unit(unit=unit, **{**values, **given})


def dissolve(town: Town, unit: Unit, successor: Unit, **given: Any) -> None:
    values: dict[str, Any] = {"last_day": TODAY, "by": actor(town.city_manager), "at": NOON}
    dissolve_unit(unit=unit, successor=successor, **{**values, **given})


# ---- names by day


@pytest.mark.django_db
def test_a_name_holds_from_its_day_and_the_old_one_stays(town: Town) -> None:
    changed = change(town, town.division, name="Bidang Layanan Penduduk")

    periods = list(UnitPeriod.objects.filter(unit=town.division).order_by("valid"))
    event = AuditEvent.objects.get(action="organization.unit.changed")
    shown = page(town, "andi", f"/unit/{town.division.pk}/")
    assert changed == ["name"]
    assert [period.name for period in periods] == [
        "Bidang Pelayanan Pendaftaran Penduduk",
        "Bidang Layanan Penduduk",
    ]
    assert periods[0].valid.upper == periods[1].valid.lower == TODAY
    assert periods[1].path == periods[0].path
    assert event.changes is not None
    assert event.changes["fields"] == ["name"]
    assert "Bidang Pelayanan Pendaftaran Penduduk<small>1 Jan 2020 s.d. 2 Agu 2026" in shown


@pytest.mark.django_db
def test_the_day_on_which_a_period_begins_is_corrected(town: Town) -> None:
    change(town, town.division, name="Salah Tik")

    change(town, town.division, name="Benar")

    assert UnitPeriod.objects.filter(unit=town.division).count() == 2
    assert UnitPeriod.objects.on(TODAY).get(unit=town.division).name == "Benar"
    assert change(town, town.division) == []


@pytest.mark.django_db
def test_between_two_periods_another_may_stand(town: Town) -> None:
    change(town, town.division, name="Nama 2027", since=dt.date(2027, 1, 1))

    change(town, town.division, name="Nama 2026")

    names = UnitPeriod.objects.filter(unit=town.division).order_by("valid")
    assert list(names.values_list("name", flat=True))[1:] == ["Nama 2026", "Nama 2027"]
    shown = page(town, "andi", f"/unit/{town.division.pk}/")
    assert "1 Jan 2027 dan seterusnya" in shown


@pytest.mark.django_db
def test_who_watches_over_a_unit_assesses_its_head(town: Town) -> None:
    change(town, town.division, supervising_id=town.secretariat.pk)

    line = evaluator_of(Placement.objects.get(employee=town.budi).pk, TODAY)

    assert line is not None
    assert line.evaluator_id == town.secretary.pk


@pytest.mark.django_db
def test_circles_are_refused(town: Town) -> None:
    with pytest.raises(Circle):  # the office is assessed by the secretariat
        change(town, town.secretariat, supervising_id=town.office.pk)
    with pytest.raises(Circle):
        change(town, town.office, supervising_id=town.division.pk)
    with pytest.raises(Circle):
        change(town, town.office, supervising_id=town.office.pk)


@pytest.mark.django_db
def test_a_circle_that_stands_above_already_is_refused_too(town: Town) -> None:
    UnitPeriod.objects.filter(unit=town.secretariat).update(supervising_unit=town.office)

    with pytest.raises(Circle):
        change(town, town.other_office, supervising_id=town.office.pk, name="X")
    with pytest.raises(Circle):
        change(town, town.division, supervising_id=town.secretariat.pk)


@pytest.mark.django_db
def test_a_unit_that_is_not_there_watches_over_nobody(town: Town) -> None:
    gone = make_unit("Lama", town.root, until=dt.date(2021, 1, 1))

    with pytest.raises(WrongState):
        change(town, town.office, supervising_id=gone.pk)
    with pytest.raises(WrongState):
        change(town, town.office, since=dt.date(2019, 1, 1))


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["andi", "sari", "office_manager", "auditor", "administrator"])
def test_only_the_city_changes_units(town: Town, who: str) -> None:
    by = actor(getattr(town, who))

    with pytest.raises(NotPermitted):
        change(town, town.division, name="X", by=by)
    with pytest.raises(NotPermitted):
        dissolve(town, town.division, town.office, by=by)


@pytest.mark.django_db
def test_the_form_changes_a_unit(town: Town) -> None:
    client = client_of(town.city_manager)
    address = f"/unit/{town.office.pk}/ubah/"
    given = {"nama": "Dinas Dukcapil", "kepala": "Kepala Dinas", "mandiri": "on",
             "pengawas": town.secretariat.pk, "mulai": "3-8-2026"}  # fmt: skip

    assert client.get(address).status_code == 200
    assert client.post(address, {**given, "nama": "x" * 100_000}).status_code == 422
    assert client.post(address, {**given, "mulai": "1-1-9999"}).status_code == 422
    assert client.post(address, {**given, "mulai": "1-1-1999"}).status_code == 409
    assert client.post(address, {**given, "pengawas": "9" * 40}).status_code == 422
    assert client.post(address, given).status_code == 303
    period = UnitPeriod.objects.on(TODAY).get(unit=town.office)
    assert (period.name, period.head_title) == ("Dinas Dukcapil", "Kepala Dinas")


@pytest.mark.django_db
def test_the_form_refuses_a_circle_and_keeps_what_was_typed(town: Town) -> None:
    response = client_of(town.city_manager).post(
        f"/unit/{town.secretariat.pk}/ubah/",
        {"nama": "Setda Baru", "pengawas": town.office.pk, "mulai": "3-8-2026"},
    )

    assert response.status_code == 409
    assert "melingkar" in response.content.decode()
    assert "Setda Baru" in response.content.decode()


@pytest.mark.django_db
def test_a_watching_unit_that_is_no_office_stays_choosable(town: Town) -> None:
    UnitPeriod.objects.filter(unit=town.other_office).update(supervising_unit=town.division)

    shown = page(town, "city_manager", f"/unit/{town.other_office.pk}/ubah/")

    assert f'<option value="{town.division.pk}" selected>' in shown


# ---- dissolving


@pytest.mark.django_db
def test_a_dissolved_unit_leads_to_its_successor(town: Town) -> None:
    dissolve(town, town.division, town.office, last_day=dt.date(2026, 8, 2))

    line = evaluator_of(Placement.objects.get(employee=town.andi).pk, TODAY)
    shown = page(town, "andi", f"/unit/{town.division.pk}/")
    assert line is not None
    assert line.evaluator_id == town.sari.pk
    assert "sudah dibubarkan, terakhir ada pada 2 Agustus 2026" in shown
    assert f'Unit penerusnya: <a href="/unit/{town.office.pk}/">' in shown
    assert AuditEvent.objects.filter(action="organization.unit.dissolved").count() == 1
    assert client_of(town.budi).get(f"/pegawai/{town.budi.pk}/").status_code == 200


@pytest.mark.django_db
def test_units_in_use_are_not_dissolved(town: Town) -> None:
    with pytest.raises(UnitInUse, match="Bidang Pelayanan"):
        dissolve(town, town.office, town.other_office)
    with pytest.raises(UnitInUse, match="mengawasi"):
        dissolve(town, town.secretariat, town.office)


@pytest.mark.django_db
def test_what_cannot_be_dissolved(town: Town) -> None:
    gone = make_unit("Lama", town.root, until=dt.date(2021, 1, 1))
    young = make_unit("Baru", town.office, since=TOMORROW)

    with pytest.raises(WrongState, match="puncak"):
        dissolve(town, town.root, town.office)
    with pytest.raises(Circle):
        dissolve(town, town.division, town.division)
    with pytest.raises(WrongState, match="penerus"):
        dissolve(town, town.division, gone)
    with pytest.raises(WrongState):
        dissolve(town, gone, town.office)
    with pytest.raises(WrongState):
        dissolve(town, young, town.office)
    change(town, town.division, name="Nama 2027", since=dt.date(2027, 1, 1))
    with pytest.raises(WrongState, match="sesudah"):
        dissolve(town, town.division, town.office)


@pytest.mark.django_db
def test_the_form_dissolves(town: Town) -> None:
    client = client_of(town.city_manager)
    address = f"/unit/{town.division.pk}/bubarkan/"
    given = {"terakhir": "3-8-2026", "penerus": town.office.pk}

    assert client.get(address).status_code == 200
    assert client.post(address, {**given, "penerus": town.division.pk}).status_code == 422
    assert client.post(address, {**given, "terakhir": "3-8-2019"}).status_code == 409
    assert client.post(address, given).status_code == 303
    assert UnitPeriod.objects.get(unit=town.division).valid.upper == TOMORROW


@pytest.mark.django_db
def test_a_unit_that_comes_later_says_when(town: Town) -> None:
    young = make_unit("Bidang Baru", town.office, since=dt.date(2027, 1, 1))

    assert "mulai ada pada 1 Januari 2027" in page(town, "andi", f"/unit/{young.pk}/")


# ---- two at once


def test_two_changes_at_once_make_no_circle(own_database: str) -> None:
    """Each would be lawful alone; the lock on the tree lets the second see the first."""
    root = make_unit("Kota")
    left, right = make_unit("Kiri", root), make_unit("Kanan", root)
    said: list[str] = []

    def watch(unit: Unit, over: Unit) -> None:
        try:
            change_unit(
                unit=unit,
                name="Unit",
                head_title="",
                is_independent=False,
                supervising_id=over.pk,
                since=TODAY,
                by=Actor.system("test"),
                at=NOON,
            )
            said.append("done")
        except Circle:
            said.append("circle")
        finally:
            connections.close_all()

    second = threading.Thread(target=watch, args=(right, left))
    with transaction.atomic():
        change_unit(
            unit=left,
            name="Unit",
            head_title="",
            is_independent=False,
            supervising_id=right.pk,
            since=TODAY,
            by=Actor.system("test"),
            at=NOON,
        )
        second.start()
        second.join(timeout=0.5)
        assert said == []
    second.join()

    assert said == ["circle"]
    assert connection.in_atomic_block is False

"""Who assesses whom: every way the line can run."""

from __future__ import annotations

import datetime as dt
from itertools import count

import pytest

from kinerja.accounts.models import User
from kinerja.foundation.fields import days
from kinerja.organization.models import Employee, Placement, ReportingLine, Unit, UnitPeriod
from kinerja.organization.queries import Line, evaluator_of, evaluators

pytestmark = pytest.mark.django_db
START, TODAY = dt.date(2026, 1, 1), dt.date(2026, 8, 3)
numbers = count(1)


def unit(parent: Unit | None = None, *, supervising: Unit | None = None) -> Unit:
    made = Unit.objects.create()
    above = UnitPeriod.objects.get(unit=parent).path if parent else ""
    UnitPeriod.objects.create(
        unit=made,
        valid=days(START),
        parent=parent,
        name=f"Unit {made.pk}",
        path=f"{above}{made.pk}/",
        supervising_unit=supervising,
    )
    return made


def person(name: str) -> Employee:
    no = next(numbers)
    user = User.objects.create(username=f"user{no}")
    return Employee.objects.create(
        kind="PNS", nip=f"19900101201503{1}{no:03d}", name=name, user=user
    )


def post(
    who: Employee,
    where: Unit,
    *,
    head: bool = False,
    kind: str = "DEFINITIF",
    until: dt.date | None = None,
) -> Placement:
    return Placement.objects.create(
        employee=who,
        unit=where,
        held=days(START, until),
        is_head=head,
        kind=kind,
        title="Kepala" if head else "Staf",
        job_group="PENGAWAS" if head else "PELAKSANA",
    )


@pytest.fixture
def root() -> Unit:
    return unit()


def line_of(placement: Placement) -> Line:
    line = evaluator_of(placement.pk, TODAY)
    assert line is not None
    return line


def test_the_head_of_the_unit_assesses(root: Unit) -> None:
    office = unit(root)
    budi, andi = person("Budi"), person("Andi")
    post(budi, office, head=True)

    line = line_of(post(andi, office))

    assert (line.evaluator_id, line.via, line.evaluator_name) == (budi.pk, "HEAD", "Budi")


def test_a_head_is_assessed_by_the_head_above_and_the_superior_stands_higher(root: Unit) -> None:
    office, section = unit(root), unit(root)
    UnitPeriod.objects.filter(unit=section).update(parent=office)
    mayor, sari, budi, andi = person("Wali"), person("Sari"), person("Budi"), person("Andi")
    post(mayor, root, head=True)
    post(sari, office, head=True)
    head_post = post(budi, section, head=True)

    assert line_of(head_post)[3] == sari.pk
    assert line_of(head_post).superior_id == mayor.pk
    assert line_of(post(andi, section)).superior_id == sari.pk


def test_the_supervising_unit_goes_before_the_parent(root: Unit) -> None:
    secretariat = unit(root)
    office = unit(root, supervising=secretariat)
    mayor, sekda, sari = person("Wali"), person("Sekda"), person("Sari")
    post(mayor, root, head=True)
    post(sekda, secretariat, head=True)

    line = line_of(post(sari, office, head=True))

    assert (line.evaluator_id, line.superior_id, line.via) == (sekda.pk, mayor.pk, "ABOVE")


def test_a_plt_assesses_while_the_post_is_vacant_and_a_plh_after_him(root: Unit) -> None:
    office = unit(root)
    plt, plh, andi = person("Plt"), person("Plh"), person("Andi")
    place = post(andi, office)
    post(plh, office, head=True, kind="PLH")
    assert line_of(place).via == "PLH"

    post(plt, office, head=True, kind="PLT")

    assert (line_of(place).evaluator_id, line_of(place).via) == (plt.pk, "PLT")


def test_a_vacant_unit_is_assessed_from_above(root: Unit) -> None:
    mayor, andi = person("Wali"), person("Andi")
    post(mayor, root, head=True)

    line = line_of(post(andi, unit(root)))

    assert (line.evaluator_id, line.via, line.superior_id) == (mayor.pk, "ABOVE", None)


def test_a_stored_exception_wins_and_its_superior_stands_above_that_evaluator(root: Unit) -> None:
    office, other = unit(root), unit(root)
    mayor, budi, dewi, andi = person("Wali"), person("Budi"), person("Dewi"), person("Andi")
    post(mayor, root, head=True)
    post(budi, office, head=True)
    post(dewi, other, head=True)
    place = post(andi, office)
    ReportingLine.objects.create(
        placement=place, evaluator=dewi, held=days(START), reason="Tim lintas unit"
    )

    line = line_of(place)

    assert (line.evaluator_id, line.via, line.reason) == (dewi.pk, "LINE", "Tim lintas unit")
    assert line.superior_id == mayor.pk


def test_nobody_assesses_the_mayor(root: Unit) -> None:
    line = line_of(post(person("Wali"), root, head=True))

    assert (line.evaluator_id, line.via, line.evaluator_name) == (None, "NOBODY", "")


def test_a_closed_placement_goes_to_the_head_of_today(root: Unit) -> None:
    office = unit(root)
    budi, andi = person("Budi"), person("Andi")
    post(budi, office, head=True)

    closed = post(andi, office, until=dt.date(2026, 4, 1))

    assert line_of(closed).evaluator_id == budi.pk
    assert closed.pk not in {line.placement_id for line in evaluators(TODAY)}


def test_a_dissolved_unit_goes_to_its_successor(root: Unit) -> None:
    old, new = unit(root), unit(root)
    UnitPeriod.objects.filter(unit=old).update(valid=days(START, dt.date(2026, 4, 1)))
    Unit.objects.filter(pk=old.pk).update(successor=new)
    budi, andi = person("Budi"), person("Andi")
    post(budi, new, head=True)

    assert line_of(post(andi, old, until=dt.date(2026, 4, 1))).evaluator_id == budi.pk


def test_a_person_who_has_left_assesses_nobody(root: Unit) -> None:
    office = unit(root)
    mayor, budi, andi = person("Wali"), person("Budi"), person("Andi")
    post(mayor, root, head=True)
    post(budi, office, head=True)
    Employee.objects.filter(pk=budi.pk).update(ended_on=dt.date(2026, 6, 1))

    assert line_of(post(andi, office)).evaluator_id == mayor.pk


def test_the_city_is_answered_in_one_statement(
    root: Unit, django_assert_num_queries: object
) -> None:
    office = unit(root)
    post(person("Budi"), office, head=True)
    for no in range(5):
        post(person(f"Pegawai {no}"), office)

    with django_assert_num_queries(1):  # type: ignore[operator]
        lines = evaluators(TODAY)

    assert len(lines) == 6

"""A whole year as people do it: from an empty city to a paper that anybody can check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import stages
from tests.journeys.cast import STAFF, UNITS
from tests.journeys.persons import Crowd, Person
from tests.servers import running, said_by, working

pytestmark = pytest.mark.journey


@pytest.fixture
def crowd(own_database: str, browser: Browser) -> Iterator[Crowd]:
    with running(own_database) as url, working(own_database):
        people = Crowd(browser, url)
        yield people
        people.leave()


def test_from_an_empty_city_to_a_paper_that_anybody_can_check(
    crowd: Crowd, own_database: str, tmp_path: Path
) -> None:
    manager = pengelola(crowd, own_database)
    andi, budi, sari = employees(crowd, manager)

    stages.live_through(manager, andi, budi, sari, tmp_path)

    text = stages.document(andi)
    assert "Andi Pratama" in text
    assert "BAIK" in text.upper()
    stages.check_paper(crowd.person("", ""), *stages.marks_of(text))
    assert crowd.complaints.lines == []


def pengelola(crowd: Crowd, database: str) -> Person:
    """The administrator, made by a command, brings the people in and names the pengelola."""
    code = re.search(r"Kode: (\S+)", said_by(database, "create-administrator"))
    assert code
    administrator = crowd.person("administrator", "administrator")
    administrator.activate(code[1])
    units, staff = stages.workbook(*UNITS), stages.workbook(*stages.staff_rows())
    stages.upload(administrator, "Unit kerja", "unit.xlsx", units, len(UNITS) - 1)
    stages.upload(administrator, "Pegawai", "pegawai.xlsx", staff, len(STAFF))
    stages.grant_city(administrator, "Kartini Putri")
    manager = crowd.staff("Kartini Putri")
    manager.activate(stages.print_code(administrator, manager.name))
    return manager


def employees(crowd: Crowd, manager: Person) -> list[Person]:
    """Three people get their slips, choose a password and look around."""
    codes = stages.print_codes_of(manager, stages.OFFICE)
    codes |= stages.print_codes_of(manager, stages.OFFICE, stages.DIVISION)
    people = [crowd.staff(name) for name in ("Andi Pratama", "Budi Hartono", "Sari Kusuma")]
    for person in people:
        person.activate(codes[person.name])
    people[0].sign_out()
    people[0].sign_in()
    return people

"""The address of a personal calendar, and the page that makes it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kinerja.audit.models import AuditEvent
from kinerja.dialogue.models import CalendarFeed, Session
from kinerja.dialogue.operations.feed import make_feed, revoke_feed, token_hash
from kinerja.dialogue.refusals import NoFeed
from kinerja.dialogue.tests.calendars import (
    PAGE,
    address_of,
    events,
    html,
)
from kinerja.dialogue.tests.stages import DAY
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.traceless import is_traceless
from kinerja.organization.models import Employee
from tests.factories import NOON, Town, actor, client_of

# ---- the address


@pytest.mark.parametrize("token", ["AAAAAAAAAAAAAAAA", "x", "A" * 300, "ä", "..", "%00"])
def test_an_unknown_address_is_not_found(town: Town, token: str) -> None:
    assert Client().get(f"/kalender/{token}.ics").status_code == 404


def test_the_address_may_be_written_small(town: Town) -> None:
    assert Client().get(address_of(town.andi).lower()).status_code == 200


def test_a_revoked_address_is_not_found(town: Town) -> None:
    address = address_of(town.andi)
    revoke_feed(by=actor(town.andi, NOON), at=NOON)

    assert Client().get(address).status_code == 404
    assert client_of(town.andi).get(address).status_code == 404
    with pytest.raises(NoFeed):
        revoke_feed(by=actor(town.andi, NOON), at=NOON)


def test_a_new_address_ends_the_one_before(town: Town) -> None:
    first, second = address_of(town.andi), address_of(town.andi)

    assert first != second
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]


def test_a_foreign_address_shows_its_owner_and_never_the_visitor(
    town: Town, session: Session
) -> None:
    stranger = address_of(town.stranger)

    assert events(client_of(town.andi).get(stranger).content) == []


def test_a_closed_account_has_no_calendar(town: Town) -> None:
    address = address_of(town.andi)
    town.andi.user.is_active = False
    town.andi.user.save()

    assert Client().get(address).status_code == 404


@pytest.mark.parametrize(("days", "status"), [(-1, 404), (0, 404), (1, 200)])
def test_who_is_gone_has_no_calendar(town: Town, days: int, status: int) -> None:
    address = address_of(town.andi)
    Employee.objects.filter(pk=town.andi.pk).update(ended_on=NOON.date() + days * DAY)

    assert Client().get(address).status_code == status


def test_an_account_without_a_person_has_an_empty_one(town: Town, session: Session) -> None:
    token = make_feed(by=actor(town.administrator, NOON), at=NOON)

    assert Client().get(f"/kalender/{token}.ics").status_code == 200


def test_it_is_only_read(town: Town) -> None:
    assert Client().post(address_of(town.andi)).status_code == 405
    assert Client().head(address_of(town.andi)).status_code == 200


def test_its_requests_are_not_logged(town: Town) -> None:
    response: Any = Client().get("/kalender/AAAAAAAAAAAAAAAA.ics")

    assert is_traceless(response.wsgi_request)


def test_the_token_has_80_bits_and_is_not_stored(town: Town) -> None:
    token = make_feed(by=actor(town.andi, NOON), at=NOON)

    assert re.fullmatch(r"[A-Z2-7]{16}", token)
    row = CalendarFeed.objects.get()
    assert bytes(row.token_hash) == token_hash(token)
    assert len(bytes(row.token_hash)) == 32


def test_the_database_keeps_one_in_force(town: Town) -> None:
    address_of(town.andi)

    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(user=town.andi.user, token_hash=b"x" * 32, made_at=NOON)


def test_a_machine_has_no_calendar(db: None) -> None:
    with pytest.raises(NotPermitted):
        make_feed(by=Actor.system("test"), at=NOON)


# ---- the page


def test_the_address_is_shown_once(town: Town, andi: Client) -> None:
    assert "Belum ada alamat" in html(andi.get(PAGE))

    made = html(andi.post(PAGE))

    (path,) = re.findall(r"(/kalender/[A-Z2-7]{16}\.ics)", made)
    assert Client().get(path).status_code == 200
    assert "Ganti alamat" in made
    assert "/kalender/" not in html(andi.get(PAGE)).replace(PAGE, "")


def test_sending_twice_makes_one(town: Town, andi: Client) -> None:
    key = {"kunci": "0f8fad5b-d9cb-469f-a165-70867728950e"}
    andi.post(PAGE, key)

    answer = andi.post(PAGE, key)

    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert CalendarFeed.objects.count() == 1


def test_the_address_is_revoked_on_the_page(town: Town, andi: Client) -> None:
    address = address_of(town.andi)

    answer = andi.post(f"{PAGE}cabut/")

    assert (answer.status_code, answer["Location"]) == (303, PAGE)
    assert "Alamat kalender dicabut" in html(andi.get(PAGE))
    assert Client().get(address).status_code == 404
    again = andi.post(f"{PAGE}cabut/")
    assert again.status_code == 409
    assert "Tidak ada alamat kalender" in html(again)


def test_nobody_elses_address_is_touched(town: Town, andi: Client) -> None:
    address = address_of(town.budi)

    andi.post(PAGE)
    andi.post(f"{PAGE}cabut/")

    assert Client().get(address).status_code == 200


def test_the_trail_knows_that_and_not_what(town: Town, andi: Client) -> None:
    (path,) = re.findall(r"/kalender/([A-Z2-7]{16})\.ics", html(andi.post(PAGE)))

    rows = AuditEvent.objects.filter(action="dialogue.feed.made")
    assert rows.get().about_employee_id == town.andi.pk
    assert path not in str(list(AuditEvent.objects.values()))


def test_the_page_takes_few_statements(
    town: Town, andi: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        andi.get(PAGE)

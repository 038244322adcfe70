"""A town with counselors, keys of little cost, and a case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client

from kinerja.counseling import operations, sealing
from kinerja.counseling.models import Case
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.organization.models import Employee
from tests.factories import NOON, Town, actor, client_of, grant, make_employee, make_placement

PASSPHRASE = "kereta senja melintas pelan"
SECRET = "Ia takut kehilangan pekerjaan karena ibunya sakit"


@dataclass
class Room:
    """Andi, his counselor Ratna, and the city's printed key."""

    town: Town
    ratna: Employee
    bayu: Employee
    paper: list[str]

    @property
    def counselor(self) -> Actor:
        return actor(self.ratna)

    def make_key(self) -> None:
        """Give Ratna a pair whose passphrase costs a test little, and let her have read on."""
        by = self.counselor
        operations.make_key(passphrase=PASSPHRASE, by=by, at=NOON, cost=4)
        operations.understand_loss(by=by, at=NOON)

    def ask(self) -> Case:
        return operations.ask(
            counselor_id=self.ratna.pk,
            occasion="Beban kerja",
            by=actor(self.town.andi),
            at=NOON,
        )

    def accepted(self) -> Case:
        case = self.ask()
        operations.accept(case=case, by=self.counselor, at=NOON)
        case.refresh_from_db()
        return case

    def with_note(self, text: str = SECRET) -> Case:
        case = self.accepted()
        operations.write_note(case=case, text=text, by=self.counselor, at=NOON)
        return case

    def closed(self, follow_up: Case.FollowUp = Case.FollowUp.PELATIHAN) -> Case:
        case = self.accepted()
        operations.close(
            case=case, follow_up=follow_up, tell_evaluator=False, by=self.counselor, at=NOON
        )
        case.refresh_from_db()
        return case


def make_counselor(town: Town, name: str) -> Employee:
    person = make_employee(name)
    make_placement(person, town.secretariat, title="Konselor Ahli Muda")
    grant(person.user, Role.KONSELOR)
    return person


@pytest.fixture
def room(town: Town) -> Iterator[Room]:
    with clock.fixed(NOON):
        paper = operations.make_recovery_key(by=actor(town.administrator), at=NOON).groups
        made = Room(town, make_counselor(town, "Ratna Dewi"), make_counselor(town, "Bayu"), paper)
        made.make_key()
        yield made


def private_of(room: Room) -> bytes:
    """Return Ratna's private half, as her passphrase opens it."""
    key = operations.own_key(room.counselor)
    assert key
    made = sealing.key_of_passphrase(PASSPHRASE, bytes(key.salt), key.cost)
    return sealing.unlock(
        bytes(key.sealed_private), made, b"kinerja counseling 1: private half under a passphrase"
    )


def unlocked(room: Room) -> Client:
    """Return a client of Ratna in whose session the notes are open."""
    client = client_of(room.ratna)
    answer = client.post("/konseling/kunci/buka/", {"kata_sandi": PASSPHRASE})
    assert answer.status_code == 303
    return client

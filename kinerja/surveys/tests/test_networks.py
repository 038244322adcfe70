"""The city's own networks: who sets them, and what is no network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.foundation.refusals import NotPermitted, WrongState
from kinerja.surveys.models import OfficeNetwork
from kinerja.surveys.operations import networks as operations
from kinerja.surveys.queries.networks import root_unit
from tests.factories import LONG_AGO, NOON, Town, actor, client_of, grant

pytestmark = pytest.mark.django_db
PAGE = "/kepuasan/jaringan/"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.fixed(NOON):
        yield


def test_the_administrator_adds_and_removes_a_network(town: Town) -> None:
    client = client_of(town.administrator)

    added = client.post(PAGE, {"network": "203.0.113.7/24", "note": "Balai kota"})

    kept = OfficeNetwork.objects.get()
    assert (added.status_code, kept.network, kept.note) == (303, "203.0.113.0/24", "Balai kota")
    assert "203.0.113.0/24" in client.get(PAGE).content.decode()

    removed = client.post(f"{PAGE}{kept.pk}/hapus/")

    assert removed.status_code == 303
    assert not OfficeNetwork.objects.exists()
    actions = AuditEvent.objects.order_by("id").values_list("action", "changes")
    assert list(actions) == [
        ("surveys.network.added", {"network": "203.0.113.0/24"}),
        ("surveys.network.removed", {"network": "203.0.113.0/24"}),
    ]


def test_the_admin_of_the_whole_city_may_and_that_of_an_office_may_not(town: Town) -> None:
    grant(town.dewi.user, Role.ADMIN_SKM, unit=town.root)
    grant(town.andi.user, Role.ADMIN_SKM, unit=town.office)

    assert client_of(town.dewi).get(PAGE).status_code == 200
    assert client_of(town.andi).get(PAGE).status_code == 403
    with pytest.raises(NotPermitted):
        operations.add_network(network="203.0.113.0/24", note="", by=actor(town.andi), at=NOON)


@pytest.mark.parametrize(
    "network", ["", "kantor", "0.0.0.0/0", "203.0.113.0/33", "2000::/3", "10.0.0.0/7", "::/0"]
)
def test_it_asks_for_a_network_of_offices(town: Town, network: str) -> None:
    answer = client_of(town.administrator).post(PAGE, {"network": network})

    assert answer.status_code == 422
    assert not OfficeNetwork.objects.exists()


@pytest.mark.parametrize(
    ("kept", "again"),
    [
        ("203.0.113.0/24", "203.0.113.0/24"),
        ("203.0.113.0/24", "203.0.113.8"),
        ("2001:db8:12::/48", "2001:db8:12:3::/64"),
    ],
)
def test_it_refuses_what_another_network_holds(town: Town, kept: str, again: str) -> None:
    client = client_of(town.administrator)
    client.post(PAGE, {"network": kept})

    answer = client.post(PAGE, {"network": again})

    assert answer.status_code == 409
    assert "sudah ada" in answer.content.decode()
    assert OfficeNetwork.objects.count() == 1


def test_networks_of_both_kinds_stand_beside_each_other(town: Town) -> None:
    client = client_of(town.administrator)

    for network in ("203.0.113.0/24", "2001:db8:12::/48", "198.51.100.4"):
        assert client.post(PAGE, {"network": network}).status_code == 303

    assert OfficeNetwork.objects.filter(network="198.51.100.4/32").exists()


def test_operations_refuse_what_is_no_network_or_gone(town: Town) -> None:
    by = actor(town.administrator)
    gone = operations.add_network(network="203.0.113.0/24", note="", by=by, at=NOON)
    operations.remove_network(network=OfficeNetwork.objects.get(), by=by, at=NOON)

    with pytest.raises(operations.NotANetwork):
        operations.add_network(network="kantor", note="", by=by, at=NOON)
    with pytest.raises(WrongState):
        operations.remove_network(network=gone, by=by, at=NOON)


def test_an_unknown_network_is_not_found(town: Town) -> None:
    assert client_of(town.administrator).post(f"{PAGE}1/hapus/").status_code == 404


def test_before_there_is_a_city_there_is_no_top(db: None) -> None:
    assert root_unit(NOON.replace(year=LONG_AGO.year - 1)) == 0

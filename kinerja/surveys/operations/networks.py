"""Which networks are the city's own: answers from there in office hours bear a signal."""

from __future__ import annotations

import datetime as dt
import ipaddress

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from kinerja.surveys import access
from kinerja.surveys.models import OfficeNetwork
from kinerja.surveys.queries.networks import root_unit


class NetworkKnown(WrongState):
    """It, or a network that holds it, is on the list."""

    code = "survey_network_known"
    message = "Jaringan ini sudah ada di daftar."


class NotANetwork(Refusal):
    """Not an address."""

    code = "survey_not_a_network"
    message = "Alamat ini belum bisa dibaca. Contoh: 203.0.113.0/24 atau 2001:db8:12::/48."


@transaction.atomic
def add_network(*, network: str, note: str, by: Actor, at: dt.datetime) -> OfficeNetwork:
    """Add a network. Answers that came before keep the signals they have.

    Raises NotPermitted, NotANetwork, NetworkKnown.
    """
    _may(by, at)
    wanted = _network(network)
    known = OfficeNetwork.objects.select_for_update().order_by("pk")
    if any(_holds(one.network, wanted) for one in known):
        raise NetworkKnown
    made = OfficeNetwork.objects.create(network=str(wanted), note=note.strip())
    audit.record(
        "surveys.network.added", subject=made, by=by, at=at, changes={"network": made.network}
    )
    return made


@transaction.atomic
def remove_network(*, network: OfficeNetwork, by: Actor, at: dt.datetime) -> None:
    """Take a network off the list. Raises NotPermitted, WrongState."""
    locked = OfficeNetwork.objects.select_for_update().filter(pk=network.pk).first()
    _may(by, at)
    if locked is None:
        raise WrongState
    audit.record(
        "surveys.network.removed", subject=locked, by=by, at=at, changes={"network": locked.network}
    )
    locked.delete()


def _may(by: Actor, at: dt.datetime) -> None:
    if not access.may_set_networks(by, root_unit(at)):
        raise NotPermitted(access.NOT_YOUR_NETWORKS)


def _network(written: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(written, strict=False)
    except ValueError as error:
        raise NotANetwork from error


def _holds(kept: str, wanted: ipaddress.IPv4Network | ipaddress.IPv6Network) -> bool:
    whole = ipaddress.ip_network(kept)
    if isinstance(whole, ipaddress.IPv4Network) and isinstance(wanted, ipaddress.IPv4Network):
        return wanted.subnet_of(whole)
    if isinstance(whole, ipaddress.IPv6Network) and isinstance(wanted, ipaddress.IPv6Network):
        return wanted.subnet_of(whole)
    return False

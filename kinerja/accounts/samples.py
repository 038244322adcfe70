"""The accounts of the demo city: their password stands on the screen and opens nothing afar."""

from __future__ import annotations

import ipaddress
import json

from django.conf import settings


def may_enter(username: str, network: str) -> bool:
    """Say whether an account may sign in from an address: those of the demo from this machine only.

    A change of the password by its owner does not change that: the installation is a demo.
    """
    return _is_this_machine(network) or username not in _names()


def _names() -> frozenset[str]:
    """Read who is listed in var/demo.json; nobody where there is no demo or a real database."""
    path = settings.VAR / "demo.json"
    if settings.EMBEDDED is None or not path.exists():
        return frozenset()
    listed = json.loads(path.read_text(encoding="utf-8"))
    return frozenset(account["nip"] for account in listed["accounts"])


def _is_this_machine(network: str) -> bool:
    try:
        # of IPv6 the network is kept: ::1 becomes ::
        return network == "::" or ipaddress.ip_address(network).is_loopback
    except ValueError:
        return False

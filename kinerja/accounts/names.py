"""How people write who they are, and where they write from."""

from __future__ import annotations

import ipaddress
import re

from django.conf import settings
from django.http import HttpRequest

NIP_LENGTH = 18
LONGEST = 60
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
            ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS", "Mac"), ("Linux", "Linux"))  # fmt: skip


def username_of(written: str) -> str:
    """Return the account's name: a NIP without its spaces, or the chosen name in small letters."""
    digits = re.sub(r"[\s.'’-]", "", written)
    if len(digits) == NIP_LENGTH and digits.isascii() and digits.isdigit():
        return digits
    return written.strip().lower()[:LONGEST]


def network_of(request: HttpRequest) -> str:
    """Return the address that asks; of IPv6 the network, since one line has many addresses."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    written = forwarded.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:  # of a proxy that listens on one socket for both
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


def device_of(agent: str) -> str:
    """Chrome di Android"""
    browser = next((name for mark, name in BROWSERS if mark in agent), "Peramban")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser} di {system}" if system else browser

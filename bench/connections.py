"""Addresses of the bench's own database."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings


def url_of(role: str, name: str = "bench") -> str:
    """Return the address for a role; its connections bear the name."""
    assert settings.EMBEDDED is not None
    return f"{settings.EMBEDDED.url(role)}&application_name={name}"


def owner() -> psycopg.Connection:
    return psycopg.connect(url_of("kinerja_owner"), autocommit=True)


def maintenance_url() -> str:
    """Return the owner's address of the server itself, not of the city's database."""
    parts = urlsplit(url_of("kinerja_owner"))
    return urlunsplit(parts._replace(path="/postgres"))

"""A private PostgreSQL under var/pg, so that a machine needs no database server."""

from kinerja.config.embedded.places import UnusableFolder
from kinerja.config.embedded.server import APP, OWNER, Embedded, EmbeddedError

__all__ = ["APP", "OWNER", "Embedded", "EmbeddedError", "UnusableFolder"]

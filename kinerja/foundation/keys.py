"""Numbers of rows, as addresses and forms name them."""

from __future__ import annotations

import re

from django.urls.converters import IntConverter

#: the largest number that a column of ours holds
LARGEST = 2**63 - 1
WRITTEN = re.compile("[0-9]{1,18}")


class KeyConverter(IntConverter):
    """`<key:plan_id>`: a number that a row may have; a longer one leads nowhere, which is 404."""

    regex = WRITTEN.pattern


def key_of(written: str) -> int | None:
    """Return the number that somebody wrote; None where no row has such a one."""
    return int(written) if WRITTEN.fullmatch(written) else None

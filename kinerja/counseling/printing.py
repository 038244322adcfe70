"""A key on paper: letters in groups, each with a check letter that finds a slip of the pen."""

from __future__ import annotations

import base64
import hashlib

from kinerja.accounts.codes import ALPHABET, MISREAD
from kinerja.counseling.sealing import KEY

GROUP = 4
#: 32 bytes are 52 letters, so 13 groups of four
GROUPS = 13
FINGERPRINT = 20


class Misspelled(Exception):
    """A group on the paper was not typed as printed; `group` counts from 1, 0 is the whole."""

    def __init__(self, group: int) -> None:
        self.group = group
        super().__init__(group)


def written(private: bytes) -> list[str]:
    """Return the thirteen groups of a private half: four letters and their check letter."""
    letters = base64.b32encode(private).decode().rstrip("=")
    groups = [letters[start : start + GROUP] for start in range(0, len(letters), GROUP)]
    return [group + _check(place, group) for place, group in enumerate(groups, start=1)]


def typed(paper: str) -> bytes:
    """Return the private half from what somebody typed: case, strokes and spaces do not matter.

    Raises Misspelled with the group that differs from the paper.
    """
    letters = "".join(paper.upper().split()).replace("-", "").translate(MISREAD)
    if len(letters) != GROUPS * (GROUP + 1) or not set(letters) <= set(ALPHABET):
        raise Misspelled(0)
    kept = ""
    for place in range(1, GROUPS + 1):
        start = (place - 1) * (GROUP + 1)
        group, check = letters[start : start + GROUP], letters[start + GROUP]
        if _check(place, group) != check:
            raise Misspelled(place)
        kept += group
    return base64.b32decode(kept + "====")[:KEY]


def fingerprint(public: bytes) -> str:
    """Return the twenty letters by which people compare a key: ABCD-EFGH-..."""
    letters = base64.b32encode(hashlib.sha256(public).digest()).decode()[:FINGERPRINT]
    return "-".join(letters[start : start + GROUP] for start in range(0, FINGERPRINT, GROUP))


def _check(place: int, group: str) -> str:
    """Return the check letter: five bits of SHA-256 over the group and its place."""
    return ALPHABET[hashlib.sha256(f"{place}:{group}".encode()).digest()[0] & 31]

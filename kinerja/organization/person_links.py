"""What higher rooms know of a person, on the page of that person: each offers its links.

A room above adds a function to `offers` when its application starts (`AppConfig.ready`); the page
asks each of them once. A link leads only where the actor may go.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from kinerja.foundation.actor import Actor


class PersonLink(NamedTuple):
    """One way on: words, what to say beside them, and where it leads."""

    words: str
    note: str
    href: str


Offer = Callable[[Actor, int], list[PersonLink]]
offers: list[Offer] = []


def links_of(actor: Actor, employee_id: int) -> list[PersonLink]:
    """Return what the actor may open of a person."""
    return [link for offer in offers for link in offer(actor, employee_id)]

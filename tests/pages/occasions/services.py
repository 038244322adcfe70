"""What a unit serves, at which counters, under which codes."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kinerja.foundation.actor import Role
from kinerja.services.tests.stages import make_parts
from tests.pages.people import Examples, Stop, holder

OF_A_SERVICE = ("service", "service_edit", "service_close", "counter_new", "question_new")
OF_A_COUNTER = ("counter_edit", "counter_close", "code_new")


def serve_citizens(examples: Examples) -> Iterator[Stop]:
    """Look at a service of a unit, and at all that one may do with it."""
    parts = make_parts(examples.submitted.placement.unit)
    addresses = [
        *(address(name) for name in ("service_list", "service_new")),
        *(address(name, parts["service_id"]) for name in OF_A_SERVICE),
        *(address(name, parts["counter_id"]) for name in OF_A_COUNTER),
        address("question_end", parts["question_id"]),
    ]
    yield holder(Role.PENGELOLA_KOTA), addresses


def address(name: str, *keys: int) -> str:
    return reverse(f"services:{name}", args=keys)

"""What everybody may read: services, what came of their surveys, how it is counted."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kinerja.services.models import Service
from tests.pages.people import Examples, Stop


def read_in_public(_examples: Examples) -> Iterator[Stop]:
    """Read the public page without an account, and what a person decided about signals."""
    ruled = Service.objects.get(rulings__isnull=False)
    yield None, [reverse("public:home"), reverse("public:service", args=[ruled.pk])]

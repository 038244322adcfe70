"""What citizens said: results, comments and signals of a service."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.organization.models import Placement
from kinerja.services.models import Service
from kinerja.surveys.models import OfficeNetwork
from kinerja.surveys.operations.night import turn_over
from kinerja.surveys.tests.stages import answers, comment, make_service
from tests.pages.people import TODAY, Examples, Stop, holder


def read_the_citizens(examples: Examples) -> Iterator[Stop]:
    """Read results as the pengelola, who may see them all; set networks as the administrator."""
    service = _answered(examples.submitted.placement)
    words = comment(service, TODAY, "Kursi tunggu kurang.", mixed_on=TODAY)
    OfficeNetwork.objects.get_or_create(network="203.0.113.0/24")
    yield (
        holder(Role.PENGELOLA_KOTA),
        [
            reverse("surveys:overview"),
            reverse("surveys:unit", args=[service.unit_id]),
            reverse("surveys:result", args=[service.pk]),
            reverse("surveys:comments", args=[service.pk]),
            reverse("surveys:comment", args=[service.pk, words.pk]),
            reverse("surveys:ruling", args=[service.pk]),
        ],
    )
    yield holder(Role.ADMINISTRATOR), [reverse("surveys:networks")]


def _answered(post: Placement) -> Service:
    """A service of this unit with answers on three days, some of which bear a signal."""
    service = make_service(post.unit, "Legalisasi ijazah")
    for days in (1, 2, 3):
        day = TODAY - dt.timedelta(days=days)
        answers(service, day, n=12, sex="P")
        answers(service, day, (2, 3, 2, 4, 3, 3, 3, 3, 2), n=8, sex="L", flags=1)
    turn_over(clock.start_of(TODAY))
    return service

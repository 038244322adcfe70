"""Papers and complaints: typed, read from files, and shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from kinerja.complaints.tests.stages import make_complaint
from kinerja.complaints.tests.stages import make_file as make_complaints
from kinerja.foundation.actor import Role
from kinerja.organization.models import Unit
from kinerja.services.models import Service
from kinerja.surveys.tests.paper import make_file as make_papers
from kinerja.surveys.tests.stages import make_service
from tests.pages.people import TODAY, Examples, Stop, holder


def enter_papers(examples: Examples) -> Iterator[Stop]:
    """Type papers, look at a file of them, and at the complaints of two units."""
    unit = examples.submitted.placement.unit
    service = Service.objects.filter(state="OPEN").first() or make_service(unit)
    manager = holder(Role.PENGELOLA_KOTA)
    for one in (unit, Unit.objects.exclude(pk=unit.pk)[0]):
        complain(one)
    papers, complaints = make_papers(service, manager.pk), make_complaints(manager.pk)
    yield (
        manager,
        [
            reverse("surveys:paper", args=[service.pk]),
            reverse("surveys:paper_import"),
            reverse("surveys:paper_file", args=[papers.pk]),
            reverse("complaints:complaint_list"),
            reverse("complaints:imports"),
            reverse("complaints:file", args=[complaints.pk]),
        ],
    )


def complain(unit: Unit) -> None:
    """Let a unit answer most complaints in time, and not all."""
    for days in range(3, 30):
        received = TODAY - dt.timedelta(days=days)
        answered = received + dt.timedelta(days=days % 9) if days % 5 else None
        category = "BERKADAR" if days % 4 == 0 else "INFORMASI"
        make_complaint(
            unit,
            received,
            answered and min(answered, TODAY),
            category=category,
            topic="Antrean",
            tracking_id=f"T-{unit.pk}-{days}",
        )

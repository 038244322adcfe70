"""Reads of the pages of papers."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from kinerja.foundation.actor import Actor
from kinerja.organization.imports.waiting import SheetLine, latest
from kinerja.services.models import Counter, Service
from kinerja.surveys.models import PaperImport
from kinerja.surveys.paper.access import may_enter

MOST_SERVICES = 500


def service_visible_to(actor: Actor, service_id: int) -> Service | None:
    """Return a service that the person sees."""
    return Service.objects.visible_to(actor).filter(pk=service_id).first()


def open_counters(service: Service, first: dt.date) -> list[tuple[int, str]]:
    """Return the counters that ran on some day since then."""
    running = Q(closed_on=None) | Q(closed_on__gte=first)
    counters = Counter.objects.filter(running, service=service).order_by("closed_on", "pk")
    return list(counters.values_list("pk", "name"))


def services_to_enter(actor: Actor) -> list[tuple[int, str]]:
    """Return the open services whose papers the person may enter."""
    found = (
        Service.objects.visible_to(actor).filter(state=Service.State.OPEN).order_by("name", "pk")
    )
    rows = found.values_list("pk", "name", "unit_id")[:MOST_SERVICES]
    return [(pk, name) for pk, name, unit_id in rows if may_enter(actor, unit_id)]


def import_visible_to(actor: Actor, import_id: int) -> PaperImport | None:
    """Return a file of a service that the person sees, without its rows."""
    seen = Service.objects.visible_to(actor)
    found = PaperImport.objects.filter(pk=import_id, service__in=seen)
    return found.select_related("service").defer("rows", "words").first()


def latest_imports(services: list[int]) -> list[SheetLine]:
    """Return the newest files of these services."""
    return latest(PaperImport.objects.filter(service_id__any=services), "service__name")

"""What a browser sends of a plan."""

from __future__ import annotations

import uuid
from typing import Any

from django.test import Client

from kinerja.plans.models import Plan
from kinerja.plans.queries import ResultView, content_of
from tests.plan_factories import version_of


def view_of(plan: Plan) -> ResultView:
    return content_of(version_of(plan).pk).results[0]


def filled(plan: Plan, **changes: str) -> dict[str, str]:
    """Return what the browser would send of the open result."""
    view = view_of(plan)
    sent = {
        "versi": view.base(version_of(plan).lock_no),
        "teks": view.row.text,
        "jenis": view.row.kind,
        "induk": "",
        "alasan_tanpa_induk": view.row.no_parent_reason,
        "kunci": str(uuid.uuid4()),
    }
    for row in view.indicators:
        prefix = f"i{row.indicator_id}-"
        sent |= {
            f"{prefix}teks": row.text,
            f"{prefix}aspek": row.aspect,
            f"{prefix}target": row.written_target,
            f"{prefix}satuan": row.unit,
        }
    return sent | changes


def post(client: Client, plan: Plan, **changes: str) -> Any:
    path = f"/skp/{plan.pk}/rhk/{view_of(plan).id}/"
    return client.post(path, filled(plan, **changes))


def autosave(client: Client, plan: Plan, **changes: str) -> Any:
    path = f"/skp/{plan.pk}/draf/{view_of(plan).id}/"
    return client.post(path, filled(plan, **changes), headers={"HX-Request": "true"})


def field(plan: Plan, name: str, index: int = 0) -> str:
    return f"i{view_of(plan).indicators[index].indicator_id}-{name}"

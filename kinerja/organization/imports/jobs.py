"""What the worker does for an import that a person uploaded."""

from __future__ import annotations

import logging
from dataclasses import replace

from procrastinate.contrib.django import app

from kinerja.city.queries import on_city_time
from kinerja.foundation import clock
from kinerja.foundation.actor import Via
from kinerja.foundation.refusals import Refusal
from kinerja.organization.actors import actor_of
from kinerja.organization.imports import operations
from kinerja.organization.imports.reading import FileRefused
from kinerja.organization.models import Import

logger = logging.getLogger(__name__)


@app.task(name=operations.CHECK)
def check(import_id: int) -> None:
    """Read and judge an uploaded file; then the file goes, its rows stay."""
    source = Import.objects.get(pk=import_id)
    try:
        with on_city_time():
            operations.check_import(source=source, path=operations.file_of(source))
    except FileRefused:
        logger.info("organization.import.refused", extra={"import_id": import_id})
    except Exception:
        operations.stop_import(source=source)
        raise
    finally:
        operations.forget_file(source)


@app.task(name=operations.APPLY)
def apply(import_id: int, *, user_id: int, skip_faulty: bool, request_id: str = "") -> None:
    """Carry an import out in the name of the person who asked for it."""
    at = clock.now()
    source = Import.objects.get(pk=import_id)
    try:
        with on_city_time():
            by = replace(actor_of(user_id, at), via=Via.JOB, request_id=request_id)
            operations.apply_import(source=source, skip_faulty=skip_faulty, by=by, at=at)
    except Refusal as refusal:
        operations.return_import(source=source, message=refusal.message)
    except Exception:
        operations.return_import(source=source, message=operations.BROKEN_APPLICATION)
        raise


@app.periodic(cron="23 18 * * *")
@app.task(name="organization.forget_old_rows", queueing_lock="organization.forget_old_rows")
def forget_old_rows(timestamp: int) -> None:
    """Every night: what imports kept of people goes when its purpose is over."""
    with on_city_time():
        operations.forget_old_rows(at=clock.now())

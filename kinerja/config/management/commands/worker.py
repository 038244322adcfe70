"""Do background work: e-mail, PDFs in batches, imports, the year's opening."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandParser
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from kinerja.config.tasks import rescue

GRACE = 8.0


class Command(BaseCommand):
    help = "Mengerjakan tugas latar belakang (bagian dari serve)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--concurrency", type=int, default=2)
        parser.add_argument("--once", action="store_true", help="berhenti bila antrean kosong")

    def handle(self, *_args: Any, **options: Any) -> None:
        connector = cast("DjangoConnector", app.connector).get_worker_connector()
        with app.replace_connector(connector) as queue:
            asyncio.run(_work(queue, options["concurrency"], wait=not options["once"]))


async def _work(queue: App, concurrency: int, *, wait: bool) -> None:
    async with queue.open_async():
        await rescue(queue.job_manager)
        await queue.run_worker_async(
            concurrency=concurrency, wait=wait, shutdown_graceful_timeout=GRACE
        )

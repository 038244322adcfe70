"""The seam to the queue: rooms name a task, this knows which library runs it."""

from __future__ import annotations

from typing import Any

from procrastinate.contrib.django import app


def enqueue(task: str, **arguments: Any) -> None:
    """Queue a task by its name inside the running transaction: rolled back, it never runs."""
    app.configure_task(name=task).defer(**arguments)

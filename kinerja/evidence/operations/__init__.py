"""Every change of a realization and of evidence."""

from __future__ import annotations

from kinerja.evidence.operations.attaching import attach_file, attach_link, detach
from kinerja.evidence.operations.realizing import Reached, save_realization, send_report

__all__ = [
    "Reached",
    "attach_file",
    "attach_link",
    "detach",
    "save_realization",
    "send_report",
]

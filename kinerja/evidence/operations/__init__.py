"""Every change of a realization and of evidence."""

from __future__ import annotations

from kinerja.evidence.operations.attaching import attach_file, attach_link, detach
from kinerja.evidence.operations.realizing import Reached, save_realization, send_report
from kinerja.evidence.operations.refreshing import freeze_closed, refresh_sourced
from kinerja.evidence.operations.sourcing import SourceValues, choose_source, end_source

__all__ = [
    "Reached",
    "SourceValues",
    "attach_file",
    "attach_link",
    "choose_source",
    "detach",
    "end_source",
    "freeze_closed",
    "refresh_sourced",
    "save_realization",
    "send_report",
]

"""Reads of complaints: figures for everybody, single ones for those whose units they concern."""

from __future__ import annotations

from kinerja.complaints.counting import ComplaintFigure
from kinerja.complaints.queries.figures import (
    FEWEST_PUBLIC,
    Report,
    figures_of,
    public_figures_of,
    report_of,
)

__all__ = [
    "FEWEST_PUBLIC",
    "ComplaintFigure",
    "Report",
    "figures_of",
    "public_figures_of",
    "report_of",
]

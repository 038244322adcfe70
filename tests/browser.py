"""Which Chromium the journeys drive; without one they are left out, and the run says which."""

from __future__ import annotations

import os
import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """Find the machine's Chromium: KINERJA_CHROMIUM, or one on the path."""
    chosen = os.environ.get("KINERJA_CHROMIUM")
    return chosen or next(filter(None, map(shutil.which, NAMES)), None)


def journeys_first(items: list[pytest.Item]) -> None:
    """Begin with what takes minutes: begun last, everything would wait for it."""
    items.sort(key=lambda one: one.get_closest_marker("journey") is None)


def leave_out_journeys(items: list[pytest.Item]) -> None:
    left_out = pytest.mark.skip(reason="no Chromium on this machine")
    for item in items:
        if item.get_closest_marker("journey"):
            item.add_marker(left_out)


def report_left_out(terminal: pytest.TerminalReporter) -> None:
    skipped = terminal.stats.get("skipped", [])
    journeys = sorted({report.nodeid for report in skipped if "no Chromium" in report.longreprtext})
    if not journeys:
        return
    terminal.section("journeys left out: no Chromium (apt install chromium)", yellow=True)
    for journey in journeys:
        terminal.line(f"  {journey}")

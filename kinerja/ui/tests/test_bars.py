"""The value bar: within its track, its label escaped."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja.ui.bars import draw_bar


@pytest.mark.parametrize(
    ("share", "width"), [(-5, "0%"), (Decimal("41.666"), "41.67%"), (250, "100%")]
)
def test_it_stays_within_its_track(share: Decimal | float, width: str) -> None:
    assert f'<rect y="2" width="{width}" height="6"' in draw_bar(share)


def test_it_marks_a_target_and_escapes_its_label() -> None:
    drawn = draw_bar(50, 80, "sea", 'Izin "cepat" <3 hari')

    assert '<line x1="80%" x2="80%"' in drawn
    assert 'fill="var(--sea)"' in drawn
    assert "&lt;3 hari" in drawn
    assert "<line" not in draw_bar(50)
    assert 'fill="var(--bp-fill)"' in draw_bar(50, tone="bp")

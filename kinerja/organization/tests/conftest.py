"""Fixtures of this room's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories import make_unit


@pytest.fixture
def folder(tmp_path: Path, db: None) -> Path:
    """A city with two offices, D below the root and S below D; the clock stands still."""
    root = make_unit("Pemerintah Kota")
    office = make_unit("Dinas", root, head_title="Kepala Dinas")
    section = make_unit("Seksi", office, head_title="Kepala Seksi")
    for unit, key in ((root, "K"), (office, "D"), (section, "S")):
        unit.siasn_id = key
        unit.save()
    return tmp_path

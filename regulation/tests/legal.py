"""Reads the legal vectors: one TOML file a rule, readable without knowing the code."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

VECTORS = Path(__file__).with_name("vectors")


def legal_vectors(name: str) -> pytest.MarkDecorator:
    """Parametrize a test with the cases of `vectors/<name>.toml`, one test per case."""
    text = (VECTORS / f"{name}.toml").read_text(encoding="utf-8")
    cases = tomllib.loads(text)["case"]
    return pytest.mark.parametrize("case", cases, ids=[case["name"] for case in cases])

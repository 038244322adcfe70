"""The secret key is made once, for its owner's eyes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kinerja.config.keys import secret_key


def test_it_stays_the_same(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "var")

    assert secret_key(tmp_path / "var") == first
    assert len(first) >= 50


def test_it_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    secret_key(tmp_path)

    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_starts_at_the_same_moment_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(secret_key, [tmp_path] * 8))

    assert len(keys) == 1

"""A plugin of pytest's that keeps, of the files of races and crashes, only the tests of these."""

from __future__ import annotations

import inspect

import pytest

from bench.soak import MARKS

#: fixtures whose tests commit, or kill what they started
FIXTURES = frozenset({"own_database", "installation"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kept = [item for item in items if is_of_races(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def is_of_races(item: pytest.Item) -> bool:
    """Tell whether the test has a database or an installation of its own, threads or a kill."""
    if not isinstance(item, pytest.Function):
        return False
    return bool(FIXTURES & set(item.fixturenames)) or bool(
        MARKS.search(inspect.getsource(item.function))
    )

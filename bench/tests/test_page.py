"""docs/bench.md is put together from a measurement and a soak; neither writer loses the other's."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import page, report, soak
from bench.places import FILE
from bench.soak import Run

MEASURED = "# What it costs\n\n| page | ratio |\n\nThe ## Soak is below.\n"
SOAKED = "1 January 2027: 20 runs, 20 green."


def test_a_new_measurement_keeps_the_soak() -> None:
    both = page.with_soak(MEASURED, SOAKED)

    renewed = page.with_measurement(both, "# What it costs\n\nagain\n")

    assert renewed == f"# What it costs\n\nagain\n\n## Soak\n\n{SOAKED}\n"


def test_a_new_soak_keeps_the_measurement() -> None:
    both = page.with_soak(MEASURED, SOAKED)

    renewed = page.with_soak(both, "2 January 2027: 1 red.")

    assert renewed == MEASURED + "\n## Soak\n\n2 January 2027: 1 red.\n"


@pytest.mark.parametrize("empty", ["", "\n\n"])
def test_either_may_come_first(empty: str) -> None:
    assert page.with_measurement(empty, MEASURED) == MEASURED
    assert page.with_soak(empty, SOAKED) == f"## Soak\n\n{SOAKED}\n"
    assert page.with_measurement(page.with_soak(empty, SOAKED), MEASURED) == (
        page.with_soak(page.with_measurement(empty, MEASURED), SOAKED)
    )


def test_the_writers_write_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "bench.md"
    monkeypatch.setattr(page, "FILE", file)

    report.write(MEASURED)
    page.write(page.with_soak(page.read(), SOAKED))
    report.write(MEASURED)

    assert page.parts(file.read_text()) == (MEASURED.strip(), SOAKED)


def test_the_stored_page_is_composed_of_both() -> None:
    stored = FILE.read_text()

    measurement, soaked = page.parts(stored)

    assert measurement.startswith("# What it costs")
    assert " runs of " in soaked
    assert page.compose(measurement, soaked) == stored


def test_a_run_is_read_from_what_pytest_says() -> None:
    green = soak.judged("......\n48 passed, 4 deselected in 61.02s (0:01:01)\n", 0)
    red = soak.judged("FAILED a/test_b.py::test_c - assert 1 == 2\n1 failed, 47 passed in 9s", 1)
    broken = soak.judged("", 4)

    assert green == Run(48, [])
    assert red == Run(47, ["a/test_b.py::test_c"])
    assert broken == Run(0, ["pytest ended with 4"])
    assert [one.is_red for one in (green, red, broken, Run(0, []))] == [False, True, True, True]


def test_the_report_names_what_failed_and_how_often() -> None:
    runs = [Run(2, []), Run(1, ["t::a"]), Run(1, ["t::a"])]

    told = soak.report(runs, 180)

    assert "3 runs of 2 tests, 1 green, 2 red, 3 minutes" in told
    assert "| `t::a` | 2 |" in told
    assert "failed" not in soak.report([Run(2, [])], 60)


def test_the_races_of_the_rooms_are_among_its_files() -> None:
    found = soak.files()

    assert "kinerja/plans/tests/test_races.py" in found
    assert "kinerja/config/tests/test_processes.py" in found
    assert "kinerja/ui/tests/test_components.py" not in found

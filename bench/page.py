"""docs/bench.md: the measurement above, the last soak below; each writer keeps the other's part."""

from __future__ import annotations

from bench.places import FILE

SOAK = "## Soak\n"


def with_measurement(page: str, measurement: str) -> str:
    """Return the page with a new measurement and the old soak."""
    _, soak = parts(page)
    return compose(measurement, soak)


def with_soak(page: str, soak: str) -> str:
    """Return the page with the old measurement and a new soak."""
    measurement, _ = parts(page)
    return compose(measurement, soak)


def parts(page: str) -> tuple[str, str]:
    """Return measurement and soak, each without heading and edges; what is missing is empty."""
    measurement, _, soak = f"\n{page}".partition(f"\n{SOAK}")
    return measurement.strip(), soak.strip()


def compose(measurement: str, soak: str) -> str:
    """Put the two parts together; a part that is empty leaves no trace."""
    written = [measurement.strip(), f"{SOAK}\n{soak.strip()}" if soak.strip() else ""]
    return "\n\n".join(filter(None, written)) + "\n"


def read() -> str:
    """Return the page as it stands, empty before the first run."""
    return FILE.read_text(encoding="utf-8") if FILE.exists() else ""


def write(page: str) -> None:
    FILE.write_text(page, encoding="utf-8")

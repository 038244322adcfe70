"""What pages and letters need of the city's settings; never the logo's bytes or a password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from kinerja.city.models import City
from kinerja.foundation import clock


class CityRow(NamedTuple):
    """The city as every page knows it."""

    name: str = "Kota Kotalama"
    government: str = "Pemerintah Kota Kotalama"
    letterhead: str = ""
    signing_place: str = "Kotalama"
    logo_type: str = ""
    time_zone: str = "Asia/Jakarta"
    help_desk_name: str = "Pusat bantuan BKPSDM"
    help_desk_phone: str = ""
    help_desk_hours: str = ""
    evidence_limit_mb: int = 5
    lock_no: int = 0


#: the columns of a `CityRow` in SQL, of a table named `city`
COLUMNS = ", ".join(f"city.{name}" for name in CityRow._fields)


def current_city() -> CityRow:
    """Return the settings, or those of a city that has not yet written its own."""
    row = City.objects.filter(pk=1).values_list(*CityRow._fields).first()
    return CityRow(*row) if row else CityRow()


def poster_line() -> str:
    """Return what the posters of surveys say in a language of the region; "" for nothing."""
    return City.objects.filter(pk=1).values_list("poster_line", flat=True).first() or ""


@contextmanager
def on_city_time() -> Iterator[None]:
    """Reckon days and hours as the city's clocks do: what a request has, a job must ask for."""
    zone = current_city().time_zone
    with clock.in_zone(lambda: zone):
        yield

"""What the city puts on its paper."""

from __future__ import annotations

from kinerja.city.models import City
from kinerja.city.queries import current_city
from kinerja.documents.rendering import picture
from kinerja.documents.shapes import Letterhead


def letterhead() -> Letterhead:
    """Return the head of the city's paper, from its settings."""
    city = current_city()
    lines = [line.strip() for line in city.letterhead.splitlines() if line.strip()]
    return Letterhead(government=city.government, lines=lines)


def signing_place() -> str:
    """Return the place that stands before the date of a signature."""
    return current_city().signing_place


def logo() -> str:
    """Return the city's emblem as SVG, or "" where none was given."""
    row = City.objects.filter(pk=1).values_list("logo", "logo_type").first()
    return picture(bytes(row[0]), row[1]) if row and row[0] else ""

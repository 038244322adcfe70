"""What the city puts on its paper."""

from __future__ import annotations

from kinerja.city.models import City
from kinerja.documents.rendering import picture
from kinerja.documents.shapes import Letterhead


def letterhead() -> Letterhead:
    """Return the head of the city's paper, from its settings."""
    city = City.objects.filter(pk=1).first() or City()
    lines = [line.strip() for line in city.letterhead.splitlines() if line.strip()]
    return Letterhead(government=city.government, lines=lines)


def signing_place() -> str:
    """Return the place that stands before the date of a signature."""
    city = City.objects.filter(pk=1).first() or City()
    return city.signing_place


def logo() -> str:
    """Return the city's emblem as SVG, or "" where none was given."""
    city = City.objects.filter(pk=1).first()
    if city is None or not city.logo:
        return ""
    return picture(bytes(city.logo), city.logo_type)

"""How a period is said: as a title, and inside a sentence."""

from __future__ import annotations

from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.functions import Replace

QUARTER = "TRIWULAN"


def title(label: str) -> str:
    """Triwulan III, from TRIWULAN III; Juli, from JULI"""
    first, _, rest = label.partition(" ")
    return f"{first.capitalize()} {rest}".strip()


def spoken(label: str) -> str:
    """triwulan III inside a sentence; months keep their capital"""
    named = title(label)
    return named[:1].lower() + named[1:] if label.startswith(QUARTER) else named


def spoken_column(label: str) -> Case:
    """The same in the database, for the column of a label."""
    return Case(
        When(
            **{f"{label}__startswith": QUARTER},
            then=Replace(label, Value(QUARTER), Value(QUARTER.lower())),
        ),
        default=Func(F(label), function="initcap"),
        output_field=TextField(),
    )

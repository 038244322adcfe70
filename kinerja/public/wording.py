"""Sentences of the public pages."""

from __future__ import annotations

from decimal import Decimal

from kinerja.public.queries.services import Board, Line
from kinerja.ui.format import number
from regulation.satisfaction import CENT, LEAST_INDEX, SurveyGrade

HIGHEST = Decimal(100)


def headline(board: Board | None) -> str:
    """Warga menilai layanan kota 85,21 dari 100"""
    if board is None or board.city.figure is None:
        return "Suara warga tentang layanan kota"
    return f"Warga menilai layanan kota {number(board.city.figure.index, 2)} dari 100"


def largest(board: Board, most: int) -> list[Line]:
    """Return the services with most answers, in the order in which they stand."""
    known = [line for line in board.services if line.figure]
    ranked = sorted(known, key=lambda line: -(line.figure.answers if line.figure else 0))[:most]
    return [line for line in known if line in ranked]


def borders() -> list[tuple[SurveyGrade, Decimal, Decimal]]:
    """Return each grade with its lowest and highest index, best first."""
    found, highest = [], HIGHEST
    for grade, lowest in LEAST_INDEX.items():
        found.append((grade, lowest, highest))
        highest = lowest - CENT
    return found

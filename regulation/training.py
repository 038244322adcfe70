"""Training hours that a civil servant is entitled to in a year."""

from __future__ import annotations

from datetime import date

from regulation.dated import Dated, Since
from regulation.instruments import PP_11_2017

#: a jam pelajaran (JP) lasts so long
MINUTES_PER_HOUR = 45
# The article (203) stands in the domain's notes as probable; nobody has read it in print yet.
HOURS_A_YEAR = Dated(
    "jam pelajaran pengembangan kompetensi per tahun",
    Since(date(2017, 4, 7), 20, PP_11_2017.unverified("Pasal 203")),
)


def training_hours(*, on: date) -> Since[int]:
    """Return how many training hours a civil servant (PNS) should reach in the year of a day.

    Law: PP 11/2017.
    """
    return HOURS_A_YEAR.on(on)

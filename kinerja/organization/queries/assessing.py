"""Today's evaluator of a person, with the reason in words."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from kinerja.organization.queries.evaluators import Line, evaluator_of
from kinerja.organization.queries.parties import parties_of
from kinerja.organization.queries.people import LineRow, PostRow

#: why somebody assesses, after his title: "Kepala Bidang Pelayanan, karena memimpin unit ini"
WHY = {
    "HEAD": "karena memimpin unit ini",
    "PLT": "karena menjalankan tugas kepala unit ini (Plt.)",
    "PLH": "karena menjalankan tugas harian kepala unit ini (Plh.)",
}
SUCCESSOR = "karena memimpin unit penerus dari unit yang sudah dibubarkan"
ABOVE_HEAD = "karena memimpin unit di atasnya"
ABOVE_EMPTY = "karena unit belum punya kepala, jadi pimpinan di atasnya yang menilai"


class Assessed(NamedTuple):
    """Who assesses a person today, why, and who stands above the evaluator."""

    evaluator_id: int | None
    name: str
    title: str
    because: str
    superior_id: int | None
    superior_name: str
    superior_title: str


def assessed(post: PostRow, lines: list[LineRow], on: dt.date) -> Assessed | None:
    """Return who assesses the holder of a post on a day; None for nobody.

    Law: PP 30/2019 Ps. 59; PermenPANRB 6/2022 Ps. 5.
    """
    line = evaluator_of(post.id, on)
    if line is None or line.evaluator_id is None:
        return None
    people = [one for one in (line.evaluator_id, line.superior_id) if one]
    acting = [line.evaluator_placement_id] if line.evaluator_placement_id else []
    parties = parties_of(people, on, acting_in=acting)
    return Assessed(
        line.evaluator_id,
        line.evaluator_name,
        parties[line.evaluator_id]["title"],
        _because(line, post, lines),
        line.superior_id,
        line.superior_name,
        parties[line.superior_id]["title"] if line.superior_id else "",
    )


def _because(line: Line, post: PostRow, lines: list[LineRow]) -> str:
    if line.via == "LINE":
        running = (one for one in lines if one.placement_id == post.id and one.holds)
        number = next((one.document_no for one in running), "")
        return f"penilai khusus: {line.reason}" + (f", nomor {number}" if number else "")
    if line.via == "ABOVE":
        return ABOVE_HEAD if post.is_head else ABOVE_EMPTY
    if line.acting_unit_id != post.unit_id:
        return SUCCESSOR
    return WHY[line.via]

"""Who signs a plan, as they stand on a day."""

from __future__ import annotations

import datetime as dt

from kinerja.organization.queries import evaluator_of, parties_of
from kinerja.plans.frozen import Parties, Party
from kinerja.plans.models import Plan

NOBODY = Party(name="Belum ditetapkan", nip=None, rank=None, title="", unit="")


def parties_on(plan: Plan, on: dt.date, *, signer: int | None = None) -> Parties:
    """Return employee, evaluator and his superior with names, ranks and posts of a day.

    `signer` is who signs as evaluator; without one it is whoever assesses the position that day.
    Law: PermenPANRB 6/2022, Lampiran (formulir SKP); PP 30/2019 Ps. 59.
    """
    line = evaluator_of(plan.placement_id, on)
    evaluator = signer or (line.evaluator_id if line else None)
    superior = line.superior_id if line else None
    acting_in = [plan.placement_id]
    if line and line.evaluator_placement_id:
        acting_in.append(line.evaluator_placement_id)
    people = [key for key in (plan.employee_id, evaluator, superior) if key]
    known = parties_of(people, on, acting_in=acting_in)
    return Parties(
        employee=_party(known[plan.employee_id]),
        evaluator=_party(known[evaluator]) if evaluator else NOBODY,
        superior=_party(known[superior]) if superior else None,
    )


def _party(found: Party) -> Party:
    return Party(
        name=found["name"],
        nip=found["nip"],
        rank=found["rank"],
        title=found["title"],
        unit=found["unit"],
    )

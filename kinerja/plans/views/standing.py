"""Where a plan stands, in one sentence and in steps."""

from __future__ import annotations

from kinerja.foundation.actor import Actor
from kinerja.foundation.clock import local_date
from kinerja.organization.queries import Line
from kinerja.plans import access
from kinerja.plans.queries import PlanHead
from kinerja.ui.format import day, ended, until

Step = tuple[str, str, str]


def evaluator_name(line: Line | None) -> str:
    """Return whom a plan waits for, in words where nobody is known."""
    return line.evaluator_name if line and line.evaluator_name else "penilai yang belum ditetapkan"


def sentence(head: PlanHead, line: Line | None, actor: Actor) -> str:
    """Return who has the plan, and since when."""
    who = evaluator_name(line)
    mine = access.may_edit(actor, head)
    if head.state == "CLOSED":
        return f"SKP ini ditutup {day(head.state_since)}."
    if head.version_state == "DRAFT":
        owner = "Draf Anda" if mine else "Masih draf"
        return ended(f"{owner}, belum diajukan ke {who}")
    if head.version_state == "SUBMITTED":
        waits = "Anda" if access.may_review(actor, head) else who
        return f"Menunggu {waits} sejak {_since(head)}."
    if head.version_state == "RETURNED":
        return f"Dikembalikan dengan catatan {day(head.returned_at)}. {_turn(head, mine=mine)}"
    signed = head.parties
    by = f" dengan {signed['evaluator']['name']}" if signed else ""
    return f"Disepakati{by} pada {day(head.agreed_at)}."


def _turn(head: PlanHead, *, mine: bool) -> str:
    return "Perbaiki lalu ajukan lagi." if mine else ended(f"Menunggu perbaikan {head.full_name}")


def _since(head: PlanHead) -> str:
    at = head.submitted_at or head.state_since
    near = until(at)
    return near if near in {"hari ini", "kemarin"} else f"{day(at)} ({near})"


def steps(head: PlanHead, line: Line | None) -> list[Step]:
    """Return the phases of planning with who and when."""
    order = {"DRAFT": 0, "RETURNED": 0, "SUBMITTED": 1}
    here = order.get(head.version_state, 3)
    signed = head.parties
    evaluator = signed["evaluator"]["name"] if signed else evaluator_name(line)
    who = [
        ("Menyusun", head.full_name),
        ("Ditinjau", _joined(evaluator, head)),
        ("Disepakati", day(head.agreed_at) if head.agreed_at else f"batas {day(head.due_on)}"),
    ]
    return [(name, when, _state(index, here)) for index, (name, when) in enumerate(who)]


def _joined(name: str, head: PlanHead) -> str:
    """Say who reviews, since when, and whether that was after the planning date."""
    if head.submitted_at is None:
        return name
    late = ", terlambat" if local_date(head.submitted_at) > head.due_on else ""
    return f"{name}, diajukan {day(head.submitted_at)}{late}"


def _state(index: int, here: int) -> str:
    if index < here:
        return "done"
    return "now" if index == here else ""

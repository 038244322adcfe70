"""The autosave of a rating, which answers with the predikat."""

from __future__ import annotations

from psycopg.types.json import Jsonb

from bench.floor.frame import Visitor, rows, run, transaction
from bench.floor.rating.deciding import live
from bench.floor.rating.stored import EVALUATION
from bench.floor.words import ICON, local, now

RESULT_IDS = "SELECT id FROM result WHERE plan_id = %s ORDER BY id"
LOCK = "SELECT state, placement_id, employee_id FROM evaluation WHERE id = %s FOR UPDATE"
DRAFT = "SELECT author_id, lock_no FROM evaluation_draft WHERE evaluation_id = %s"
NEW = """
INSERT INTO evaluation_draft (result_rating, behavior_rating, notes, updated_at, author_id,
  evaluation_id, lock_no) VALUES (%s, %s, %s, %s, %s, %s, 1)
"""
STORE = """
UPDATE evaluation_draft SET result_rating = %s, behavior_rating = %s, notes = %s, updated_at = %s,
  author_id = %s, lock_no = lock_no + 1 WHERE evaluation_id = %s
"""


def save(visitor: Visitor, id_: int, form: dict[str, str]) -> str:
    """Autosave: the checks and the write of the application, then what it answers."""
    at = now()
    found = rows(EVALUATION, id_, *visitor.scopes)[0]
    ids = [str(one) for (one,) in rows(RESULT_IDS, found[5])]
    result, behavior, lock_no = form["result_rating"], form["behavior_rating"], form["lock_no"]
    notes = {
        **{name: form[name] for name in ("result_reason", "behavior_reason", "recommendation")},
        "marks": {one: form[f"mark-{one}"] for one in ids if f"mark-{one}" in form},
        "notes": {one: form[f"note-{one}"] for one in ids if form.get(f"note-{one}")},
        "window": form["window"],
    }
    with transaction():
        state, placement, employee = rows(LOCK, id_)[0]
        if placement not in visitor.evaluates or employee == visitor.employee:
            raise PermissionError
        draft = rows(DRAFT, id_)
        held = draft[0][1] if draft else 0
        if held != int(lock_no) or state == "NOT_RATED":
            raise ValueError("stale")
        values = (result, behavior, Jsonb(notes), at, visitor.employee, id_)
        run(STORE if draft else NEW, *values)
    oob = ' hx-swap-oob="true"'
    return f"""<input type="hidden" name="lock_no" id="lock-no" value="{held + 1}"{oob}>
<p class="save-status" id="save-status" role="status"{oob}>{ICON["check"]}Tersimpan pukul {local(at):%H.%M}.</p>
{live(result, behavior, notes, oob)}"""

"""What both pages of a plan read."""

from __future__ import annotations

import json

from bench.floor.frame import Visitor, grouped, rows
from bench.floor.words import full, today

HEAD = """
SELECT p.id, p.placement_id, p.year_id, y.year, y.plans_due_on, lower(p.held), upper(p.held) - 1,
  p.model, p.approach, p.state, p.state_since, e.id, e.title_front, e.name, e.title_back, post.title,
  (SELECT name FROM unit_period WHERE unit_id = p.unit_id ORDER BY valid DESC LIMIT 1),
  v.id, v.no, v.state, v.lock_no, v.submitted_at, v.returned_at, v.return_notes, v.agreed_at,
  v.capacity, v.parties::text
FROM plan p JOIN performance_year y ON y.id = p.year_id JOIN employee e ON e.id = p.employee_id
JOIN placement post ON post.id = p.placement_id JOIN plan_version v ON v.plan_id = p.id
WHERE p.id = %s AND (p.employee_id = %s OR p.placement_id = ANY(%s) OR p.unit_id = ANY(%s)
  OR p.unit_id = ANY(%s) OR p.unit_id = ANY(%s))
ORDER BY v.no DESC LIMIT 1
"""
RESULTS = """
SELECT c.result_id, c.kind, c.text, c.perspective, c.no_parent_reason, c.parent_result_id,
  e.title_front, e.name, e.title_back, coalesce(
  (SELECT w.text FROM result_content w JOIN plan_version v ON v.id = w.plan_version_id
   WHERE w.result_id = c.parent_result_id AND v.state = 'AGREED' ORDER BY v.no DESC LIMIT 1),
  (SELECT w.text FROM result_content w JOIN plan_version v ON v.id = w.plan_version_id
   WHERE w.result_id = c.parent_result_id ORDER BY v.no DESC LIMIT 1))
FROM result_content c LEFT JOIN employee e ON e.id = c.assigned_by_id
WHERE c.plan_version_id = %s AND c.deleted_at IS NULL ORDER BY c.kind DESC, c.position, c.id
"""
INDICATORS = """
SELECT i.result_id, c.text, c.aspect, c.target, c.target_date, c.target_text, c.unit
FROM indicator_content c JOIN indicator i ON i.id = c.indicator_id WHERE c.plan_version_id = %s
ORDER BY c.position, c.id
"""
BEHAVIORS = (
    "SELECT core_value, expectation FROM behavior_content WHERE plan_version_id = %s ORDER BY id"
)
ANNEX = "SELECT part, text FROM annex_line WHERE plan_version_id = %s ORDER BY position, id"
LINE = """
SELECT who.id, who.title_front, who.name, who.title_back, boss.title_front, boss.name,
  boss.title_back FROM evaluators(%s, %s::bigint[]) line
LEFT JOIN employee who ON who.id = line.evaluator_id
LEFT JOIN employee boss ON boss.id = line.superior_id
"""


class Plan:
    """What both pages read."""

    def __init__(self, visitor: Visitor, id_: int) -> None:
        found = rows(HEAD, id_, *visitor.scopes)[0]
        (
            self.id, self.placement, self.year_id, self.year, self.due, self.starts, self.ends,
            self.model, self.approach, _, _, _, front, name, back, self.post, self.unit,
            self.version, self.no, self.state, _, self.submitted, self.returned, self.notes,
            self.agreed, self.capacity, parties,
        ) = found  # fmt: skip
        self.owner = full(front, name, back)
        self.parties = json.loads(parties) if parties else None
        self.line = rows(LINE, today(), [self.placement])
        self.results = rows(RESULTS, self.version)
        self.indicators = grouped(INDICATORS, self.version)
        self.behaviors = rows(BEHAVIORS, self.version)
        self.annex = rows(ANNEX, self.version)

    @property
    def evaluator(self) -> str:
        return full(*self.line[0][1:4]) if self.line else "penilai yang belum ditetapkan"

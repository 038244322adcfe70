"""What the side-by-side screen reads."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bench.floor.frame import Visitor, grouped, rows
from bench.floor.why import POLICY
from bench.floor.words import ZONE, esc, full, today

EVALUATION = """
SELECT v.state, v.kind, v.employee_id, v.placement_id, v.unit_id, v.plan_id, p.year_id, v.period_id,
  y.year, t.no, t.label, lower(t.held), upper(t.held), t.evaluation_due_on, e.title_front, e.name,
  e.title_back, post.title, post.is_head, s.content, s.sent_at, d.author_id, d.result_rating,
  d.behavior_rating, d.notes, d.lock_no, d.updated_at,
  (SELECT id FROM plan_version WHERE plan_id = v.plan_id AND state = 'AGREED' LIMIT 1)
FROM evaluation v JOIN plan p ON p.id = v.plan_id JOIN performance_year y ON y.id = p.year_id
JOIN employee e ON e.id = v.employee_id JOIN placement post ON post.id = v.placement_id
LEFT JOIN period t ON t.id = v.period_id LEFT JOIN self_evaluation s ON s.evaluation_id = v.id
LEFT JOIN evaluation_draft d ON d.evaluation_id = v.id
WHERE v.id = %s AND (v.employee_id = %s OR v.placement_id = ANY(%s) OR v.unit_id = ANY(%s)
  OR v.unit_id = ANY(%s) OR v.unit_id = ANY(%s))
"""
RESULTS = """
SELECT result_id, kind, text FROM result_content
WHERE plan_version_id = %s AND deleted_at IS NULL ORDER BY kind DESC, position, id
"""
INDICATORS = """
SELECT i.result_id, c.indicator_id, c.text, c.target, c.target_date, c.target_text, c.unit,
  c.direction, c.accumulation
FROM indicator_content c JOIN indicator i ON i.id = c.indicator_id WHERE c.plan_version_id = %s
ORDER BY c.position, c.id
"""
REACHED = """
SELECT z.indicator_id, t.no, z.value, z.value_date, z.value_text, z.note FROM realization z
JOIN period t ON t.id = z.period_id WHERE z.plan_id = %s AND t.no <= %s ORDER BY t.no
"""
USES = """
SELECT u.subject_id, x.name, x.link FROM evidence_use u JOIN evidence x ON x.id = u.evidence_id
WHERE u.plan_id = %s AND u.period_id = %s AND u.subject_kind = 'indicator' ORDER BY u.id
"""
BEHAVIORS = "SELECT core_value, expectation FROM behavior_content WHERE plan_version_id = %s"
SAID = """
SELECT f.result_id, f.core_value, f.text, f.given_at, f.author_role, e.title_front, e.name,
  e.title_back FROM feedback f JOIN employee e ON e.id = f.author_id
WHERE f.plan_id = %s AND f.given_at >= %s AND f.given_at < %s
  AND f.visibility <> 'RECEIVER' AND f.covered_at IS NULL ORDER BY f.given_at, f.id
"""
NEAREST = """
SELECT own.name, r.unit_id, p.name, r.value, r.source, r.set_at FROM unit_period own
LEFT JOIN unit_period p ON p.valid @> %s AND (p.parent_id IS NOT NULL OR p.id = own.id)
  AND p.unit_id = ANY (string_to_array(rtrim(own.path, '/'), '/')::bigint[])
LEFT JOIN organization_rating r ON r.unit_id = p.unit_id AND r.year_id = %s
  AND r.period_id IS NOT DISTINCT FROM %s
WHERE own.unit_id = %s AND own.valid @> %s ORDER BY r.id IS NULL, length(p.path) DESC LIMIT 1
"""
HISTORY = """
SELECT t.label, v.state, d.result_rating, d.behavior_rating, d.grade FROM evaluation v
JOIN plan p ON p.id = v.plan_id LEFT JOIN period t ON t.id = v.period_id
LEFT JOIN evaluation_version d ON d.id = v.current_version_id
WHERE v.employee_id = %s AND p.year_id = %s AND v.id <> %s ORDER BY t.no NULLS LAST, v.id
"""
NEIGHBOURS = """
SELECT v.id, e.title_front, e.name, e.title_back FROM evaluation v
JOIN employee e ON e.id = v.employee_id JOIN plan p ON p.id = v.plan_id
WHERE v.placement_id = ANY(%s) AND v.employee_id <> %s AND p.year_id = %s AND v.period_id = %s
  AND v.state <> 'NOT_RATED' ORDER BY e.name, v.id
"""
AFTERWARDS = dt.timedelta(days=45)


class Evaluation:
    """What the page reads, one statement after the other."""

    def __init__(self, visitor: Visitor, id_: int) -> None:
        on = today()
        (
            _, _, employee, placement, unit, plan, year_id, period, self.year, no, label, starts,
            ends, self.due, front, name, back, post, _, told, sent, author, *draft, version,
        ) = rows(EVALUATION, id_, *visitor.scopes)[0]  # fmt: skip
        if placement not in visitor.evaluates:
            raise PermissionError
        self.id, self.owner, self.post = id_, full(front, name, back), esc(post)
        self.title = f"Triwulan {label.split()[-1]} {self.year}"
        self.employee, self.words = employee, told if sent else None
        #: two ratings, notes, the draft's version and when it was saved
        self.kept: list[Any] = draft if author == visitor.employee else ["", "", {}, 0, None]
        self.results, self.planned = rows(RESULTS, version), grouped(INDICATORS, version)
        self.reached, self.uses = grouped(REACHED, plan, no), grouped(USES, plan, period)
        since = dt.datetime.combine(starts, dt.time(), ZONE)
        before = dt.datetime.combine(ends, dt.time(), ZONE) + AFTERWARDS
        self.said = rows(SAID, plan, since, before)
        self.expected = dict(rows(BEHAVIORS, version))
        self.standing = rows(NEAREST, on, year_id, period, unit, on)
        rows(POLICY, on)
        self.history = rows(HISTORY, employee, year_id, id_)
        self.people = rows(NEIGHBOURS, visitor.evaluates, visitor.employee, year_id, period)

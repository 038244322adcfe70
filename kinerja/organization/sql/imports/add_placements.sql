-- Open the positions of new people and of those who moved, and let the plan know them.
-- Parameters: import. Locks: the new rows. Rows touched: placement, import_plan.
WITH opened AS (
  INSERT INTO placement (employee_id, unit_id, held, kind, is_head, title, job_group, grade,
    decree_no, source_import_id)
  SELECT m.employee_id, m.unit_id, daterange(m.start, NULL), m.placement_kind, m.is_head, m.title,
    m.job_group, m.grade, '', %(import)s::bigint
  FROM import_plan AS m WHERE m.act <> 'KEEP'
  RETURNING id, employee_id, unit_id, kind
)
UPDATE import_plan AS m SET placement_id = o.id
FROM opened AS o
WHERE m.act <> 'KEEP' AND o.employee_id = m.employee_id AND o.kind = m.placement_kind
  AND o.unit_id = m.unit_id

-- One act a person in the trail: names of fields, ids and days, never a text.
-- Parameters: import, at, gone, and who acts. Locks: none. Rows touched: audit_event.
-- The text of `changes` is written as foundation.canonical writes it: keys sorted, no spaces.
INSERT INTO audit_event (at, action, via, request_id, user_id, employee_id, capacity, real_user_id,
  subject_kind, subject_id, about_employee_id, unit_id, changes, salt, changes_digest)
WITH named AS (
  SELECT o.employee_id, to_json(array_agg(DISTINCT f ORDER BY f))::text AS fields
  FROM import_plan AS o CROSS JOIN LATERAL unnest(o.person_fields || o.placement_fields) AS f
  GROUP BY o.employee_id
), acts AS (
  SELECT m.employee_id, (array_agg(m.unit_id ORDER BY m.is_first DESC))[1] AS unit_id,
    CASE WHEN bool_or(r.status = 'NEW') THEN 'organization.employee.added'
      WHEN bool_or(m.act <> 'KEEP') THEN 'organization.placement.opened'
      ELSE 'organization.employee.changed' END AS action,
    min(m.start) FILTER (WHERE m.act <> 'KEEP' OR 'start' = ANY (m.placement_fields)) AS start,
    coalesce(min(n.fields), '[]') AS fields
  FROM import_plan AS m JOIN import_row AS r ON r.id = m.row_id
  LEFT JOIN named AS n ON n.employee_id = m.employee_id
  WHERE r.status IN ('NEW', 'CHANGED') GROUP BY m.employee_id
  UNION ALL
  SELECT g.id, (SELECT p.unit_id FROM placement AS p WHERE p.employee_id = g.id
      ORDER BY p.kind = 'DEFINITIF' DESC, upper(p.held) DESC LIMIT 1),
    'organization.employee.ended', g.ended_on, '["ended_on"]'
  FROM employee AS g WHERE g.id = ANY (%(gone)s::bigint[])
), told AS (
  SELECT a.*, uuid_send(gen_random_uuid()) AS salt,
    '{"fields":' || a.fields || ',"import":' || %(import)s::text
      || CASE WHEN a.start IS NULL THEN '' ELSE ',"start":"' || a.start::text || '"' END || '}' AS changes
  FROM acts AS a
)
SELECT %(at)s, t.action, %(via)s, %(request_id)s, %(user_id)s, %(actor_employee_id)s, %(capacity)s,
  %(real_user_id)s, 'organization.employee', t.employee_id, t.employee_id, t.unit_id,
  t.changes::jsonb, t.salt, sha256(t.salt || convert_to(t.changes, 'UTF8'))
FROM told AS t

-- One act a unit in the trail: names of fields, ids and days, never a text.
-- Parameters: import, at, effective, gone, and who acts. Locks: none. Rows touched: audit_event.
-- The text of `changes` is written as foundation.canonical writes it: keys sorted, no spaces.
INSERT INTO audit_event (at, action, via, request_id, user_id, employee_id, capacity, real_user_id,
  subject_kind, subject_id, about_employee_id, unit_id, changes, salt, changes_digest)
WITH acts AS (
  SELECT t.unit_id,
    CASE WHEN t.period_id IS NULL THEN 'organization.unit.added'
      ELSE 'organization.unit.changed' END AS action,
    to_json((SELECT array_agg(f ORDER BY f) FROM unnest(t.fields) AS f))::text AS fields
  FROM import_tree AS t WHERE t.period_id IS NULL OR t.fields <> '{}'
  UNION ALL
  SELECT g, 'organization.unit.ended', '["valid"]' FROM unnest(%(gone)s::bigint[]) AS g
), told AS (
  SELECT a.*, uuid_send(gen_random_uuid()) AS salt,
    '{"effective":"' || %(effective)s::text || '","fields":' || coalesce(a.fields, '[]')
      || ',"import":' || %(import)s::text || '}' AS changes
  FROM acts AS a
)
SELECT %(at)s, t.action, %(via)s, %(request_id)s, %(user_id)s, %(actor_employee_id)s, %(capacity)s,
  %(real_user_id)s, 'organization.unit', t.unit_id, NULL::bigint, t.unit_id,
  t.changes::jsonb, t.salt, sha256(t.salt || convert_to(t.changes, 'UTF8'))
FROM told AS t

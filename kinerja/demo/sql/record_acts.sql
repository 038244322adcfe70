-- Write the acts of the demo city into the trail, in the order in which they happened.
-- Parameters: via. Locks: none. Rows touched: audit_event, one for each row of demo_act.
-- The text of `changes` is canonical already, so its digest is that of foundation.canonical.
INSERT INTO audit_event (at, action, via, user_id, employee_id, capacity, subject_kind, subject_id,
  about_employee_id, unit_id, changes, salt, changes_digest)
SELECT a.at, a.action, %(via)s, a.user_id, a.employee_id, a.capacity, a.subject_kind, a.subject_id,
  a.about_employee_id, a.unit_id, nullif(a.changes, 'null')::jsonb, a.salt,
  sha256(a.salt || convert_to(a.changes, 'UTF8'))
FROM (SELECT demo_act.*, uuid_send(gen_random_uuid()) AS salt FROM demo_act ORDER BY at) AS a

-- Make the slots of agreed plans that are missing, and write one act a slot.
-- Parameters: period ids, whether the year replaces the last period, today, at, via, request id, user id, employee id, capacity.
-- Locks: none besides the new rows; runs again without effect (ON CONFLICT).
-- Rows: one a plan and begun period, and one of the year once the plan's last period has begun.
WITH given AS (
  SELECT %(periods)s::bigint[] AS periods, %(today)s::date AS today, %(at)s::timestamptz AS at
), agreed AS (
  SELECT p.id, p.employee_id, p.placement_id, p.unit_id, period.id AS period_id,
    (upper(p.held) - 1) <@ period.held AS is_last
  FROM given
  JOIN period ON period.id = ANY (given.periods) AND lower(period.held) <= given.today
  JOIN performance_year year ON year.id = period.year_id AND year.state = 'OPEN'
  JOIN plan p ON p.year_id = year.id AND p.held && period.held AND p.state IN ('AGREED', 'CLOSED')
  WHERE EXISTS (SELECT FROM plan_version v WHERE v.plan_id = p.id AND v.state = 'AGREED')
), wanted AS (
  SELECT id, employee_id, placement_id, unit_id, period_id, 'PERIODIC' AS kind FROM agreed
  WHERE NOT (is_last AND %(replaces)s::boolean)
  UNION ALL
  SELECT id, employee_id, placement_id, unit_id, NULL, 'ANNUAL' FROM agreed WHERE is_last
), made AS (
  INSERT INTO evaluation (plan_id, employee_id, placement_id, unit_id, period_id, kind, state,
    state_since, not_rated_reason)
  SELECT id, employee_id, placement_id, unit_id, period_id, kind, 'OPEN', given.at, ''
  FROM wanted, given
  ON CONFLICT (plan_id, period_id) DO NOTHING
  RETURNING id, employee_id, unit_id
), salted AS (
  SELECT made.*, decode(replace(gen_random_uuid()::text, '-', ''), 'hex') AS salt FROM made
)
INSERT INTO audit_event (at, action, via, request_id, user_id, employee_id, capacity,
  subject_kind, subject_id, about_employee_id, unit_id, changes, salt, changes_digest)
SELECT given.at, 'evaluations.evaluation.opened', %(via)s::text, %(request)s::text,
  %(user)s::bigint, %(employee)s::bigint, %(capacity)s::text, 'evaluations.evaluation',
  salted.id, salted.employee_id, salted.unit_id, NULL, salt, sha256(salt || 'null'::bytea)
FROM salted, given

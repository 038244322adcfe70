-- Give every person with a definitive placement the draft of a plan for a year.
-- Parameters: year (id), on_day (who is placed that day), at, user_id, employee_id, capacity, via, request_id,
--   location (path of a plan with {id} in it), title and body of the message, core_values;
--   hour, quiet_from, quiet_until, nexts: the city's hour, the usual quiet hours, and when each hour comes next.
-- Locks: the caller holds the year. Rows touched: per person one plan, one version, seven behaviors,
--   one audit event, one notification, one mail where there is an address.
-- A person who already has a plan on any of those days gets none.
WITH people AS (
  SELECT p.employee_id, p.id AS placement_id, p.unit_id, e.user_id, e.email,
    daterange(greatest(lower(p.held), lower(y.held)), upper(y.held)) AS held,
    CASE WHEN p.job_group = 'JPT' OR (p.is_head AND coalesce(u.is_independent, false))
         THEN 'JPT' ELSE 'JA_JF' END AS model
  FROM performance_year y
  JOIN placement p ON p.kind = 'DEFINITIF' AND p.held @> %(on_day)s::date
  JOIN employee e ON e.id = p.employee_id AND e.kind <> 'PEJABAT_NEGARA'
    AND (e.ended_on IS NULL OR e.ended_on > %(on_day)s::date)
  LEFT JOIN unit_period u ON u.unit_id = p.unit_id AND u.valid @> %(on_day)s::date
  WHERE y.id = %(year)s AND NOT EXISTS (
    SELECT FROM plan WHERE plan.employee_id = p.employee_id AND plan.held && y.held)
), plans AS (
  INSERT INTO plan (employee_id, placement_id, unit_id, year_id, held, model, approach, state, state_since)
  SELECT employee_id, placement_id, unit_id, %(year)s, held, model, 'KUANTITATIF', 'DRAFT', %(at)s FROM people
  RETURNING id, employee_id, unit_id
), versions AS (
  INSERT INTO plan_version (plan_id, no, state, reason, return_notes, capacity, lock_no)
  SELECT id, 1, 'DRAFT', '', '', '', 0 FROM plans RETURNING id
), behaviors AS (
  INSERT INTO behavior_content (plan_version_id, core_value, expectation)
  SELECT versions.id, core_value, '' FROM versions, unnest(%(core_values)s::text[]) AS core_value
), trail AS (
  INSERT INTO audit_event (at, action, via, request_id, user_id, employee_id, capacity, subject_kind, subject_id,
    about_employee_id, unit_id, salt, changes_digest)
  SELECT %(at)s, 'plans.plan.opened', %(via)s, %(request_id)s, %(user_id)s, %(employee_id)s, %(capacity)s,
    'plans.plan', plans.id, plans.employee_id, plans.unit_id, salt, sha256(salt || convert_to('null', 'UTF8'))
  FROM plans CROSS JOIN LATERAL (SELECT uuid_send(gen_random_uuid()) AS salt, plans.id) AS fresh
), notes AS (
  INSERT INTO notification (user_id, at, kind, title, body, location)
  SELECT people.user_id, %(at)s, 'plans.opened', %(title)s, %(body)s,
    replace(%(location)s, '{id}', plans.id::text)
  FROM plans JOIN people USING (employee_id) RETURNING id, user_id
), mails AS (
  INSERT INTO outgoing_mail (
    notification_id, title, items, calendar, calendar_method, address, state, attempts,
    next_try_at, error
  )
  SELECT notes.id, '', '[]', '', '', people.email, 'WAITING', 0,
    CASE WHEN (since <= until AND %(hour)s::int >= since AND %(hour)s::int < until)
           OR (since > until AND (%(hour)s::int >= since OR %(hour)s::int < until))
         THEN (%(nexts)s::timestamptz[])[until + 1] ELSE %(at)s::timestamptz END, ''
  FROM notes JOIN people USING (user_id)
  LEFT JOIN notification_preference own ON own.user_id = people.user_id
  CROSS JOIN LATERAL (SELECT coalesce(own.quiet_from, %(quiet_from)s::int) AS since,
    coalesce(own.quiet_until, %(quiet_until)s::int) AS until) AS quiet
  WHERE people.email <> ''
)
SELECT count(*) FROM plans

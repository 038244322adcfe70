-- What a person answers for today: the exact inverse of evaluators(on), walked backwards by index.
-- Parameters: employee (or null), day, role_units (of a pengelola OPD), survey_units (of an admin SKM),
-- manages_all, audits_all.
-- Locks: none. Rows touched: the units below those the person heads, and their placements; for a
-- pengelola kota or an auditor also every unit.
-- A unit without a head is transparent: its people are assessed by the next head above it. A unit's
-- own head is assessed above it too, so such a unit lets only him through (`only_id`).
WITH RECURSIVE own AS MATERIALIZED (
  SELECT post.id, post.unit_id FROM placement post
  WHERE post.employee_id = %(employee)s::bigint AND post.is_head AND post.held @> %(day)s::date
), headed AS MATERIALIZED (
  SELECT own.unit_id FROM own
  WHERE EXISTS (SELECT FROM unit_period p WHERE p.unit_id = own.unit_id AND p.valid @> %(day)s::date)
    AND own.id = (
      SELECT post.id FROM placement post JOIN employee e ON e.id = post.employee_id
      WHERE post.unit_id = own.unit_id AND post.is_head AND post.held @> %(day)s::date
        AND (e.ended_on IS NULL OR e.ended_on > %(day)s::date)
      ORDER BY array_position(ARRAY['DEFINITIF', 'PLT', 'PLH'], post.kind::text) LIMIT 1)
), answers (unit_id, only_id) AS (
  SELECT headed.unit_id, NULL::bigint FROM headed
  UNION
  SELECT below.unit_id, coalesce(head.employee_id, answers.only_id)
  FROM answers
  JOIN unit_period below ON below.valid @> %(day)s::date
    AND (below.supervising_unit_id = answers.unit_id
         OR (below.supervising_unit_id IS NULL AND below.parent_id = answers.unit_id))
  LEFT JOIN LATERAL (
    SELECT post.employee_id FROM placement post JOIN employee e ON e.id = post.employee_id
    WHERE post.unit_id = below.unit_id AND post.is_head AND post.held @> %(day)s::date
      AND (e.ended_on IS NULL OR e.ended_on > %(day)s::date)
    ORDER BY array_position(ARRAY['DEFINITIF', 'PLT', 'PLH'], post.kind::text) LIMIT 1
  ) AS head ON TRUE
  WHERE head.employee_id IS NULL
    OR (head.employee_id <> %(employee)s::bigint
        AND (answers.only_id IS NULL OR answers.only_id = head.employee_id))
), led (unit_id, into_id) AS (
  SELECT DISTINCT answers.unit_id, answers.unit_id FROM answers
  UNION
  SELECT gone.id, led.into_id FROM led JOIN unit gone ON gone.successor_id = led.unit_id
  WHERE NOT EXISTS (SELECT FROM unit_period p WHERE p.unit_id = gone.id AND p.valid @> %(day)s::date)
), below_headed (unit_id) AS (
  SELECT below.unit_id FROM headed
  JOIN unit_period top ON top.unit_id = headed.unit_id AND top.valid @> %(day)s::date
  JOIN unit_period below ON below.valid @> %(day)s::date
    AND below.path >= top.path AND below.path < left(top.path, -1) || '0'
  UNION
  SELECT gone.id FROM below_headed JOIN unit gone ON gone.successor_id = below_headed.unit_id
  WHERE NOT EXISTS (SELECT FROM unit_period p WHERE p.unit_id = gone.id AND p.valid @> %(day)s::date)
), granted (purpose, unit_id) AS (
  SELECT 'MANAGE', unnest(%(role_units)s::bigint[])
  UNION ALL
  SELECT 'SURVEY', unnest(%(survey_units)s::bigint[])
), given (purpose, unit_id) AS (
  SELECT granted.purpose, granted.unit_id FROM granted
  UNION
  SELECT granted.purpose, below.unit_id FROM granted
  JOIN unit_period top ON top.unit_id = granted.unit_id AND top.valid @> %(day)s::date
  JOIN unit_period below ON below.valid @> %(day)s::date
    AND below.path >= top.path AND below.path < left(top.path, -1) || '0'
  UNION
  SELECT given.purpose, gone.id FROM given JOIN unit gone ON gone.successor_id = given.unit_id
  WHERE NOT EXISTS (SELECT FROM unit_period p WHERE p.unit_id = gone.id AND p.valid @> %(day)s::date)
), excepted AS (
  SELECT line.placement_id, line.evaluator_id FROM reporting_line line
  JOIN employee e ON e.id = line.evaluator_id AND (e.ended_on IS NULL OR e.ended_on > %(day)s::date)
  WHERE line.held @> %(day)s::date
)
SELECT
  ARRAY(
    SELECT post.id FROM led JOIN answers ON answers.unit_id = led.into_id
    JOIN placement post ON post.unit_id = led.unit_id
    WHERE post.employee_id <> %(employee)s::bigint
      AND (answers.only_id IS NULL OR answers.only_id = post.employee_id)
      AND NOT EXISTS (SELECT FROM excepted WHERE excepted.placement_id = post.id
                      AND excepted.evaluator_id <> post.employee_id)
    UNION
    SELECT post.id FROM excepted JOIN placement post ON post.id = excepted.placement_id
    WHERE excepted.evaluator_id = %(employee)s::bigint AND post.employee_id <> %(employee)s::bigint
  ) AS evaluates,
  ARRAY(SELECT unit_id FROM below_headed) AS units_headed,
  CASE WHEN %(manages_all)s::boolean THEN ARRAY(SELECT id FROM unit)
       ELSE ARRAY(SELECT unit_id FROM given WHERE purpose = 'MANAGE') END AS units_managed,
  CASE WHEN %(audits_all)s::boolean THEN ARRAY(SELECT id FROM unit) ELSE ARRAY[]::bigint[] END AS units_audited,
  ARRAY(SELECT unit_id FROM given WHERE purpose = 'SURVEY') AS units_surveyed

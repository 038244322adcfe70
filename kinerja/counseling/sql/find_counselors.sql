-- The counselors of a day who are independent of a person: neither who assesses him nor the superior of that
-- one, nobody who heads a unit above him, nobody whom he assesses himself, and not he.
-- Parameters: employee, day. Locks: none. Rows touched: read only; the grants of the role, the posts of the
-- person and of the counselors, and per post the units above it.
-- Law: PermenPANRB 6/2022, Lampiran (konseling oleh konselor yang independen).
WITH own AS MATERIALIZED (
  SELECT p.id, p.unit_id FROM placement p
  WHERE p.employee_id = %(employee)s::bigint AND p.held @> %(day)s::date
), counselor AS MATERIALIZED (
  SELECT e.id, e.user_id, e.title_front, e.name, e.title_back, e.email
  FROM role_grant held_role
  JOIN account ON account.id = held_role.user_id AND account.is_active
  JOIN employee e ON e.user_id = held_role.user_id AND (e.ended_on IS NULL OR e.ended_on > %(day)s::date)
  WHERE held_role.role = 'KONSELOR' AND held_role.held @> %(day)s::date AND e.id <> %(employee)s::bigint
), line AS MATERIALIZED (
  SELECT l.evaluator_id, l.superior_id
  FROM evaluators(%(day)s::date, (SELECT coalesce(array_agg(own.id), '{}') FROM own)) AS l
), bound AS (
  SELECT line.evaluator_id AS id FROM line
  UNION ALL
  SELECT line.superior_id FROM line
  UNION ALL
  SELECT chain.employee_id
  FROM head_chain((SELECT coalesce(array_agg(own.unit_id), '{}') FROM own), %(day)s::date) AS chain
  UNION ALL
  SELECT head.employee_id FROM own
  JOIN unit_period here ON here.unit_id = own.unit_id AND here.valid @> %(day)s::date
  CROSS JOIN LATERAL unnest(string_to_array(rtrim(here.path, '/'), '/')::bigint[]) AS above (unit_id)
  JOIN placement head ON head.unit_id = above.unit_id AND head.is_head AND head.held @> %(day)s::date
  UNION ALL
  SELECT below.employee_id FROM evaluators(%(day)s::date, (
    SELECT coalesce(array_agg(p.id), '{}') FROM placement p JOIN counselor ON counselor.id = p.employee_id
    WHERE p.held @> %(day)s::date)) AS below
  WHERE below.evaluator_id = %(employee)s::bigint
)
SELECT counselor.id, counselor.user_id, counselor.title_front, counselor.name, counselor.title_back,
  counselor.email, coalesce(post.title, ''), coalesce(period.name, '')
FROM counselor
LEFT JOIN LATERAL (
  SELECT p.unit_id, p.title FROM placement p
  WHERE p.employee_id = counselor.id AND p.held @> %(day)s::date
  ORDER BY array_position(ARRAY['DEFINITIF', 'PLT', 'PLH'], p.kind::text) LIMIT 1
) AS post ON TRUE
LEFT JOIN unit_period period ON period.unit_id = post.unit_id AND period.valid @> %(day)s::date
WHERE counselor.id NOT IN (SELECT bound.id FROM bound WHERE bound.id IS NOT NULL)
ORDER BY counselor.name, counselor.id

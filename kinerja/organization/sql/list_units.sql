-- The units directly below one, each with its head and how many units and people it holds.
-- Parameters: unit, day. Locks: none. Rows touched: read only; the periods below the unit by their path, the
-- definitive posts in them by unit. Their days are compared by their ends: `@>` would lead a plan that does not
-- know the day into the index of ranges, once for each unit.
WITH top AS (
  SELECT p.path, array_length(string_to_array(p.path, '/'), 1) AS depth
  FROM unit_period p WHERE p.unit_id = %(unit)s::bigint AND p.valid @> %(day)s::date
), below AS (
  SELECT p.unit_id, split_part(p.path, '/', top.depth)::bigint AS child
  FROM top JOIN unit_period p ON p.valid @> %(day)s::date
    AND p.path > top.path AND p.path < left(top.path, -1) || '0'
), counted AS (
  SELECT below.child, count(DISTINCT below.unit_id) - 1 AS units, count(DISTINCT post.employee_id) AS people
  FROM below LEFT JOIN placement post ON post.unit_id = below.unit_id AND post.kind = 'DEFINITIF'
    AND lower(post.held) <= %(day)s::date
    AND (upper(post.held) IS NULL OR upper(post.held) > %(day)s::date)
  GROUP BY below.child
)
SELECT period.unit_id, period.name, period.type::text, counted.units, counted.people,
  coalesce(head.kind, ''), coalesce(head.name, '')
FROM counted
JOIN unit_period period ON period.unit_id = counted.child AND period.valid @> %(day)s::date
LEFT JOIN LATERAL (
  SELECT post.kind::text, trim(e.title_front || ' ' || e.name)
    || CASE WHEN e.title_back = '' THEN '' ELSE ', ' || e.title_back END AS name
  FROM placement post JOIN employee e ON e.id = post.employee_id
  WHERE post.unit_id = counted.child AND post.is_head AND post.held @> %(day)s::date
    AND (e.ended_on IS NULL OR e.ended_on > %(day)s::date)
  ORDER BY array_position(ARRAY['DEFINITIF', 'PLT', 'PLH'], post.kind::text) LIMIT 1) head ON true
ORDER BY period.name, period.unit_id

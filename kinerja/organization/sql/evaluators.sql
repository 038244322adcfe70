-- Who assesses whom on a day. Two functions of the database, so that other set-based statements can join them.
-- Parameters: a day; the units, or the placements, that are asked for. Locks: none. Rows touched: read only;
-- per asked unit the units above it (at most 12 levels) and their heads, each by index.
-- Law: PP 30/2019 (pejabat penilai kinerja adalah atasan langsung); the reasons stand in docs/adr/0005.

-- The heads from each unit upward. A dissolved unit begins at its successor. The head is the definitive one,
-- else the Plt, else the Plh. Above a unit stands its supervising unit if it names one, else its parent.
CREATE FUNCTION head_chain(units bigint[], on_day date)
RETURNS TABLE (start_id bigint, depth int, unit_id bigint, employee_id bigint, placement_id bigint, kind text)
LANGUAGE sql STABLE ROWS 20 AS $$
WITH RECURSIVE live (start_id, unit_id, hops) AS (
  SELECT asked, asked, 0 FROM unnest(units) AS asked
  UNION ALL
  SELECT live.start_id, unit.successor_id, live.hops + 1
  FROM live JOIN unit ON unit.id = live.unit_id
  WHERE unit.successor_id IS NOT NULL AND live.hops < 12
    AND NOT EXISTS (SELECT FROM unit_period p WHERE p.unit_id = live.unit_id AND p.valid @> on_day)
), climb (start_id, depth, unit_id, next_id) AS (
  SELECT live.start_id, 0, p.unit_id, coalesce(p.supervising_unit_id, p.parent_id)
  FROM live JOIN unit_period p ON p.unit_id = live.unit_id AND p.valid @> on_day
  UNION ALL
  SELECT climb.start_id, climb.depth + 1, p.unit_id, coalesce(p.supervising_unit_id, p.parent_id)
  FROM climb JOIN unit_period p ON p.unit_id = climb.next_id AND p.valid @> on_day
  WHERE climb.depth < 12
)
SELECT climb.start_id, climb.depth, climb.unit_id, head.employee_id, head.id, head.kind
FROM climb CROSS JOIN LATERAL (
  SELECT p.id, p.employee_id, p.kind::text
  FROM placement p JOIN employee e ON e.id = p.employee_id
  WHERE p.unit_id = climb.unit_id AND p.is_head AND p.held @> on_day
    AND (e.ended_on IS NULL OR e.ended_on > on_day)
  ORDER BY array_position(ARRAY['DEFINITIF', 'PLT', 'PLH'], p.kind::text) LIMIT 1
) AS head
$$;

-- One row for each placement: of the whole city (definitive placements of that day), or only those asked for,
-- closed ones included. `via` says why: LINE (a stored exception), HEAD, PLT, PLH of the own unit, or ABOVE.
CREATE FUNCTION evaluators(on_day date, only_placements bigint[] DEFAULT NULL)
RETURNS TABLE (placement_id bigint, employee_id bigint, unit_id bigint, evaluator_id bigint,
  evaluator_placement_id bigint, via text, acting_unit_id bigint, superior_id bigint,
  superior_placement_id bigint, reason text)
LANGUAGE sql STABLE ROWS 100 AS $$
WITH asked AS MATERIALIZED (
  SELECT p.id, p.employee_id, p.unit_id FROM placement p WHERE p.id = ANY (only_placements)
  UNION ALL
  SELECT p.id, p.employee_id, p.unit_id FROM placement p JOIN employee e ON e.id = p.employee_id
  WHERE only_placements IS NULL AND p.kind = 'DEFINITIF' AND p.held @> on_day
    AND (e.ended_on IS NULL OR e.ended_on > on_day)
), line AS (
  SELECT l.placement_id, l.evaluator_id, l.reason, own.id AS own_placement_id, own.unit_id
  FROM reporting_line l JOIN asked ON asked.id = l.placement_id
  JOIN employee e ON e.id = l.evaluator_id AND (e.ended_on IS NULL OR e.ended_on > on_day)
  LEFT JOIN placement own ON own.employee_id = l.evaluator_id AND own.kind = 'DEFINITIF' AND own.held @> on_day
  WHERE l.held @> on_day AND l.evaluator_id <> asked.employee_id
), chain AS MATERIALIZED (
  SELECT * FROM head_chain((SELECT array_agg(DISTINCT a.unit_id) FROM asked a), on_day)
), chosen AS MATERIALIZED (
  SELECT DISTINCT ON (asked.id) asked.id, asked.employee_id, asked.unit_id,
    coalesce(line.evaluator_id, chain.employee_id) AS evaluator_id,
    coalesce(line.own_placement_id, chain.placement_id) AS evaluator_placement_id,
    CASE WHEN line.evaluator_id IS NOT NULL THEN 'LINE'
         WHEN chain.employee_id IS NULL THEN 'NOBODY'
         WHEN chain.depth > 0 THEN 'ABOVE'
         WHEN chain.kind = 'DEFINITIF' THEN 'HEAD' ELSE chain.kind END AS via,
    CASE WHEN line.evaluator_id IS NOT NULL THEN line.unit_id ELSE chain.unit_id END AS acting_unit_id,
    coalesce(line.reason, '') AS reason
  FROM asked
  LEFT JOIN line ON line.placement_id = asked.id
  LEFT JOIN chain ON line.placement_id IS NULL AND chain.start_id = asked.unit_id
    AND chain.employee_id <> asked.employee_id
  ORDER BY asked.id, chain.depth
), above AS MATERIALIZED (
  SELECT * FROM head_chain(
    (SELECT array_agg(DISTINCT c.acting_unit_id) FROM chosen c WHERE c.acting_unit_id IS NOT NULL), on_day)
)
SELECT DISTINCT ON (chosen.id) chosen.id, chosen.employee_id, chosen.unit_id, chosen.evaluator_id,
  chosen.evaluator_placement_id, chosen.via, chosen.acting_unit_id, above.employee_id,
  above.placement_id, chosen.reason
FROM chosen LEFT JOIN above ON above.start_id = chosen.acting_unit_id
  AND above.employee_id <> chosen.evaluator_id
ORDER BY chosen.id, above.depth
$$;

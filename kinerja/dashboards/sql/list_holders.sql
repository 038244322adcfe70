-- Who has work of others in hand: plans to read, self-evaluations to rate, decisions to hand over.
-- Parameters: units (those the reader may see), period, year, on_day, opd (one OPD, or null for all).
-- Locks: none. Rows touched: read only; the waiting plans and evaluations, and the heads above their units.
WITH opd AS (
  SELECT p.unit_id, coalesce(nullif(split_part(p.path, '/', 2), ''), split_part(p.path, '/', 1))::bigint AS opd_id
  FROM unit_period p WHERE p.unit_id = ANY (%(units)s::bigint[]) AND p.valid @> %(on_day)s::date
), waiting AS (
  SELECT opd.opd_id, plan.placement_id, 'PLAN' AS stage, plan.state_since
  FROM plan JOIN opd ON opd.unit_id = plan.unit_id WHERE plan.year_id = %(year)s AND plan.state = 'SUBMITTED'
  UNION ALL
  SELECT opd.opd_id, evaluation.placement_id, CASE evaluation.state WHEN 'SELF_SENT' THEN 'RATING' ELSE 'DELIVERY' END,
    evaluation.state_since
  FROM evaluation JOIN opd ON opd.unit_id = evaluation.unit_id
  WHERE evaluation.period_id = %(period)s AND evaluation.state IN ('SELF_SENT', 'DECIDED')
), wanted AS (
  SELECT * FROM waiting WHERE %(opd)s::bigint IS NULL OR opd_id = %(opd)s::bigint
), line AS MATERIALIZED (
  SELECT * FROM evaluators(%(on_day)s::date, (SELECT array_agg(DISTINCT placement_id) FROM wanted))
)
SELECT wanted.opd_id, name.name, who.id,
  coalesce(trim(who.title_front || ' ' || who.name) || CASE WHEN who.title_back = '' THEN '' ELSE ', ' || who.title_back END,
    'Belum ada penilai'),
  wanted.stage, count(*), min(wanted.state_since)
FROM wanted
JOIN unit_period name ON name.unit_id = wanted.opd_id AND name.valid @> %(on_day)s::date
LEFT JOIN line USING (placement_id)
LEFT JOIN employee who ON who.id = line.evaluator_id
GROUP BY wanted.opd_id, name.name, who.id, wanted.stage
ORDER BY min(wanted.state_since), who.id, wanted.stage

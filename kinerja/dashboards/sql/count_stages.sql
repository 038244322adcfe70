-- How many people of each OPD have passed each stage of a period.
-- Parameters: units (those the reader may see), period, year, on_day. Locks: none. Rows touched: read only;
-- the definitive placements of that day in those units, their plans of the year and their evaluations of the period.
-- An OPD is the unit at the second level of the tree; the root counts as its own.
WITH opd AS (
  SELECT p.unit_id, coalesce(nullif(split_part(p.path, '/', 2), ''), split_part(p.path, '/', 1))::bigint AS opd_id
  FROM unit_period p WHERE p.unit_id = ANY (%(units)s::bigint[]) AND p.valid @> %(on_day)s::date
), people AS (
  SELECT opd.opd_id, pl.id AS placement_id, pl.employee_id
  FROM opd JOIN placement pl ON pl.unit_id = opd.unit_id AND pl.kind = 'DEFINITIF' AND pl.held @> %(on_day)s::date
  JOIN employee e ON e.id = pl.employee_id AND e.kind <> 'PEJABAT_NEGARA'
    AND (e.ended_on IS NULL OR e.ended_on > %(on_day)s::date)
), standing AS (
  SELECT people.opd_id, plan.state AS plan_state, report.id AS report_id, evaluation.state AS state
  FROM people
  LEFT JOIN plan ON plan.placement_id = people.placement_id AND plan.year_id = %(year)s AND plan.state <> 'CLOSED'
  LEFT JOIN realization_report report ON report.plan_id = plan.id AND report.period_id = %(period)s
  LEFT JOIN evaluation ON evaluation.plan_id = plan.id AND evaluation.period_id = %(period)s
)
SELECT opd_id, name.name, count(*),
  count(*) FILTER (WHERE plan_state IS NULL),
  count(*) FILTER (WHERE plan_state IN ('DRAFT', 'RETURNED')),
  count(*) FILTER (WHERE plan_state = 'SUBMITTED'),
  count(*) FILTER (WHERE plan_state = 'AGREED'),
  count(report_id),
  count(*) FILTER (WHERE state = 'SELF_SENT'),
  count(*) FILTER (WHERE state = 'DECIDED'),
  count(*) FILTER (WHERE state = 'DELIVERED'),
  count(*) FILTER (WHERE state = 'RECEIVED'),
  count(*) FILTER (WHERE state = 'NOT_RATED')
FROM standing
JOIN unit_period name ON name.unit_id = standing.opd_id AND name.valid @> %(on_day)s::date
GROUP BY opd_id, name.name ORDER BY name.name, opd_id

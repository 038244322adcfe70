-- Gives each agreed plan twelve sessions that took place, with its evaluator.
-- Parameters: day, most. Locks: none. Rows touched: some 90,000 new.
WITH said AS (
  SELECT array_agg(DISTINCT notes) AS texts FROM dialogue_session WHERE notes <> ''
), counted AS (
  SELECT placement_id, count(*) AS number FROM dialogue_session GROUP BY placement_id
)
INSERT INTO dialogue_session (employee_id, placement_id, unit_id, leader_id, kind, origin_kind, state,
  state_since, starts_at, minutes, place, reason, notes, lock_no, sequence, made_by_id, made_at)
SELECT p.employee_id, p.placement_id, p.unit_id, version.agreed_by_id, 'UMPAN_BALIK', '', 'HELD',
  at + interval '40 minutes', at, 30, 'Ruang rapat kecil', '',
  texts[1 + ((p.id * 17 + n * 5) %% cardinality(texts))], 1, 0, version.agreed_by_id,
  at - interval '6 days'
FROM plan p
JOIN plan_version version ON version.plan_id = p.id AND version.state = 'AGREED'
LEFT JOIN counted ON counted.placement_id = p.placement_id
CROSS JOIN LATERAL generate_series(1, %(most)s::bigint - coalesce(counted.number, 0)) AS n
CROSS JOIN LATERAL (SELECT %(day)s::date
  - make_interval(days => (n * 14 + p.id %% 9)::int) + interval '2 hours' AS at) AS moment
CROSS JOIN said

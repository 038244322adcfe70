-- Gives each agreed plan twenty pieces of feedback: by its evaluator, and by a colleague in turn.
-- Parameters: day (what the city is shown at), most. Locks: none. Rows touched: some 150,000 new.
WITH said AS (
  SELECT array_agg(DISTINCT text) AS texts FROM feedback
), mates AS (
  SELECT post.id AS placement_id, lead(post.employee_id) OVER beside AS next,
    lag(post.employee_id) OVER beside AS last
  FROM placement post
  WHERE post.held @> %(day)s::date AND NOT post.is_head AND post.kind = 'DEFINITIF'
  WINDOW beside AS (PARTITION BY post.unit_id ORDER BY post.id)
), counted AS (
  SELECT plan_id, count(*) AS number FROM feedback GROUP BY plan_id
), wanted AS (
  SELECT p.*, version.id AS version_id, version.agreed_by_id, coalesce(mates.next, mates.last) AS mate,
    n, (n %% 2 = 0 OR coalesce(mates.next, mates.last) IS NULL) AS is_evaluator
  FROM plan p
  JOIN plan_version version ON version.plan_id = p.id AND version.state = 'AGREED'
  LEFT JOIN counted ON counted.plan_id = p.id
  LEFT JOIN mates ON mates.placement_id = p.placement_id
  CROSS JOIN LATERAL generate_series(1, %(most)s::bigint - coalesce(counted.number, 0)) AS n
), results AS (
  SELECT DISTINCT ON (plan_version_id) plan_version_id, result_id, text FROM result_content
  WHERE deleted_at IS NULL ORDER BY plan_version_id, position
)
INSERT INTO feedback (plan_id, employee_id, placement_id, unit_id, author_id, author_role, spoken_by,
  kind, visibility, subject_kind, result_id, core_value, label, text, given_at)
SELECT w.id, w.employee_id, w.placement_id, w.unit_id,
  CASE WHEN is_evaluator THEN agreed_by_id ELSE mate END,
  CASE WHEN is_evaluator THEN 'PEJABAT_PENILAI' ELSE 'REKAN' END, '',
  (ARRAY['APRESIASI', 'SARAN', 'CATATAN'])[1 + (w.id + n) %% 3],
  (ARRAY['LEADERS', 'LEADERS', 'LEADERS', 'RECEIVER'])[1 + (w.id + n) %% 4],
  CASE WHEN is_evaluator THEN 'result' ELSE 'behavior' END,
  CASE WHEN is_evaluator THEN r.result_id END,
  CASE WHEN is_evaluator THEN '' ELSE 'KOLABORATIF' END,
  CASE WHEN is_evaluator THEN r.text ELSE 'Kolaboratif' END,
  texts[1 + ((w.id * 31 + n * 7) %% cardinality(texts))],
  %(day)s::date - make_interval(days => (n * 9 + w.id %% 7)::int, hours => (w.id %% 6)::int)
FROM wanted w JOIN results r ON r.plan_version_id = w.version_id CROSS JOIN said

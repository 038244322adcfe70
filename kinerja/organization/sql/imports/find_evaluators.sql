-- Who assesses the people for whom the file names a superior: by an explicit line, else by structure.
-- Parameters: effective. Locks: none. Rows touched: import_evaluator.
INSERT INTO import_evaluator (placement_id, evaluator_id, derived_id, line_id)
WITH asked AS MATERIALIZED (
  SELECT DISTINCT p.id, p.employee_id, p.unit_id
  FROM import_plan AS m JOIN placement AS p ON p.id = m.placement_id WHERE m.superior IS NOT NULL
), chain AS MATERIALIZED (
  SELECT c.start_id, c.depth, c.employee_id
  FROM head_chain((SELECT array_agg(DISTINCT a.unit_id) FROM asked AS a), %(effective)s) AS c
), derived AS (
  SELECT DISTINCT ON (a.id) a.id, c.employee_id
  FROM asked AS a JOIN chain AS c ON c.start_id = a.unit_id AND c.employee_id <> a.employee_id
  ORDER BY a.id, c.depth
)
SELECT a.id, coalesce(l.evaluator_id, d.employee_id), d.employee_id, l.id
FROM asked AS a
LEFT JOIN derived AS d ON d.id = a.id
LEFT JOIN LATERAL (
  SELECT r.id, r.evaluator_id FROM reporting_line AS r
  WHERE r.placement_id = a.id AND upper_inf(r.held) LIMIT 1) AS l ON true

-- Who assesses the people for whom the file names a superior: by an explicit line, else by structure.
-- Parameters: effective. Locks: none. Rows touched: import_evaluator.
-- As head_chain() climbs, but by hashes for all units at once: inside an import nothing knows yet
-- how many rows it has written, and a plan unit by unit would take minutes for a large city.
INSERT INTO import_evaluator (placement_id, evaluator_id, derived_id, line_id)
WITH RECURSIVE asked AS MATERIALIZED (
  SELECT DISTINCT p.id, p.employee_id, p.unit_id
  FROM import_plan AS m JOIN placement AS p ON p.id = m.placement_id WHERE m.superior IS NOT NULL
), heads AS MATERIALIZED (
  SELECT DISTINCT ON (q.unit_id) q.unit_id, q.employee_id
  FROM placement AS q JOIN employee AS e ON e.id = q.employee_id
  WHERE q.is_head AND q.held @> %(effective)s AND (e.ended_on IS NULL OR e.ended_on > %(effective)s)
  ORDER BY q.unit_id, array_position(ARRAY['DEFINITIF', 'PLT', 'PLH'], q.kind::text)
), tree AS MATERIALIZED (
  SELECT u.unit_id, coalesce(u.supervising_unit_id, u.parent_id) AS next_id
  FROM unit_period AS u WHERE u.valid @> %(effective)s
), climb (start_id, depth, unit_id, next_id) AS (
  SELECT t.unit_id, 0, t.unit_id, t.next_id
  FROM tree AS t WHERE t.unit_id IN (SELECT a.unit_id FROM asked AS a)
  UNION ALL
  SELECT c.start_id, c.depth + 1, t.unit_id, t.next_id
  FROM climb AS c JOIN tree AS t ON t.unit_id = c.next_id WHERE c.depth < 12
), chain AS MATERIALIZED (
  SELECT c.start_id, c.depth, h.employee_id FROM climb AS c JOIN heads AS h ON h.unit_id = c.unit_id
), derived AS (
  SELECT DISTINCT ON (a.id) a.id, c.employee_id
  FROM asked AS a JOIN chain AS c ON c.start_id = a.unit_id AND c.employee_id <> a.employee_id
  ORDER BY a.id, c.depth
)
SELECT a.id, coalesce(l.evaluator_id, d.employee_id), d.employee_id, l.id
FROM asked AS a
LEFT JOIN derived AS d ON d.id = a.id
LEFT JOIN reporting_line AS l ON l.placement_id = a.id AND upper_inf(l.held)

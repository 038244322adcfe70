-- Tell who is missing: people with a running position in a unit of the file, but without a row.
-- Parameters: import. Locks: none. Rows touched: import_row, one for each missing person.
INSERT INTO import_row (source_id, line, status, key, cells, values, problems, before)
SELECT %(import)s, 0, 'GONE', e.nip, '[]',
  jsonb_build_object('employee_id', e.id, 'name', e.name, 'unit_id', min(p.unit_id)), '[]',
  jsonb_build_object('ended_on', e.ended_on, 'placements', jsonb_agg(p.id ORDER BY p.id))
FROM employee AS e
JOIN placement AS p ON p.employee_id = e.id AND p.kind = 'DEFINITIF' AND upper_inf(p.held)
JOIN (SELECT DISTINCT s.unit_id FROM import_seen AS s) AS u ON u.unit_id = p.unit_id
WHERE e.nip IS NOT NULL AND e.ended_on IS NULL
  -- NOT IN is a hash whatever the planner expects.
  AND e.nip NOT IN (SELECT s.nip FROM import_seen AS s)
GROUP BY e.id

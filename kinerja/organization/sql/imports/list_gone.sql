-- Tell who is missing: people with a running position in a unit of the file, but without a row.
-- Parameters: import. Locks: none. Rows touched: import_row, one for each missing person.
INSERT INTO import_row (source_id, line, status, key, cells, values, problems, before)
WITH listed AS (
  SELECT r.key AS nip, (r.values ->> 'unit_id')::bigint AS unit_id
  FROM import_row AS r WHERE r.source_id = %(import)s AND r.status <> 'GONE'
)
SELECT %(import)s, 0, 'GONE', e.nip, '[]',
  jsonb_build_object('employee_id', e.id, 'name', e.name, 'unit_id', min(p.unit_id)), '[]',
  jsonb_build_object('ended_on', e.ended_on, 'placements', jsonb_agg(p.id ORDER BY p.id))
FROM employee AS e
JOIN placement AS p ON p.employee_id = e.id AND p.kind = 'DEFINITIF' AND upper_inf(p.held)
WHERE p.unit_id IN (SELECT unit_id FROM listed WHERE unit_id IS NOT NULL)
  AND e.nip IS NOT NULL AND e.ended_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM listed WHERE listed.nip = e.nip)
GROUP BY e.id

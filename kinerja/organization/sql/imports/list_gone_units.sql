-- Tell which units are missing: running ones below a unit of the file, but without a row.
-- Parameters: import. Locks: none. Rows touched: import_row, one for each missing unit.
INSERT INTO import_row (source_id, line, status, key, cells, values, problems, before)
WITH listed AS (
  SELECT r.key AS siasn_id FROM import_row AS r WHERE r.source_id = %(import)s AND r.status <> 'GONE'
)
SELECT %(import)s, 0, 'GONE', unit.siasn_id, '[]', jsonb_build_object('unit_id', unit.id, 'name', u.name),
  '[]', to_jsonb(u)
FROM unit
JOIN unit_period AS u ON u.unit_id = unit.id AND upper_inf(u.valid)
JOIN unit AS above ON above.id = u.parent_id
WHERE above.siasn_id IN (SELECT siasn_id FROM listed)
  AND unit.siasn_id NOT IN (SELECT siasn_id FROM listed)

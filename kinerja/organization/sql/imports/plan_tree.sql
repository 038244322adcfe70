-- Lay the rows of the file over the running tree; NULL in a row means: keep.
-- Parameters: import. Locks: none. Rows touched: import_tree, one for each running or new unit.
INSERT INTO import_tree (unit_id, siasn_id, parent_id, name, head_title, type, is_independent,
  supervising_unit_id, period_id, valid, in_file)
WITH listed AS (
  SELECT v.* FROM import_row AS r
  CROSS JOIN LATERAL jsonb_to_record(r.values) AS v (siasn_id text, parent_id text, name text,
    head_title text, type text, presumed_type text, is_independent boolean,
    presumed_independent boolean)
  WHERE r.source_id = %(import)s AND r.status NOT IN ('FAULTY', 'GONE')
), known AS (
  SELECT unit.id, coalesce(unit.siasn_id, '#' || unit.id) AS siasn_id FROM unit
)
SELECT k.id, k.siasn_id,
  CASE WHEN l.siasn_id IS NULL THEN u.parent_id ELSE above.id END,
  coalesce(l.name, u.name), coalesce(l.head_title, u.head_title, ''),
  coalesce(l.type, u.type, l.presumed_type),
  coalesce(l.is_independent, u.is_independent, l.presumed_independent),
  u.supervising_unit_id, u.id, u.valid, l.siasn_id IS NOT NULL
FROM known AS k
LEFT JOIN listed AS l ON l.siasn_id = k.siasn_id
LEFT JOIN unit_period AS u ON u.unit_id = k.id AND upper_inf(u.valid)
LEFT JOIN known AS above ON above.siasn_id = l.parent_id
WHERE l.siasn_id IS NOT NULL OR u.id IS NOT NULL

-- Write into each row what applying would do, and what stood there before.
-- Parameters: import. Locks: none. Rows touched: import_row, one for each good row.
UPDATE import_row AS r SET
  status = CASE WHEN d.period_id IS NULL THEN 'NEW' WHEN d.differs THEN 'CHANGED' ELSE 'UNCHANGED' END,
  before = CASE WHEN d.differs THEN d.before END
FROM (
  SELECT i.id, u.id AS period_id, to_jsonb(u) AS before,
    (v.name, coalesce(v.head_title, u.head_title), coalesce(v.type, u.type),
      coalesce(v.is_independent, u.is_independent), v.parent_id)
    IS DISTINCT FROM (u.name, u.head_title, u.type, u.is_independent,
      coalesce(above.siasn_id, '#' || above.id)) AS differs
  FROM import_row AS i
  CROSS JOIN LATERAL jsonb_to_record(i.values) AS v (siasn_id text, parent_id text, name text,
    head_title text, type text, is_independent boolean)
  LEFT JOIN unit ON unit.siasn_id = v.siasn_id
  LEFT JOIN unit_period AS u ON u.unit_id = unit.id AND upper_inf(u.valid)
  LEFT JOIN unit AS above ON above.id = u.parent_id
  WHERE i.source_id = %(import)s AND i.status NOT IN ('FAULTY', 'GONE')
) AS d
WHERE r.id = d.id

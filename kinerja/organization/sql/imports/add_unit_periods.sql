-- Open the periods of new units and of those that changed.
-- Parameters: effective, start. Locks: the new rows. Rows touched: unit_period.
INSERT INTO unit_period (unit_id, valid, parent_id, name, head_title, type, is_independent,
  supervising_unit_id, path)
SELECT t.unit_id, daterange(CASE WHEN t.period_id IS NULL
    THEN greatest(%(start)s, (SELECT max(upper(o.valid)) FROM unit_period AS o WHERE o.unit_id = t.unit_id))
    ELSE %(effective)s END, NULL),
  t.parent_id, t.name, t.head_title, t.type, t.is_independent, t.supervising_unit_id, t.path
FROM import_tree AS t
WHERE t.period_id IS NULL OR (t.fields <> '{}' AND lower(t.valid) < %(effective)s)

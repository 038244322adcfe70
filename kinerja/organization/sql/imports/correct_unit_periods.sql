-- Correct the periods that begin on the day itself or later. Units that stop being the root first.
-- Parameters: effective, roots. Locks: the changed rows. Rows touched: unit_period.
UPDATE unit_period AS u SET
  parent_id = t.parent_id, name = t.name, head_title = t.head_title, type = t.type,
  is_independent = t.is_independent, path = t.path
FROM import_tree AS t
WHERE t.period_id = u.id AND t.fields <> '{}' AND lower(u.valid) >= %(effective)s
  AND (t.parent_id IS NULL) = %(roots)s

-- Write the path of each unit from the root: ids, each ended by a slash.
-- Parameters: none. Locks: none. Rows touched: import_tree.
WITH RECURSIVE walk AS (
  SELECT t.unit_id, t.unit_id || '/' AS path FROM import_tree AS t WHERE t.parent_id IS NULL
  UNION ALL
  SELECT t.unit_id, w.path || t.unit_id || '/' FROM import_tree AS t JOIN walk AS w ON w.unit_id = t.parent_id
)
UPDATE import_tree AS t SET path = w.path FROM walk AS w WHERE w.unit_id = t.unit_id

-- Name the fields that differ from the running period.
-- Parameters: none. Locks: none. Rows touched: import_tree.
UPDATE import_tree AS t SET fields = array_remove(ARRAY[
  CASE WHEN u.name <> t.name THEN 'name' END,
  CASE WHEN u.head_title <> t.head_title THEN 'head_title' END,
  CASE WHEN u.type <> t.type THEN 'type' END,
  CASE WHEN u.is_independent <> t.is_independent THEN 'is_independent' END,
  CASE WHEN u.parent_id IS DISTINCT FROM t.parent_id THEN 'parent' END,
  CASE WHEN u.path <> t.path THEN 'path' END], NULL)
FROM unit_period AS u WHERE u.id = t.period_id
